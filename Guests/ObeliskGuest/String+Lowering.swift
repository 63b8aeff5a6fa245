extension String {
    /// The UTF-8 bytes in memory of their own, which the caller deallocates.
    func loweredCopy() -> UnsafeRawBufferPointer {
        var text = self
        return text.withUTF8 { bytes in
            let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
            copy.copyMemory(from: UnsafeRawBufferPointer(bytes))
            return UnsafeRawBufferPointer(copy)
        }
    }
}
