import CWasmtime

/// The name of an exported function: the instance it is in, or none for one at the root, and its own name.
package struct ComponentFunctionName: Sendable, Hashable, CustomStringConvertible {
    /// The exported instance, such as `demo:fibo/fibo@1.0.0`.
    package let instance: String?
    /// The function.
    package let function: String

    package init(instance: String?, function: String) {
        self.instance = instance
        self.function = function
    }

    package var description: String { instance.map { "\($0).\(function)" } ?? function }
}

/// Compiled code of a component in one engine.
@safe
final class RawComponent: Sendable {
    let engine: RawEngine
    /// Sound to share: a compiled component is immutable and thread-safe in the library.
    nonisolated(unsafe) let pointer: OpaquePointer

    private init(engine: RawEngine, pointer: OpaquePointer) {
        self.engine = engine
        unsafe self.pointer = pointer
    }

    deinit { unsafe wasmtime_component_delete(pointer) }

    /// Compiles a component.
    static func compile(_ bytes: [UInt8], in engine: RawEngine) throws(WasmtimeError) -> RawComponent {
        try ComponentBytes.examine(bytes).requireComponent(size: bytes.count)
        return try unsafe make(engine, code: .invalidComponent) { out in
            unsafe bytes.withUnsafeBufferPointer {
                unsafe wasmtime_component_new(engine.pointer, $0.baseAddress, $0.count, &out)
            }
        }
    }

    /// Loads code that `serialized` gave.
    ///
    /// The caller vouches for the bytes: the library runs whatever they hold.
    static func load(trusted code: [UInt8], in engine: RawEngine) throws(WasmtimeError) -> RawComponent {
        try unsafe make(engine, code: .failed) { out in
            unsafe code.withUnsafeBufferPointer {
                unsafe wasmtime_component_deserialize(engine.pointer, $0.baseAddress, $0.count, &out)
            }
        }
    }

    /// The compiled code as bytes for `load`.
    func serialized() throws(WasmtimeError) -> [UInt8] {
        var bytes = unsafe wasm_byte_vec_t()
        try unsafe WasmtimeError.check(wasmtime_component_serialize(pointer, &bytes))
        return unsafe takeBytes(&bytes)
    }

    /// Finds an exported function.
    func exportIndex(of name: ComponentFunctionName) -> ExportIndex? {
        guard let instance = name.instance else { return index(of: name.function, within: nil) }
        guard let outer = index(of: instance, within: nil) else { return nil }
        return index(of: name.function, within: outer)
    }

    private func index(of name: String, within outer: ExportIndex?) -> ExportIndex? {
        let pointer = unsafe withCharacters(name) {
            unsafe wasmtime_component_get_export_index(self.pointer, outer?.pointer, $0, $1)
        }
        return unsafe pointer.map { unsafe ExportIndex($0) }
    }

    private static func make(
        _ engine: RawEngine, code: WasmtimeError.Code, _ body: (inout OpaquePointer?) -> OpaquePointer?
    ) throws(WasmtimeError) -> RawComponent {
        var pointer: OpaquePointer?
        try unsafe WasmtimeError.check(code: code, body(&pointer))
        guard let pointer = unsafe pointer else {
            throw WasmtimeError(code, "the library gave neither a component nor an error")
        }
        return unsafe RawComponent(engine: engine, pointer: pointer)
    }
}

/// The place of an export within one compiled component.
@safe
final class ExportIndex: Sendable {
    /// Sound to share: an index is immutable.
    nonisolated(unsafe) let pointer: OpaquePointer

    /// Takes over a place the library gave.
    init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }

    deinit { unsafe wasmtime_component_export_index_delete(pointer) }
}
