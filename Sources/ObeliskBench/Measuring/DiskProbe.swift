import Foundation

/// How long the disk takes to make an append durable: what a commit cannot be faster than.
struct DiskProbe {
    private let directory: URL
    private let byteCount: Int

    /// - Parameter byteCount: what one commit writes.
    init(in directory: URL, byteCount: Int) {
        self.directory = directory
        self.byteCount = max(1, byteCount)
    }

    /// Microseconds of each of so many appends, each followed by `fdatasync`.
    func run(count: Int) throws -> [Double] {
        let url = directory.appending(path: "probe")
        defer { try? FileManager.default.removeItem(at: url) }
        let descriptor = unsafe open(url.path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        defer { close(descriptor) }
        let bytes = [UInt8](repeating: 0x5A, count: byteCount)
        return try (0..<count).map { _ in
            let started = ContinuousClock.now
            let written = unsafe write(descriptor, bytes, bytes.count)
            guard written == bytes.count, fdatasync(descriptor) == 0 else {
                throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            }
            return started.duration(to: .now).inSeconds * 1e6
        }
    }
}
