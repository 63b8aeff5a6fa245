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
        /// Claim again for this component: the disk was full.
        case claim(String)
        /// Write that this node lives.
        case heartbeat
        /// Look for commits of other processes.
        case foreignCommits
        /// Free what ended nodes had locked.
        case recovery
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
    /// Whether the page being read is of no use: all has to be read again.
    private var isOutdated = false
    /// What was set while a page was read: the page may hold it too.
    private var setWhileReading: Set<TimerEntry> = []
    /// Delays that are over and whose end is not stored yet: a page may still hold them.
    private var ending: Set<DelayID> = []
    /// How many of these at each instant.
    private var endingCounts: [Timestamp: Int] = [:]

    init(storedMax: Int) {
        self.storedMax = storedMax
    }

    /// The earliest time at which something is to be done, or to be read from the store.
    var next: Timestamp? {
        var next = stored.min?.at ?? .distantFuture
        if let at = local.min?.at { next = min(next, at) }
        if let horizon, !isReading, endingCounts[horizon] == nil { next = min(next, horizon) }
        return next == .distantFuture ? nil : next
    }

    /// How many local timers wait, those whose subject has ended included.
    var localCount: Int { local.count }

    /// Takes in what was set just now; beyond the horizon the store will tell of it.
    mutating func insert(_ entry: TimerEntry) {
        if isReading {
            setWhileReading.insert(entry)
        } else if let horizon, entry.at >= horizon {
            return
        }
        add(entry)
        guard !isReading, stored.count > storedMax, let last = stored.max?.at, let first = stored.min?.at else {
            return
        }
        setHorizon(last)
        // Where all are of one instant they stay, or the next page would be as full.
        if first < last { forget { $0 >= last } }
    }

    mutating func insert(_ subject: Local, at time: Timestamp) {
        order += 1
        local.insert(Entry(at: time, order: order, subject: subject))
    }

    /// Takes over a page that was read from `horizon` on; a full page moves the horizon to its end.
    mutating func extend(with page: [TimerEntry], isLast: Bool) {
        isReading = false
        guard !isOutdated else {
            isOutdated = false
            return
        }
        for entry in page where !setWhileReading.contains(entry) { add(entry) }
        setWhileReading = []
        horizon = nil
        if !isLast, let end = page.last?.at {
            setHorizon(end)
            forget { $0 > end }
        }
    }

    /// Whether a delay that is over is to be ended now, rather than being ended already.
    mutating func beginEnding(_ delay: Delay) -> Bool {
        guard ending.insert(delay.id).inserted else { return false }
        endingCounts[delay.expiresAt, default: 0] += 1
        return true
    }

    /// The end of a delay is stored, by whomever.
    mutating func ended(_ delay: Delay) {
        guard ending.remove(delay.id) != nil, let count = endingCounts[delay.expiresAt] else { return }
        endingCounts[delay.expiresAt] = count > 1 ? count - 1 : nil
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
    ///
    /// More delays may end at one instant than a page holds: those known are stored before the next are read, or it
    /// would be the same page again.
    mutating func beginReading(at now: Timestamp) -> Timestamp? {
        guard let horizon, !isReading, horizon <= now || stored.isEmpty, endingCounts[horizon] == nil else {
            return nil
        }
        isReading = true
        return horizon
    }

    /// Everything the store knows is to be read again.
    mutating func forgetStored() {
        stored = []
        setWhileReading = []
        horizon = Timestamp(microsecondsSinceEpoch: 0)
        isOutdated = isReading
    }

    /// Moves all that only this process knows, in the same order.
    mutating func moveLocal(by span: Duration) {
        local = Heap(local.unordered.map { Entry(at: $0.at + span, order: $0.order, subject: $0.subject) })
    }

    /// Forgets local timers whose subject has ended.
    mutating func compact(where isAlive: (Local) -> Bool) {
        local = Heap(local.unordered.filter { isAlive($0.subject) })
    }

    private mutating func add(_ entry: TimerEntry) {
        order += 1
        stored.insert(Entry(at: entry.at, order: order, subject: entry.subject))
    }

    private mutating func setHorizon(_ time: Timestamp) {
        horizon = min(horizon ?? time, time)
    }

    /// Forgets what the store will tell of again.
    private mutating func forget(where isBeyond: (Timestamp) -> Bool) {
        while let last = stored.max?.at, isBeyond(last) { stored.removeMax() }
    }
}
