/// Everything the host offers to the guests of a kind; made once, it serves any number of them at the same time.
package final class ComponentLinker<State: AnyObject & Sendable>: Sendable {
    /// The engine it is for.
    package let engine: Engine
    let pooled: RawLinker?
    let onDemand: RawLinker

    /// Defines the interfaces.
    ///
    /// - Throws: `.linkFailed` if a name is defined twice or is no valid name.
    package init(engine: Engine, interfaces: [HostInterface<State>]) throws(WasmtimeError) {
        self.engine = engine
        let definitions = interfaces.map { Self.erase($0) }
        onDemand = try RawLinker(engine.onDemand, definitions)
        pooled = try Self.make(engine.pooled, definitions)
    }

    private static func make(
        _ engine: RawEngine?, _ definitions: [RawLinker.Instance]
    ) throws(WasmtimeError) -> RawLinker? {
        guard let engine else { return nil }
        return try RawLinker(engine, definitions)
    }

    /// Takes the state's type away. Sound because only a `GuestInstance` of the same `State` uses this linker, and its
    /// store carries nothing else.
    private static func erase(_ interface: HostInterface<State>) -> RawLinker.Instance {
        let functions = interface.functions.map { function in
            let body: HostFunctionBox.Body =
                switch function.body {
                case .immediate(let body):
                    .immediate { state, arguments in
                        try body(unsafe unsafeDowncast(state, to: State.self), arguments)
                    }
                case .suspendable(let body):
                    .suspendable { state, call in try body(unsafe unsafeDowncast(state, to: State.self), call) }
                }
            return HostFunctionBox(
                name: ComponentFunctionName(instance: interface.name, function: function.name), body: body)
        }
        let resources = interface.resources.map { resource in
            let drop = resource.drop
            return RawLinker.Resource(
                name: resource.name, type: resource.type,
                box: ResourceDropBox { state, rep in try drop(unsafe unsafeDowncast(state, to: State.self), rep) })
        }
        return RawLinker.Instance(name: interface.name, functions: functions, resources: resources)
    }
}
