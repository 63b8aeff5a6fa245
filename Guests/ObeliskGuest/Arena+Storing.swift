extension Arena {
    /// Bytes in the arena, as the host is told of them.
    struct Bytes {
        let address: UInt32
        let byteCount: UInt32
    }

    /// A copy of a text's UTF-8 bytes.
    mutating func copy(_ text: String) -> Bytes {
        var text = text
        return text.withUTF8 { bytes in
            let copy = allocate(byteCount: bytes.count, alignment: 1)
            if let start = bytes.baseAddress { copy.copyMemory(from: start, byteCount: bytes.count) }
            return Bytes(address: UInt32(UInt(bitPattern: copy)), byteCount: UInt32(bytes.count))
        }
    }

    /// Stores a text: its address and its length in bytes stand at this offset.
    mutating func store(_ text: String, to memory: UnsafeMutableRawPointer, at offset: Int) {
        let bytes = copy(text)
        memory.storeBytes(of: bytes.address, toByteOffset: offset, as: UInt32.self)
        memory.storeBytes(of: bytes.byteCount, toByteOffset: offset + 4, as: UInt32.self)
    }

    /// Stores a list of numbers: its address and count stand at this offset.
    mutating func store<Number: BitwiseCopyable>(
        numbers: [Number], to memory: UnsafeMutableRawPointer, at offset: Int
    ) {
        let list = storeList(
            count: numbers.count, stride: MemoryLayout<Number>.stride, alignment: MemoryLayout<Number>.alignment,
            to: memory, at: offset)
        numbers.withUnsafeBytes { bytes in
            if let start = bytes.baseAddress { list.copyMemory(from: start, byteCount: bytes.count) }
        }
    }

    /// Makes room for a list, whose address and count stand at this offset.
    ///
    /// - Returns: Where its first element goes; each next is `stride` bytes further on.
    mutating func storeList(
        count: Int, stride: Int, alignment: Int, to memory: UnsafeMutableRawPointer, at offset: Int
    ) -> UnsafeMutableRawPointer {
        let list = allocate(byteCount: count * stride, alignment: alignment)
        memory.storeBytes(of: UInt32(UInt(bitPattern: list)), toByteOffset: offset, as: UInt32.self)
        memory.storeBytes(of: UInt32(count), toByteOffset: offset + 4, as: UInt32.self)
        return list
    }
}
