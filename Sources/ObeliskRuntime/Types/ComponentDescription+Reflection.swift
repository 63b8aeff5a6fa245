import ObeliskCore
import WIT
import Wasmtime

extension ComponentDescription {
    /// Describes a compiled component.
    ///
    /// Exports that are no interface are left out, such as the instance named `exports` of Python components.
    ///
    /// - Throws: `unsuitable` if it imports something that is no interface, or uses a type of an unknown kind.
    init(_ type: ComponentType) throws(RuntimeError) {
        let names = TypeNames(type)
        var imports: [Interface] = []
        for item in type.imports {
            guard let interface = try Interface(item, names) else {
                throw RuntimeError(
                    .unsuitable,
                    "the component imports `\(item.name)`, which is no function of an interface; expected imports of "
                        + "the form namespace:package/interface")
            }
            imports.append(interface)
        }
        var exports: [Interface] = []
        for item in type.exports {
            if let interface = try Interface(item, names) { exports.append(interface) }
        }
        self.init(imports: imports, exports: exports)
    }
}

extension ComponentDescription.Interface {
    /// The interface behind an import or export; nil if it is none.
    fileprivate init?(_ item: NamedItem, _ names: TypeNames) throws(RuntimeError) {
        guard case .instance(let members) = item.item, let interface = try? InterfaceName(item.name) else { return nil }
        let names = names.within(interface)
        var functions: [ComponentDescription.Function] = []
        for member in members {
            guard case .function(let type) = member.item else { continue }
            do throws(UnknownType) {
                functions.append(
                    ComponentDescription.Function(name: member.name, type: try FunctionType(type, names)))
            } catch {
                throw RuntimeError(.unsuitable, "\(item.name).\(member.name) has \(error)")
            }
        }
        self.init(name: item.name, functions: functions)
    }
}
