internal import Foundation
internal import ObeliskCore

/// How those who write the same file let each other in.
///
/// SQLite's lock is not fair: who waits for it looks now and then, and would hardly ever find it free while another
/// writes one transaction after the other. So who finds it taken holds a lock on this file until it has it, and who
/// writes all the time looks, between two transactions, whether anybody does.
///
/// The lock is one of ranges (`fcntl`), for those can be asked after without being taken; it belongs to the open file,
/// and is given up by the system when the process ends.
final class TurnFile: Sendable {
    private let descriptor: Int32

    /// - Throws: `.unavailable` where the file cannot be made.
    init(path: String) throws(StorageError) {
        unsafe descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw StorageError(
                .unavailable, "the lock file \(path) cannot be written (\(reason)): check the directory's permissions")
        }
    }

    deinit {
        close(descriptor)
    }

    /// Holds the lock while it runs `body`, once nobody else does.
    func hold<Value>(_ body: () throws -> Value) rethrows -> Value {
        // A signal may end the wait; without the lock the others are merely less likely to make room.
        while !call(.hold, F_WRLCK), errno == EINTR {}
        defer { _ = call(.set, F_UNLCK) }
        return try body()
    }

    /// Whether anybody else holds it.
    var isTaken: Bool {
        var lock = Self.wholeFile(F_WRLCK)
        guard unsafe fcntl(descriptor, Command.ask.rawValue, &lock) == 0 else { return false }
        return lock.l_type != Int16(F_UNLCK)
    }

    private func call(_ command: Command, _ type: Int32) -> Bool {
        var lock = Self.wholeFile(type)
        return unsafe fcntl(descriptor, command.rawValue, &lock) == 0
    }

    private static func wholeFile(_ type: Int32) -> flock {
        flock(l_type: Int16(type), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
    }

    /// Linux's commands on locks of open files: `F_OFD_GETLK`, `F_OFD_SETLK` and `F_OFD_SETLKW` of its `fcntl.h`.
    /// Elsewhere they are unknown and fail: nobody is seen to wait.
    private enum Command: Int32 {
        case ask = 36
        case set = 37
        case hold = 38
    }
}
