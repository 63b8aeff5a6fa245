import ObeliskCore
import WIT
import Wasmtime

/// What a component of a kind is given for its imports.
///
/// Defined under the very names the component imports, so that one built against `@1.0.3` of a support package links.
enum ImportPlan {
    /// The interfaces to define for a component.
    ///
    /// - Throws: `unsuitable` for an import that nothing here answers; the message names it.
    static func interfaces(
        for component: ComponentDescription, type: ComponentType, kind: ComponentKind
    ) throws(RuntimeError) -> [HostInterface<GuestHost>] {
        var interfaces: [HostInterface<GuestHost>] = []
        for interface in component.imports {
            let support = SupportInterface(interface.name)
            var functions: [HostFunction<GuestHost>] = []
            for function in interface.functions {
                let binding = try binding(function, of: interface, support, kind)
                functions.append(
                    HostFunction(function.name, .suspendable { host, call in try host.handle(call, binding) }))
            }
            interfaces.append(
                HostInterface(
                    name: interface.name, functions: functions,
                    resources: resources(of: interface.name, type, support)))
        }
        return interfaces
    }

    private static func binding(
        _ function: ComponentDescription.Function, of interface: ComponentDescription.Interface,
        _ support: SupportInterface?, _ kind: ComponentKind
    ) throws(RuntimeError) -> ImportBinding {
        let name = "\(interface.name).\(function.name)"
        if let support {
            guard support.isOffered(to: kind) else {
                throw RuntimeError(
                    .unsuitable, "the component imports \(name), which only a workflow may; it is \(kind)")
            }
            guard let binding = support.bindings[function.name] else {
                throw RuntimeError(.unsuitable, "the component imports \(name), which is not in this version")
            }
            return binding
        }
        guard kind == .workflow else {
            throw RuntimeError(
                .unsuitable, "the component imports \(name), but an activity calls no functions of other components")
        }
        guard let signature = ExportSignature(function.type) else {
            throw RuntimeError(
                .unsuitable,
                "the component imports \(name), which cannot be run durably: its result must be a `result`, and its "
                    + "types must have a JSON form")
        }
        do throws(ValueMismatch) { _ = try signature.executionFailed() } catch {
            throw RuntimeError(.unsuitable, "the component imports \(name): \(error)")
        }
        return .directCall(FunctionName(interface: interface.name, function: function.name), signature)
    }

    /// The host's resource types that an interface declares; one it only uses is linked from where it is declared.
    private static func resources(
        of interface: String, _ type: ComponentType, _ support: SupportInterface?
    ) -> [HostResourceType<GuestHost>] {
        guard support == .execution, let item = type.imports.first(where: { $0.name == interface }),
            case .instance(let members) = item.item
        else { return [] }
        let names = Set(members.map(\.name))
        return SupportResource.allCases.filter { names.contains($0.name) }.map { resource in
            HostResourceType(resource.name, type: resource.rawValue) { host, rep in host.drop(rep) }
        }
    }
}

/// The interfaces the engine itself answers.
enum SupportInterface: CaseIterable {
    case workflow, execution, time, log

    /// Finds the interface behind an import's name; any version 1 will do.
    init?(_ name: String) {
        guard let name = try? InterfaceName(name) else { return nil }
        let found = Self.allCases.first { support in
            (try? InterfaceName(support.name)).map { $0.isCompatible(with: name) } ?? false
        }
        guard let found else { return nil }
        self = found
    }

    /// The name it is defined under.
    var name: String {
        switch self {
        case .workflow: "obelisk:workflow/workflow-support@1.0.0"
        case .execution: "obelisk:types/execution@1.0.0"
        case .time: "obelisk:types/time@1.0.0"
        case .log: "obelisk:log/log@1.0.0"
        }
    }

    /// Its functions.
    var bindings: [String: ImportBinding] {
        switch self {
        case .workflow: WorkflowSupport.bindings
        case .execution: ExecutionSupport.bindings
        case .time: [:]
        case .log: LogSupport.bindings
        }
    }

    /// Whether components of a kind may import it.
    func isOffered(to kind: ComponentKind) -> Bool {
        switch self {
        case .log, .time: true
        case .workflow, .execution: kind == .workflow
        }
    }
}
