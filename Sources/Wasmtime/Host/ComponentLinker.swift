import CWasmtime

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

/// A linker of the library for one engine.
@safe
final class RawLinker: Sendable {
    struct Instance {
        let name: String?
        let functions: [HostFunctionBox]
        let resources: [Resource]
    }

    struct Resource {
        let name: String
        let type: UInt32
        let box: ResourceDropBox
    }

    let engine: RawEngine
    /// Sound to share: after `init` the linker is only read, which the library allows from any thread.
    nonisolated(unsafe) let pointer: OpaquePointer

    init(_ engine: RawEngine, _ instances: [Instance]) throws(WasmtimeError) {
        self.engine = engine
        unsafe pointer = wasmtime_component_linker_new(engine.pointer)
        for instance in instances { try define(instance) }
    }

    deinit { unsafe wasmtime_component_linker_delete(pointer) }

    /// Edits the linker; it is locked while a part of it is open, so each part is closed here.
    private func define(_ instance: Instance) throws(WasmtimeError) {
        let root = unsafe wasmtime_component_linker_root(pointer)
        defer { unsafe wasmtime_component_linker_instance_delete(root) }
        guard let name = instance.name else {
            try unsafe define(instance, in: root)
            return
        }
        var part: OpaquePointer?
        let error = unsafe withCharacters(name) {
            unsafe wasmtime_component_linker_instance_add_instance(root, $0, $1, &part)
        }
        try unsafe WasmtimeError.check(code: .linkFailed, error)
        guard let part = unsafe part else { return }
        defer { unsafe wasmtime_component_linker_instance_delete(part) }
        try unsafe define(instance, in: part)
    }

    private func define(_ instance: Instance, in part: OpaquePointer) throws(WasmtimeError) {
        for resource in instance.resources {
            let type = unsafe wasmtime_component_resource_type_new_host(resource.type)
            defer { unsafe wasmtime_component_resource_type_delete(type) }
            let data = unsafe Unmanaged.passRetained(resource.box as AnyObject).toOpaque()
            let error = unsafe withCharacters(resource.name) {
                unsafe wasmtime_component_linker_instance_add_resource(
                    part, $0, $1, type, HostCallbacks.dropResource, data, HostCallbacks.releaseObject)
            }
            try unsafe WasmtimeError.check(code: .linkFailed, error)
        }
        for function in instance.functions {
            let data = unsafe Unmanaged.passRetained(function as AnyObject).toOpaque()
            let error = unsafe withCharacters(function.name.function) {
                switch function.body {
                case .immediate:
                    unsafe wasmtime_component_linker_instance_add_func(
                        part, $0, $1, HostCallbacks.callImmediate, data, HostCallbacks.releaseObject)
                case .suspendable:
                    unsafe wasmtime_component_linker_instance_add_func_async(
                        part, $0, $1, HostCallbacks.callSuspendable, data, HostCallbacks.releaseObject)
                }
            }
            try unsafe WasmtimeError.check(code: .linkFailed, error)
        }
    }
}
