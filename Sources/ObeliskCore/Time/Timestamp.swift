/// An instant, in whole microseconds since 1970-01-01T00:00:00Z.
///
/// Its text is RFC 3339 in UTC with a fixed width of six fractional digits, so that texts sort as instants do.
package struct Timestamp: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    /// Microseconds since the epoch; nothing the engine computes lies past the year 9999.
    package let microsecondsSinceEpoch: Int64

    package init(microsecondsSinceEpoch: Int64) {
        self.microsecondsSinceEpoch = microsecondsSinceEpoch
    }

    /// An instant from whole seconds and nanoseconds, as guests give it; a time past year 9999 saturates there.
    package init(seconds: UInt64, nanoseconds: UInt32) {
        let whole = Int64(clamping: seconds).multipliedReportingOverflow(by: 1_000_000)
        let sum = whole.partialValue.addingReportingOverflow(Int64(nanoseconds / 1_000))
        let value = whole.overflow || sum.overflow ? Int64.max : sum.partialValue
        microsecondsSinceEpoch = min(value, Timestamp.distantFuture.microsecondsSinceEpoch)
    }

    /// The last instant of year 9999: where saturating arithmetic ends.
    package static let distantFuture = Timestamp(microsecondsSinceEpoch: 253_402_300_799_999_999)

    /// Milliseconds since the epoch, rounded down.
    package var millisecondsSinceEpoch: Int64 {
        microsecondsSinceEpoch / 1_000 - (microsecondsSinceEpoch % 1_000 < 0 ? 1 : 0)
    }

    /// Whole seconds since the epoch and the nanoseconds past them, as guests read it.
    package var secondsAndNanoseconds: (seconds: UInt64, nanoseconds: UInt32) {
        let value = UInt64(clamping: microsecondsSinceEpoch)
        return (value / 1_000_000, UInt32(value % 1_000_000) * 1_000)
    }

    /// Saturates at `distantFuture`; durations are cut to whole microseconds.
    package static func + (left: Timestamp, right: Duration) -> Timestamp {
        let sum = left.microsecondsSinceEpoch.addingReportingOverflow(right.wholeMicroseconds)
        let value = sum.overflow ? (right < .zero ? Int64.min : Int64.max) : sum.partialValue
        return Timestamp(microsecondsSinceEpoch: min(value, distantFuture.microsecondsSinceEpoch))
    }

    /// How long it is from `right` to `left`; negative where `right` is the later.
    package static func - (left: Timestamp, right: Timestamp) -> Duration {
        .microseconds(left.microsecondsSinceEpoch) - .microseconds(right.microsecondsSinceEpoch)
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.microsecondsSinceEpoch < right.microsecondsSinceEpoch
    }

    package var description: String { text }
}

extension Duration {
    /// Cut to whole microseconds, and saturating at the ends of `Int64`.
    package var wholeMicroseconds: Int64 {
        let (seconds, attoseconds) = components
        let whole = seconds.multipliedReportingOverflow(by: 1_000_000)
        let sum = whole.partialValue.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        guard !whole.overflow, !sum.overflow else { return seconds < 0 ? .min : .max }
        return sum.partialValue
    }

    /// `self × 2^count`, saturating at 100 years.
    package func doubled(times count: Int) -> Duration {
        let ceiling = Duration.seconds(100 * 365 * 86_400)
        guard self > .zero else { return self }
        var result = min(self, ceiling)
        for _ in 0..<max(0, count) {
            guard result < ceiling / 2 else { return ceiling }
            result = result * 2
        }
        return result
    }
}
