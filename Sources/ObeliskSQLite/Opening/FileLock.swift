internal import Foundation
internal import ObeliskCore

/// A lock file that is held for as long as this value lives, and given up by the system when the process ends.
final class FileLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock and writes this process's number into the file.
    ///
    /// - Throws: `.inUse`, naming the process that holds it; `.unavailable` where the file cannot be written.
    init(path: String, purpose: String) throws(StorageError) {
        unsafe descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw StorageError(
                .unavailable, "the lock file \(path) cannot be written (\(reason)): check the directory's permissions")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.content(of: path)
            close(descriptor)
            throw StorageError(
                .inUse, "\(purpose) by process \(holder), which holds \(path): stop it, or use another database")
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        do {
            try handle.truncate(atOffset: 0)
            try handle.write(contentsOf: Data("\(ProcessInfo.processInfo.processIdentifier)\n".utf8))
        } catch {
            close(descriptor)
            throw StorageError(.unavailable, "the lock file \(path) cannot be written: \(error.localizedDescription)")
        }
    }

    deinit {
        // A process being started by this one has a copy of the descriptor until it runs its program, and closing ours
        // would leave the lock to that.
        _ = flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    private static func content(of path: String) -> String {
        let content = try? String(contentsOfFile: path, encoding: .utf8)
        let number = content?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        return number.isEmpty ? "(unknown)" : number
    }
}
