import ObeliskCore
import WIT
import Wasmtime

/// A deployed component, compiled and linked.
struct LoadedGuest: Sendable {
    let kind: ComponentKind
    let component: Component
    let linker: ComponentLinker<GuestHost>
    private let exports: [FunctionName: ExportSignature]

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
        var exports: [FunctionName: ExportSignature] = [:]
        for interface in description.exports {
            for function in interface.functions {
                let name = FunctionName(interface: interface.name, function: function.name)
                exports[name] = ExportSignature(function.type)
            }
        }
        self.exports = exports
    }

    /// The signature of a function that can be run.
    ///
    /// - Throws: `invalid` if there is none.
    func signature(of function: FunctionName) throws(RuntimeError) -> ExportSignature {
        guard let signature = exports[function] else {
            throw RuntimeError(
                .invalid,
                "the component exports no function \(function) that returns a `result` of types with a JSON form")
        }
        return signature
    }
}
