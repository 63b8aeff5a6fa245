/// Memory for what is handed to the host: it is filled piece by piece, and freed as a whole.
///
/// Made of chunks. Each begins with the address of the next one; the first piece of the first chunk, the *area*, stands
/// right after that, so that its address is enough to free the whole.
struct Arena {
    private static let headerBytes = 16
    /// What fills a block of the allocator together with the allocator's own header.
    private static let chunkBytesMin = 240

    private var first: UnsafeMutableRawPointer?
    private var last: UnsafeMutableRawPointer?
    private var used = 0
    private var chunkBytes = 0

    /// The first piece, zeroed: the parameters or the result of a call, laid out as the component model says.
    mutating func area(byteCount: Int) -> UnsafeMutableRawPointer {
        let area = allocate(byteCount: byteCount, alignment: 8)
        area.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
        return area
    }

    /// A piece of memory.
    mutating func allocate(byteCount: Int, alignment: Int) -> UnsafeMutableRawPointer {
        if let last {
            let start = (used + alignment - 1) & ~(alignment - 1)
            if byteCount <= chunkBytes - start {
                used = start + byteCount
                return last + start
            }
        }
        let fresh = addChunk(byteCountMin: Self.headerBytes + byteCount)
        used = Self.headerBytes + byteCount
        return fresh + Self.headerBytes
    }

    /// Frees all of it.
    func free() {
        Self.free(chunk: first)
    }

    /// Frees the arena whose first piece is at this address.
    static func free(area: UnsafeMutableRawPointer) {
        free(chunk: area - headerBytes)
    }

    private static func free(chunk: UnsafeMutableRawPointer?) {
        var chunk = chunk
        while let current = chunk {
            chunk = current.load(as: UnsafeMutableRawPointer?.self)
            current.deallocate()
        }
    }

    private mutating func addChunk(byteCountMin: Int) -> UnsafeMutableRawPointer {
        let byteCount = max(byteCountMin, min(2 * chunkBytes + Self.headerBytes, 1 << 16), Self.chunkBytesMin)
        let fresh = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 16)
        fresh.storeBytes(of: nil, as: UnsafeMutableRawPointer?.self)
        last?.storeBytes(of: fresh, as: UnsafeMutableRawPointer?.self)
        if first == nil { first = fresh }
        last = fresh
        chunkBytes = byteCount
        return fresh
    }
}
