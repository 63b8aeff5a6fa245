// What the host hands to a guest stands in memory that it allocated there for the guest to free: taking a value copies
// it into Swift's own types and frees what it was copied from.

extension UnsafeMutableRawPointer {
    /// A `bool`, or whether an option has a value or a result an error.
    func loadBool(at offset: Int) -> Bool {
        load(fromByteOffset: offset, as: UInt8.self) != 0
    }

    /// A `char`.
    func loadScalar(at offset: Int) -> Unicode.Scalar {
        Unicode.Scalar(checked: load(fromByteOffset: offset, as: UInt32.self))
    }

    /// A text whose address and length stand at this offset.
    func takeString(at offset: Int) -> String {
        String(
            taking: load(fromByteOffset: offset, as: UInt32.self), load(fromByteOffset: offset + 4, as: UInt32.self))
    }

    /// A list of numbers whose address and count stand at this offset.
    func takeNumbers<Number: BitwiseCopyable>(at offset: Int, of type: Number.Type) -> [Number] {
        let (start, count) = list(at: offset)
        guard let start, count > 0 else { return [] }
        defer { start.deallocate() }
        return Array(unsafeUninitializedCapacity: count) { buffer, initializedCount in
            UnsafeMutableRawBufferPointer(buffer).copyMemory(
                from: UnsafeRawBufferPointer(start: start, count: count * MemoryLayout<Number>.stride))
            initializedCount = count
        }
    }

    /// A list whose address and count stand at this offset, and whose elements are `stride` bytes apart.
    func takeList<Element>(
        at offset: Int, stride: Int, _ take: (UnsafeMutableRawPointer) -> Element
    ) -> [Element] {
        let (start, count) = list(at: offset)
        guard let start else { return [] }
        defer { if count * stride > 0 { start.deallocate() } }
        var elements: [Element] = []
        elements.reserveCapacity(count)
        for index in 0..<count { elements.append(take(start + index * stride)) }
        return elements
    }

    /// A map whose address and count stand at this offset. Of two keys that are equal in Swift the later one stays.
    func takeMap<Key: Hashable, Value>(
        at offset: Int, stride: Int, _ take: (UnsafeMutableRawPointer) -> (Key, Value)
    ) -> [Key: Value] {
        let (start, count) = list(at: offset)
        guard let start else { return [:] }
        defer { if count * stride > 0 { start.deallocate() } }
        var map: [Key: Value] = [:]
        map.reserveCapacity(count)
        for index in 0..<count {
            let (key, value) = take(start + index * stride)
            map[key] = value
        }
        return map
    }

    private func list(at offset: Int) -> (start: UnsafeMutableRawPointer?, count: Int) {
        let address = load(fromByteOffset: offset, as: UInt32.self)
        let count = load(fromByteOffset: offset + 4, as: UInt32.self)
        return (UnsafeMutableRawPointer(bitPattern: UInt(address)), Int(count))
    }
}

extension String {
    /// The text of UTF-8 bytes, which are freed.
    init(taking address: UInt32, _ byteCount: UInt32) {
        guard byteCount > 0, let start = UnsafeMutableRawPointer(bitPattern: UInt(address)) else {
            self = ""
            return
        }
        defer { start.deallocate() }
        self = String(decoding: UnsafeRawBufferPointer(start: start, count: Int(byteCount)), as: UTF8.self)
    }
}

extension Unicode.Scalar {
    /// The scalar of a number that the host passes, which is always one.
    init(checked value: UInt32) {
        guard let scalar = Unicode.Scalar(value) else { fatalError("a number that is no Unicode scalar") }
        self = scalar
    }
}
