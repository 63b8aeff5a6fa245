extension Conveniences {
    /// Time and chance as the engine records them, over the import that is nested in `support`.
    static func time(_ support: String) -> String {
        """
        // MARK: - Time and chance

        /// Sleeps durably: the server may stop and start in between. Fails only if the sleep is cancelled.
        ///
        /// - Parameter name: What the log calls it.
        /// - Returns: The instant it was due.
        @discardableResult
        func sleep(for duration: Duration, name: String? = nil) throws(Refusal) -> Instant {
            try sleep(.after(duration), name)
        }

        /// Sleeps durably until an instant. Fails only if the sleep is cancelled.
        @discardableResult
        func sleep(until instant: Instant, name: String? = nil) throws(Refusal) -> Instant {
            try sleep(.at(instant), name)
        }

        private func sleep(_ at: ScheduleAt, _ name: String?) throws(Refusal) -> Instant {
            do {
                return try \(support).sleep(at: at, name: name)
            } catch {
                throw Refusal("the sleep was cancelled")
            }
        }

        /// The time, as first recorded: a replay gets the same.
        func now() -> Instant { \(support).now() }

        /// A number from a range, each equally likely; recorded, so that a replay gets the same.
        func random<Number: FixedWidthInteger>(in range: Range<Number>) -> Number {
            precondition(!range.isEmpty, "random(in:) of an empty range")
            let count = UInt64(truncatingIfNeeded: range.upperBound &- range.lowerBound)
            return range.lowerBound &+ Number(truncatingIfNeeded: \(support).randomU64(min: 0, max: count))
        }

        /// A number from a range, each equally likely; recorded, so that a replay gets the same.
        func random<Number: FixedWidthInteger>(in range: ClosedRange<Number>) -> Number {
            if range.upperBound == .max {
                precondition(range.lowerBound > .min, "random(in:) takes no range of all numbers")
                return random(in: range.lowerBound &- 1..<range.upperBound) &+ 1
            }
            return random(in: range.lowerBound..<range.upperBound + 1)
        }
        """
    }
}
