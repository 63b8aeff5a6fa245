internal import Foundation
internal import ObeliskCore
internal import Synchronization

/// Hears when another process touches a file: how a node that has been alone learns that it is not any more.
///
/// While nothing touches the file this costs nothing: one thread of the process sleeps in the kernel.
final class KnockWatch: Sendable {
    private let watch: Int32

    /// - Parameter onKnock: called on the thread of all watches; must only note down that there was a knock.
    /// - Throws: `.unavailable` where the system has no room for another watch.
    init(path: String, onKnock: @escaping @Sendable () -> Void) throws(StorageError) {
        watch = try KnockListener.shared.add(path, onKnock)
    }

    deinit {
        KnockListener.shared.remove(watch)
    }

    /// Tells whoever watches this file; one that is not there has nobody to be told.
    static func knock(_ path: String) {
        _ = unsafe utimes(path, nil)
    }
}

/// All watches of the process: the system has few listeners to give, and many watches for each.
private final class KnockListener: Sendable {
    static let shared = KnockListener()

    private let descriptor: Int32
    private let listeners = Mutex<[Int32: @Sendable () -> Void]>([:])

    private init() {
        descriptor = inotify_init1(Int32(IN_CLOEXEC))
        guard descriptor >= 0 else { return }
        let thread = Thread { [self] in listen() }
        thread.name = "obelisk-knocks"
        thread.start()
    }

    func add(_ path: String, _ onKnock: @escaping @Sendable () -> Void) throws(StorageError) -> Int32 {
        try listeners.withLock { listeners throws(StorageError) in
            let watch = unsafe inotify_add_watch(descriptor, path, UInt32(IN_ATTRIB))
            guard watch >= 0 else {
                let reason = unsafe descriptor < 0 ? "no listener is left" : String(cString: strerror(errno))
                throw StorageError(
                    .unavailable, "the file \(path) cannot be watched (\(reason)): raise /proc/sys/fs/inotify/*")
            }
            listeners[watch] = onKnock
            return watch
        }
    }

    func remove(_ watch: Int32) {
        listeners.withLock { listeners in
            listeners[watch] = nil
            _ = inotify_rm_watch(descriptor, watch)
        }
    }

    /// Reads events for as long as the process lives.
    private func listen() {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe read(descriptor, bytes.baseAddress, bytes.count)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            // Each event is four numbers of four bytes (watch, mask, cookie, length of the name) and a name.
            var start = 0
            while start + 16 <= count {
                let watch = Self.number(buffer[start..<start + 4])
                let onKnock = listeners.withLock { $0[watch] }
                onKnock?()
                start += 16 + Int(Self.number(buffer[start + 12..<start + 16]))
            }
        }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int32 {
        Int32(bitPattern: bytes.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    }
}
