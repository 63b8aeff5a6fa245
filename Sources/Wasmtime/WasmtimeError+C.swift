import CWasmtime

extension WasmtimeError {
    /// Turns an error of the library into ours and frees it: the only place that does either.
    static func take(_ error: OpaquePointer, code: Code = .failed, cause: (any Error)? = nil) -> WasmtimeError {
        defer { unsafe wasmtime_error_delete(error) }
        var text = unsafe wasm_name_t()
        unsafe wasmtime_error_message(error, &text)
        let message = unsafe takeString(&text)
        let backtrace = unsafe frames(of: error)

        if let cause {
            let trap = Trap(kind: .other, reason: "a host function failed: \(cause)", backtrace: backtrace)
            return WasmtimeError(.hostFailed, "a host function failed: \(cause)", trap: trap, cause: cause)
        }
        if let (kind, reason) = Trap.Kind.found(in: message) {
            let trap = Trap(kind: kind, reason: reason, backtrace: backtrace)
            return WasmtimeError(.trap, trap.description, trap: trap)
        }
        return WasmtimeError(code, message)
    }

    /// Runs a C function that answers null or an error, and throws that error as ours.
    static func check(code: Code = .failed, _ error: OpaquePointer?) throws(WasmtimeError) {
        if let error = unsafe error { throw unsafe take(error, code: code) }
    }

    private static func frames(of error: OpaquePointer) -> [Trap.Frame] {
        var vector = unsafe wasm_frame_vec_t()
        unsafe wasmtime_error_wasm_trace(error, &vector)
        defer { unsafe wasm_frame_vec_delete(&vector) }
        let pointers = unsafe UnsafeBufferPointer(start: vector.data, count: vector.size)
        var frames: [Trap.Frame] = []
        for index in pointers.indices {
            guard let frame = unsafe pointers[index] else { continue }
            frames.append(
                Trap.Frame(
                    module: unsafe wasmtime_frame_module_name(frame).map { unsafe readString($0.pointee) },
                    function: unsafe wasmtime_frame_func_name(frame).map { unsafe readString($0.pointee) },
                    functionIndex: unsafe wasm_frame_func_index(frame),
                    moduleOffsetBytes: unsafe wasm_frame_module_offset(frame),
                    functionOffsetBytes: unsafe wasm_frame_func_offset(frame)))
        }
        return frames
    }
}
