import CWasmtime

/// Reads a byte vector of the library as text and frees it.
func takeString(_ vector: inout wasm_byte_vec_t) -> String {
    defer { unsafe wasm_byte_vec_delete(&vector) }
    return unsafe readString(vector)
}

/// Reads a byte vector of the library as bytes and frees it.
func takeBytes(_ vector: inout wasm_byte_vec_t) -> [UInt8] {
    defer { unsafe wasm_byte_vec_delete(&vector) }
    return unsafe Array(UnsafeBufferPointer(start: vector.data, count: vector.size))
}

/// Reads a byte vector the library keeps.
func readString(_ vector: wasm_byte_vec_t) -> String {
    unsafe String(decoding: UnsafeBufferPointer(start: vector.data, count: vector.size), as: UTF8.self)
}

/// A new byte vector for the library to own.
func makeVector(_ text: String) -> wasm_byte_vec_t {
    var text = text
    var vector = unsafe wasm_byte_vec_t()
    text.withUTF8 { bytes in
        unsafe wasm_byte_vec_new(&vector, bytes.count, bytes.baseAddress)
    }
    return unsafe vector
}

/// Lends a string to a C function that takes characters and their count.
func withCharacters<Result>(_ text: String, _ body: (UnsafePointer<CChar>, Int) -> Result) -> Result {
    var text = text
    return text.withUTF8 { bytes in
        unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
            // An empty string has no address; a pointer the callee may not read stands in for it.
            let start = unsafe characters.baseAddress ?? UnsafePointer(bitPattern: 1).unsafelyUnwrapped
            return unsafe body(start, characters.count)
        }
    }
}
