/// An instant, counted from 1970-01-01T00:00:00Z, as WIT's `obelisk:types/time.{datetime}`.
struct Instant: Hashable, Comparable, Sendable {
    /// Whole seconds.
    let seconds: UInt64
    /// What is to be added to them, less than 1,000,000,000.
    let nanoseconds: UInt32

    /// An instant so long after the start of 1970.
    init(seconds: UInt64, nanoseconds: UInt32 = 0) {
        self.seconds = seconds + UInt64(nanoseconds / 1_000_000_000)
        self.nanoseconds = nanoseconds % 1_000_000_000
    }

    /// Which one comes first.
    static func < (left: Instant, right: Instant) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// An instant so much later, or earlier if the duration is negative; never before 1970.
    static func + (instant: Instant, duration: Duration) -> Instant {
        let (seconds, attoseconds) = duration.components
        let nanoseconds = Int64(instant.nanoseconds) + attoseconds / 1_000_000_000
        let carry: Int64 = nanoseconds < 0 ? -1 : nanoseconds >= 1_000_000_000 ? 1 : 0
        let whole = Int64(clamping: instant.seconds) + seconds + carry
        if whole < 0 { return Instant(seconds: 0) }
        return Instant(seconds: UInt64(whole), nanoseconds: UInt32(nanoseconds - carry * 1_000_000_000))
    }

    /// An instant so much earlier.
    static func - (instant: Instant, duration: Duration) -> Instant { instant + (.zero - duration) }

    /// How long it is from one instant to another.
    static func - (later: Instant, earlier: Instant) -> Duration {
        .seconds(Int64(clamping: later.seconds)) - .seconds(Int64(clamping: earlier.seconds))
            + .nanoseconds(Int64(later.nanoseconds) - Int64(earlier.nanoseconds))
    }
}

extension Instant {
    /// Reads a `datetime` out of memory.
    init(loading memory: UnsafeMutableRawPointer) {
        self.init(seconds: memory.load(as: UInt64.self), nanoseconds: memory.load(fromByteOffset: 8, as: UInt32.self))
    }

    /// Writes a `datetime`.
    func store(to memory: UnsafeMutableRawPointer, in arena: inout Arena) {
        memory.storeBytes(of: seconds, as: UInt64.self)
        memory.storeBytes(of: nanoseconds, toByteOffset: 8, as: UInt32.self)
    }
}
