/// When an activity's attempt is followed by another: exponential backoff with jitter.
package struct RetryPolicy: Hashable, Sendable, Codable {
    /// Further attempts after the first; nil for no limit.
    package var retriesMax: Int?
    /// The pause before the first retry; each further one is twice as long.
    package var backoff: Duration
    /// How much of each pause is random, 0 to 1: at 0.5 a pause is 75 % to 125 % of what the backoff says.
    package var jitter: Double

    package init(retriesMax: Int?, backoff: Duration, jitter: Double) {
        self.retriesMax = retriesMax
        self.backoff = backoff
        self.jitter = jitter
    }

    /// Five retries, after 100 ms, 200 ms, 400 ms, 800 ms and 1.6 s, without jitter.
    package static let standard = RetryPolicy(retriesMax: 5, backoff: .milliseconds(100), jitter: 0)

    /// The pause after the `attempt`-th attempt (from 1) failed; nil if it was the last.
    ///
    /// - Parameter random: 64 random bits that decide the jitter.
    package func pause(afterAttempt attempt: Int, random: UInt64) -> Duration? {
        if let retriesMax, attempt > retriesMax { return nil }
        let pause = backoff.doubled(times: attempt - 1)
        guard jitter > 0 else { return pause }
        let fraction = Double(random >> 11) * 0x1p-53
        return pause * (1 + jitter * (fraction - 0.5))
    }
}
