internal import DequeModule
internal import Foundation

/// What waits for threads of the store, in order. Callers are on any thread; those that take sleep until there is work.
///
/// `@unchecked Sendable` is sound: every variable is read and written only while `condition` is locked.
// The proof of `@unchecked` is in the summary above.
final class WorkQueue<Work: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private let countMax: Int
    private let takersMax: Int
    private var work: Deque<Work> = []
    /// Threads that carry out what they took.
    private var takerCount = 0
    private var isClosed = false

    /// Why work was not taken.
    enum Rejection: Error {
        case full
        case closed
    }

    /// - Parameter takersMax: how many threads may carry out work at the same time.
    init(countMax: Int, takersMax: Int) {
        self.countMax = countMax
        self.takersMax = takersMax
    }

    /// Puts work at the end, all or none.
    func append(_ new: [Work]) throws(Rejection) {
        condition.lock()
        defer { condition.unlock() }
        if isClosed { throw .closed }
        if work.count + new.count > countMax, !work.isEmpty { throw .full }
        work.append(contentsOf: new)
        if takerCount < takersMax { condition.signal() }
    }

    /// Leaves work to the calling thread, which calls `finish` once it has carried it out, if nothing waits and not too
    /// many are at it already; else puts it at the end.
    ///
    /// - Returns: whether it was left to the caller.
    func takeOrAppend(_ new: Work) throws(Rejection) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        if isClosed { throw .closed }
        if work.isEmpty, takerCount < takersMax {
            takerCount += 1
            return true
        }
        if work.count >= countMax, !work.isEmpty { throw .full }
        work.append(new)
        if takerCount < takersMax { condition.signal() }
        return false
    }

    /// The calling thread has carried out what it took.
    func finish() {
        condition.lock()
        defer { condition.unlock() }
        takerCount -= 1
        if takerCount == takersMax - 1, isClosed || !work.isEmpty { condition.signal() }
    }

    /// Takes all that waits, or the first of it; sleeps while nothing does, or while too many are at it already.
    /// `finish` is to follow. Nil once it is closed and empty.
    func take(upTo count: Int = .max) -> [Work]? {
        condition.lock()
        defer { condition.unlock() }
        while work.isEmpty || takerCount >= takersMax {
            if isClosed, work.isEmpty, takerCount < takersMax { return nil }
            condition.wait()
        }
        takerCount += 1
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
