internal import Foundation

/// A value that many threads want at the same time, behind a lock.
///
/// `Mutex` is a futex with priority inheritance on Linux: each time one of several waiters gets it, the kernel decides
/// who. Where a lock is wanted all the time that took a fifth of the processor; a lock of POSIX threads has no such
/// cost. `@unchecked Sendable` is sound: `value` is touched only while `lock` is held, and is handed in for good.
// The proof of `@unchecked` is in the summary above.
final class ContendedState<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: sending Value) {
        self.value = value
    }

    /// Has the value to itself for as long as the closure runs; it must not ask for it again.
    func withLock<Result>(_ body: (inout sending Value) throws -> sending Result) rethrows -> sending Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
