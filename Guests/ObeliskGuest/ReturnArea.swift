/// The memory through which a result that does not fit into one core value is passed: 8-byte aligned, read and
/// written field by field at the offsets that the component model's canonical ABI gives.
struct ReturnArea {
    private let start: UnsafeMutableRawPointer

    /// A fresh area; whoever reads it last calls `free()`.
    init(byteCount: Int) {
        start = .allocate(byteCount: byteCount, alignment: 8)
    }

    /// The area that an export handed out before.
    init(_ start: UnsafeMutableRawPointer) {
        self.start = start
    }

    /// What crosses the boundary in place of the result.
    var pointer: UnsafeMutableRawPointer { start }

    /// Whether the result is an `err`: its discriminant is always the first byte.
    var isError: Bool { start.load(as: UInt8.self) != 0 }

    /// The payload of an `err` case at this offset, copied; the bytes the host allocated for it are freed.
    func takeRefusal(at offset: Int) -> Refusal {
        let bytes = stringBytes(at: offset)
        defer { UnsafeMutableRawPointer(mutating: bytes.baseAddress)?.deallocate() }
        return Refusal(message: String(decoding: bytes, as: UTF8.self))
    }

    /// A plain value at this offset.
    func read<Value: BitwiseCopyable>(_ type: Value.Type = Value.self, at offset: Int) -> Value {
        start.load(fromByteOffset: offset, as: type)
    }

    /// Makes the result an `ok` with this payload at this offset.
    func store<Value: BitwiseCopyable>(ok value: Value, at offset: Int) {
        start.storeBytes(of: 0, as: UInt8.self)
        start.storeBytes(of: value, toByteOffset: offset, as: Value.self)
    }

    /// Makes the result an `ok` without a payload.
    func storeOK() {
        start.storeBytes(of: 0, as: UInt8.self)
    }

    /// Makes the result an `err` with a copy of this text, whose address and length stand at this offset.
    func store(_ refusal: Refusal, at offset: Int) {
        let bytes = refusal.message.loweredCopy()
        start.storeBytes(of: 1, as: UInt8.self)
        start.storeBytes(of: bytes.baseAddress, toByteOffset: offset, as: UnsafeRawPointer?.self)
        start.storeBytes(of: bytes.count, toByteOffset: offset + 4, as: Int.self)
    }

    /// Ends a result that an export returned: what its `err` owns, and the area itself.
    func freeResult(refusalAt offset: Int) {
        if isError { UnsafeMutableRawPointer(mutating: stringBytes(at: offset).baseAddress)?.deallocate() }
        free()
    }

    /// Ends the area, not what it points to.
    func free() {
        start.deallocate()
    }

    private func stringBytes(at offset: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: start.load(fromByteOffset: offset, as: UnsafeRawPointer?.self),
            count: start.load(fromByteOffset: offset + 4, as: Int.self))
    }
}
