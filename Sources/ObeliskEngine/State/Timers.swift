internal import HeapModule
internal import ObeliskCore

/// Everything that waits for the clock: what the store also knows, in a window of bounded size, and what only this
/// process knows.
struct Timers: Sendable {
    /// What only this process knows.
    enum Local: Hashable, Sendable {
        /// Look after an attempt: renew its lease, or end it at its deadline.
        case attempt(RunID)
        /// Go on with a resting run.
        case rest(RunID)
        /// Try a commit again that found the disk full.
        case retry(Int)
        /// Evict what has been blocked for long.
        case eviction
    }

    private struct Entry<Subject: Sendable>: Comparable, Sendable {
        let at: Timestamp
        let order: Int
        let subject: Subject

        static func < (left: Self, right: Self) -> Bool { (left.at, left.order) < (right.at, right.order) }
        static func == (left: Self, right: Self) -> Bool { (left.at, left.order) == (right.at, right.order) }
    }

    private let storedMax: Int
    private var stored = Heap<Entry<TimerEntry.Subject>>()
    private var local = Heap<Entry<Local>>()
    private var order = 0
    /// From here on the store knows timers that are not in memory.
    private var horizon: Timestamp?
    /// Whether a page is being read: what is set meanwhile may not be in it.
    private(set) var isReading = false

    init(storedMax: Int) {
        self.storedMax = storedMax
    }

    /// The earliest time at which something is to be done, or to be read from the store.
    var next: Timestamp? {
        [stored.min?.at, local.min?.at, isReading ? nil : horizon].compactMap { $0 }.min()
    }

    /// How many local timers wait, those whose subject has ended included.
    var localCount: Int { local.count }

    /// Adds what the store knows too; entries behind the horizon are left to be read from it.
    mutating func insert(_ entry: TimerEntry) {
        if let horizon, entry.at >= horizon, !isReading { return }
        order += 1
        stored.insert(Entry(at: entry.at, order: order, subject: entry.subject))
        if stored.count > storedMax, let last = stored.popMax() { horizon = min(horizon ?? last.at, last.at) }
    }

    mutating func insert(_ subject: Local, at time: Timestamp) {
        order += 1
        local.insert(Entry(at: time, order: order, subject: subject))
    }

    /// Takes over a page that was read from `horizon` on; a full page moves the horizon to its end.
    mutating func extend(with page: [TimerEntry], isLast: Bool) {
        isReading = false
        horizon = nil
        for entry in page { insert(entry) }
        if !isLast, let end = page.last?.at { horizon = min(horizon ?? end, end) }
    }

    /// Takes the earliest of the store's timers, if it is due.
    mutating func popStored(until now: Timestamp) -> TimerEntry? {
        guard let first = stored.min, first.at <= now else { return nil }
        stored.removeMin()
        return TimerEntry(at: first.at, subject: first.subject)
    }

    /// Takes the earliest of this process's own timers, if it is due.
    mutating func popLocal(until now: Timestamp) -> Local? {
        guard let first = local.min, first.at <= now else { return nil }
        return local.removeMin().subject
    }

    /// The horizon, if it has come near enough for the next page to be read; `extend` is to follow.
    mutating func beginReading(at now: Timestamp) -> Timestamp? {
        guard let horizon, !isReading, horizon <= now || stored.isEmpty else { return nil }
        isReading = true
        return horizon
    }

    /// Everything the store knows is to be read again.
    mutating func forgetStored() {
        stored = []
        horizon = Timestamp(microsecondsSinceEpoch: 0)
    }

    /// Forgets local timers whose subject has ended.
    mutating func compact(where isAlive: (Local) -> Bool) {
        local = Heap(local.unordered.filter { isAlive($0.subject) })
    }
}
