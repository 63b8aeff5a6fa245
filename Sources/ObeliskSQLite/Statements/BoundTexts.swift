/// The texts that a statement is bound to, in one place until it is bound anew: SQLite reads them there, so that it
/// need not allocate a copy of each.
///
/// `@safe`: what `keep` gives stays where it is until `forget`, which is called before the next binding only.
@safe final class BoundTexts {
    /// Filled from the front; what does not fit goes to another block, and what was kept stays where it is.
    private var block: UnsafeMutableRawBufferPointer
    private var usedByteCount = 0
    /// Blocks that were full.
    private var fullBlocks: [UnsafeMutableRawBufferPointer]

    /// Enough for most rows.
    private static let firstByteCount = 256

    init() {
        unsafe block = .allocate(byteCount: Self.firstByteCount, alignment: 1)
        unsafe fullBlocks = []
    }

    deinit {
        unsafe block.deallocate()
        unsafe fullBlocks.forEach { unsafe $0.deallocate() }
    }

    /// Forgets all that was kept.
    func forget() {
        usedByteCount = 0
        if unsafe fullBlocks.isEmpty { return }
        unsafe fullBlocks.forEach { unsafe $0.deallocate() }
        unsafe fullBlocks = []
    }

    /// Keeps a copy; never a null pointer, which would be bound as NULL.
    func keep(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawPointer {
        if unsafe block.count - usedByteCount < bytes.count {
            unsafe fullBlocks.append(block)
            let byteCount = unsafe max(2 * block.count, bytes.count, Self.firstByteCount)
            unsafe block = .allocate(byteCount: byteCount, alignment: 1)
            usedByteCount = 0
        }
        let place = unsafe UnsafeMutableRawBufferPointer(rebasing: block[usedByteCount..<(usedByteCount + bytes.count)])
        unsafe place.copyMemory(from: bytes)
        guard let start = unsafe block.baseAddress else { preconditionFailure("an allocated block has an address") }
        defer { usedByteCount += bytes.count }
        return unsafe UnsafeRawPointer(start + usedByteCount)
    }
}
