import ObeliskCore
import WIT
import Wasmtime

/// A deployed component, compiled and linked.
final class LoadedGuest: Sendable {
    /// A function that can be run.
    struct Export: Sendable {
        /// Where it is.
        let function: ExportedFunction
        /// How its values cross.
        let signature: ExportSignature
    }

    /// What it runs as.
    let kind: ComponentKind
    let component: Component
    let linker: ComponentLinker<GuestHost>
    private let exports: [FunctionName: Export]

    /// Links a component of a kind.
    init(_ component: Component, kind: ComponentKind) throws(RuntimeError) {
        let description = try ComponentDescription(component.type)
        self.kind = kind
        self.component = component
        let interfaces = try ImportPlan.interfaces(for: description, type: component.type, kind: kind)
        do throws(WasmtimeError) {
            linker = try ComponentLinker(engine: component.engine, interfaces: interfaces)
        } catch {
            throw RuntimeError(.unsuitable, "the component's imports cannot be linked: \(error.message)")
        }
        var exports: [FunctionName: Export] = [:]
        for interface in description.exports {
            for function in interface.functions {
                guard let signature = ExportSignature(function.type),
                    let exported = try? component.function(
                        ComponentFunctionName(instance: interface.name, function: function.name))
                else { continue }
                exports[FunctionName(interface: interface.name, function: function.name)] = Export(
                    function: exported, signature: signature)
            }
        }
        self.exports = exports
    }

    /// Finds a function that can be run.
    ///
    /// - Throws: `invalid` if there is none.
    func export(_ function: FunctionName) throws(RuntimeError) -> Export {
        guard let export = exports[function] else {
            throw RuntimeError(
                .invalid,
                "the component exports no function \(function) that returns a `result` of types with a JSON form")
        }
        return export
    }
}
