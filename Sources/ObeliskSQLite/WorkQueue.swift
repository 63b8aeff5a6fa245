internal import DequeModule
internal import Foundation

/// What waits for threads of the store, in order. Callers are on any thread; those that take sleep until there is work.
///
/// `@unchecked Sendable` is sound: `work` and `isClosed` are read and written only while `condition` is locked.
// The proof of `@unchecked` is in the summary above.
final class WorkQueue<Work: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private let countMax: Int
    private var work: Deque<Work> = []
    private var isClosed = false

    /// Why work was not taken.
    enum Rejection: Error {
        case full
        case closed
    }

    init(countMax: Int) {
        self.countMax = countMax
    }

    /// Puts work at the end, all or none.
    func append(_ new: [Work]) throws(Rejection) {
        condition.lock()
        defer { condition.unlock() }
        if isClosed { throw .closed }
        if work.count + new.count > countMax, !work.isEmpty { throw .full }
        work.append(contentsOf: new)
        condition.signal()
    }

    /// Whether nothing waits.
    var isEmpty: Bool {
        condition.lock()
        defer { condition.unlock() }
        return work.isEmpty
    }

    /// Takes all that waits, or the first of it; sleeps while nothing does. Nil once it is closed and empty.
    func take(upTo count: Int = .max) -> [Work]? {
        condition.lock()
        defer { condition.unlock() }
        while work.isEmpty {
            if isClosed { return nil }
            condition.wait()
        }
        let taken = Array(work.prefix(count))
        work.removeFirst(taken.count)
        return taken
    }

    /// Takes no more; what waits is still given out.
    func close() {
        condition.lock()
        defer { condition.unlock() }
        isClosed = true
        condition.broadcast()
    }
}
