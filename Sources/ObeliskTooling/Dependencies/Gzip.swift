import CZlib

/// Inflates what `gzip` wrote (RFC 1952), with the system's zlib.
enum Gzip {
    private static let chunkBytes = 64 << 10
    /// The largest window, and 16 for the header and checksum of gzip.
    private static let windowBits: Int32 = 15 + 16

    /// Whether the bytes begin like a gzip file.
    static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

    /// The contents.
    ///
    /// - Throws: `ToolingError` if the bytes are damaged, or hold more than the limit.
    static func inflate(_ bytes: [UInt8], bytesMax: Int) throws(ToolingError) -> [UInt8] {
        var input = bytes
        var output: [UInt8] = []
        let status = unsafe input.withUnsafeMutableBufferPointer { input in
            // zlib remembers where the stream is, so that it must not move.
            let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
            unsafe stream.initialize(to: z_stream())
            defer { unsafe stream.deallocate() }
            let version = unsafe zlibVersion()
            guard
                unsafe inflateInit2_(stream, windowBits, version, Int32(MemoryLayout<z_stream>.size)) == Z_OK
            else { return Z_MEM_ERROR }
            defer { unsafe inflateEnd(stream) }
            unsafe stream.pointee.next_in = input.baseAddress
            unsafe stream.pointee.avail_in = UInt32(input.count)
            return unsafe run(stream, into: &output, bytesMax: bytesMax)
        }
        if output.count > bytesMax {
            throw ToolingError(.inputInvalid, "holds more than \(bytesMax) bytes")
        }
        guard status == Z_STREAM_END else { throw ToolingError(.inputInvalid, "is no complete gzip file") }
        return output
    }

    private static func run(
        _ stream: UnsafeMutablePointer<z_stream>, into output: inout [UInt8], bytesMax: Int
    ) -> Int32 {
        var chunk = [UInt8](repeating: 0, count: chunkBytes)
        while true {
            let status = unsafe chunk.withUnsafeMutableBufferPointer { chunk in
                unsafe stream.pointee.next_out = chunk.baseAddress
                unsafe stream.pointee.avail_out = UInt32(chunk.count)
                return unsafe CZlib.inflate(stream, Z_NO_FLUSH)
            }
            output += chunk.prefix(chunkBytes - Int(unsafe stream.pointee.avail_out))
            if status != Z_OK || output.count > bytesMax { return status }
        }
    }
}
