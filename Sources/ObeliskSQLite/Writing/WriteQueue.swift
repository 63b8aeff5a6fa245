internal import Foundation

/// What waits for the writer, in order. Callers are on any thread; the writer's own thread sleeps until there is work.
///
/// `@unchecked Sendable` is sound: `requests` and `isClosed` are read and written only while `condition` is locked.
// The proof of `@unchecked` is in the summary above.
final class WriteQueue: @unchecked Sendable {
    private let condition = NSCondition()
    private let countMax: Int
    private var requests: [WriteRequest] = []
    private var isClosed = false

    /// Why a request was not taken.
    enum Rejection: Error {
        case full
        case closed
    }

    init(countMax: Int) {
        self.countMax = countMax
    }

    /// Puts requests at the end, all or none.
    func append(_ new: [WriteRequest]) throws(Rejection) {
        condition.lock()
        defer { condition.unlock() }
        if isClosed { throw .closed }
        if requests.count + new.count > countMax, !requests.isEmpty { throw .full }
        let wasEmpty = requests.isEmpty
        requests += new
        if wasEmpty { condition.signal() }
    }

    /// Whether nothing waits.
    var isEmpty: Bool {
        condition.lock()
        defer { condition.unlock() }
        return requests.isEmpty
    }

    /// Takes all that waits; sleeps while nothing does. Nil once it is closed and empty.
    func takeAll() -> [WriteRequest]? {
        condition.lock()
        defer { condition.unlock() }
        while requests.isEmpty {
            if isClosed { return nil }
            condition.wait()
        }
        let taken = requests
        requests = []
        return taken
    }

    /// Takes no more; what waits is still given out.
    func close() {
        condition.lock()
        defer { condition.unlock() }
        isClosed = true
        condition.signal()
    }
}
