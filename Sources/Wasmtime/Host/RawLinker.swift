import CWasmtime

/// A linker of the library for one engine.
@safe
final class RawLinker: Sendable {
    /// What is defined under one name.
    struct Instance {
        let name: String?
        let functions: [HostFunctionBox]
        let resources: [Resource]
    }

    /// A resource type of the host.
    struct Resource {
        let name: String
        let type: UInt32
        let box: ResourceDropBox
    }

    /// The engine it is for.
    let engine: RawEngine
    /// Sound to share: after `init` the linker is only read, which the library allows from any thread.
    nonisolated(unsafe) let pointer: OpaquePointer

    /// Defines the instances.
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
