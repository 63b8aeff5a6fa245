import CWasmtime

/// Reads types of one component; it remembers the resources seen, which differ by identity only.
@safe
final class TypeReader {
    private let engine: RawEngine
    /// Each is a clone of ours, freed by `deinit`.
    private var resources: [OpaquePointer]

    /// The address of a name the library gives.
    typealias ReadName = UnsafePointer<UInt8>?
    /// Gives the n-th item and its name; false if there is none.
    typealias ReadItem = (Int, inout ReadName, inout Int, inout OpaquePointer?) -> Bool
    /// Gives the n-th type and its name; false if there is none.
    typealias ReadType = (Int, inout ReadName, inout Int, inout wasmtime_component_valtype_t) -> Bool

    /// A reader for components of an engine.
    init(engine: RawEngine) {
        self.engine = engine
        unsafe resources = []
    }

    deinit {
        unsafe resources.forEach { unsafe wasmtime_component_resource_type_delete($0) }
    }

    /// Imports, exports or members, in order.
    func items(count: Int, nth: ReadItem) -> [NamedItem] {
        (0..<count).compactMap { index in
            var name: ReadName = nil
            var size = 0
            var item: OpaquePointer?
            guard unsafe nth(index, &name, &size, &item), let item = unsafe item else { return nil }
            defer { unsafe wasmtime_component_extern_delete(item) }
            return NamedItem(name: unsafe text(name, size), item: unsafe read(item))
        }
    }

    private func read(_ item: OpaquePointer) -> NamedItem.Item {
        var type = unsafe wasmtime_component_item_t()
        unsafe wasmtime_component_extern_type(item, &type)
        defer { unsafe wasmtime_component_item_delete(&type) }
        switch unsafe Int(type.kind) {
        case CWASMTIME_ITEM_INSTANCE:
            guard let instance = unsafe type.of.component_instance else { return .unsupported("instance") }
            let engine = engine
            return .instance(
                unsafe items(
                    count: wasmtime_component_instance_type_export_count(instance, engine.pointer),
                    nth: {
                        unsafe wasmtime_component_instance_type_export_nth(
                            instance, engine.pointer, $0, &$1, &$2, &$3)
                    }))
        case CWASMTIME_ITEM_FUNCTION:
            guard let function = unsafe type.of.component_func else { return .unsupported("function") }
            return .function(unsafe self.function(function))
        case CWASMTIME_ITEM_RESOURCE:
            guard let resource = unsafe type.of.resource else { return .unsupported("resource") }
            return .resource(unsafe identity(of: resource))
        case CWASMTIME_ITEM_TYPE: return .type(unsafe value(type.of.type))
        case CWASMTIME_ITEM_COMPONENT: return .unsupported("component")
        case CWASMTIME_ITEM_MODULE: return .unsupported("core module")
        case CWASMTIME_ITEM_CORE_FUNCTION: return .unsupported("core function")
        default: return .unsupported(unsafe "item of kind \(type.kind)")
        }
    }

    /// Reads a function type.
    func function(_ function: OpaquePointer) -> ComponentFunctionType {
        ComponentFunctionType(
            parameters: unsafe named(count: wasmtime_component_func_type_param_count(function)) {
                unsafe wasmtime_component_func_type_param_nth(function, $0, &$1, &$2, &$3)
            },
            result: unsafe optional { unsafe wasmtime_component_func_type_result(function, &$0) },
            isAsync: unsafe wasmtime_component_func_type_async(function))
    }

    /// Names with types, as parameters and fields are given.
    func named(count: Int, nth: ReadType) -> [NamedType] {
        (0..<count).compactMap { index in
            var name: ReadName = nil
            var size = 0
            var type = unsafe wasmtime_component_valtype_t()
            guard unsafe nth(index, &name, &size, &type) else { return nil }
            defer { unsafe wasmtime_component_valtype_delete(&type) }
            return NamedType(name: unsafe text(name, size), type: unsafe value(type))
        }
    }

    /// A type a C function may or may not give.
    func optional(_ read: (inout wasmtime_component_valtype_t) -> Bool) -> ComponentValueType? {
        var type = unsafe wasmtime_component_valtype_t()
        guard unsafe read(&type) else { return nil }
        defer { unsafe wasmtime_component_valtype_delete(&type) }
        return unsafe value(type)
    }

    /// A name the library keeps.
    func text(_ name: ReadName, _ size: Int) -> String {
        unsafe String(decoding: UnsafeBufferPointer(start: name, count: size), as: UTF8.self)
    }

    /// The identity of a resource type, a new one if it was not seen before.
    func identity(of resource: OpaquePointer) -> ResourceIdentity {
        for index in unsafe resources.indices
        where unsafe wasmtime_component_resource_type_equal(resources[index], resource) {
            return ResourceIdentity(index: index)
        }
        unsafe resources.append(wasmtime_component_resource_type_clone(resource))
        return ResourceIdentity(index: unsafe resources.count - 1)
    }
}
