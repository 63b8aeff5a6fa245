import ObeliskCore
import Synchronization

/// What a store has told its observer and the simulation has not taken in.
final class HeardNotices: Sendable {
    private let notices = Mutex<[Notice]>([])

    func add(_ new: [Notice]) {
        notices.withLock { $0 += new }
    }

    /// Hands over all, in order.
    func takeAll() -> [Notice] {
        notices.withLock { notices in
            defer { notices = [] }
            return notices
        }
    }
}
