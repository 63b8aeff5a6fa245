import CWasmtime

/// What a file that should be a component turns out to be.
///
/// The preamble and section framing follow the component model's binary format: `\0asm`, a version, a layer, then
/// sections of one id byte, a LEB128 size and that many bytes.
package enum ComponentBytes: Sendable, Equatable {
    case component
    case coreModule
    case notWasm
    /// The section that starts at this offset says it is longer than the rest of the bytes.
    case truncated(sectionOffset: Int)

    /// Looks at the framing only; a `component` may still be invalid inside.
    package static func examine(_ bytes: [UInt8]) -> ComponentBytes {
        guard bytes.starts(with: [0x00, 0x61, 0x73, 0x6D]) else { return .notWasm }
        guard bytes.count >= 8 else { return .truncated(sectionOffset: 0) }
        // The layer is 1 for components and 0 for core modules.
        guard bytes[6] == 1, bytes[7] == 0 else { return .coreModule }
        var offset = 8
        while offset < bytes.count {
            let start = offset
            offset += 1
            guard let size = readSize(bytes, &offset), size <= bytes.count - offset else {
                return .truncated(sectionOffset: start)
            }
            offset += size
        }
        return .component
    }

    /// The error for anything but a component.
    func requireComponent(size: Int) throws(WasmtimeError) {
        switch self {
        case .component: return
        case .notWasm:
            throw WasmtimeError(
                .notWasm,
                "the \(size) bytes are not WebAssembly: they do not start with \"\\0asm\"; expected a component")
        case .coreModule:
            throw WasmtimeError(
                .coreModule,
                "the bytes are a core WebAssembly module, expected a component; "
                    + "make one with `wasm-tools component new`")
        case .truncated(let offset):
            throw WasmtimeError(
                .truncated, "the component is truncated: the section at offset \(offset) runs past its \(size) bytes")
        }
    }

    /// Reads a LEB128 number of at most 32 bits; nil at the end of the bytes.
    private static func readSize(_ bytes: [UInt8], _ offset: inout Int) -> Int? {
        var size = 0
        for shift in stride(from: 0, to: 35, by: 7) {
            guard offset < bytes.count else { return nil }
            let byte = Int(bytes[offset])
            offset += 1
            size |= (byte & 0x7F) << shift
            if byte & 0x80 == 0 { return size }
        }
        return nil
    }

    /// Encodes component text (WAT) as bytes.
    ///
    /// - Throws: `.invalidComponent` with line and column.
    package static func encode(text: String) throws(WasmtimeError) -> [UInt8] {
        var bytes = unsafe wasm_byte_vec_t()
        let error = unsafe withCharacters(text) { unsafe wasmtime_wat2wasm($0, $1, &bytes) }
        try unsafe WasmtimeError.check(code: .invalidComponent, error)
        return unsafe takeBytes(&bytes)
    }
}
