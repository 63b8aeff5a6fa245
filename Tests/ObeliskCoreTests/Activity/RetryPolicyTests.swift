import ObeliskCore
import Testing

/// When an attempt is followed by another.
struct RetryPolicyTests {
    @Test func pausesDoubleUntilTheRetriesAreUsedUp() {
        let pauses = (1...7).map { RetryPolicy.standard.pause(afterAttempt: $0, random: .max) }
        #expect(
            pauses == [
                .milliseconds(100), .milliseconds(200), .milliseconds(400), .milliseconds(800), .milliseconds(1_600),
                nil,
                nil,
            ])
        #expect(RetryPolicy(retriesMax: 0, backoff: .zero, jitter: 0).pause(afterAttempt: 1, random: 0) == nil)
    }

    @Test func aPauseNeverExceedsACentury() {
        let century = Duration.seconds(100 * 365 * 86_400)
        let policy = RetryPolicy(retriesMax: nil, backoff: .milliseconds(1), jitter: 0)
        #expect(policy.pause(afterAttempt: 42, random: 0) == .milliseconds(1 << 41))
        #expect(policy.pause(afterAttempt: 43, random: 0) == century)
        #expect(policy.pause(afterAttempt: .max, random: 0) == century)
        let eternal = RetryPolicy(retriesMax: nil, backoff: .seconds(Int64.max), jitter: 0)
        #expect(eternal.pause(afterAttempt: 1, random: 0) == century)
        let eager = RetryPolicy(retriesMax: nil, backoff: .zero, jitter: 1)
        #expect(eager.pause(afterAttempt: .max, random: .max) == .zero)
    }

    @Test(arguments: [(0.5, 750, 1_250), (1.0, 500, 1_500)])
    func jitterSpreadsAPauseEvenlyAroundIt(jitter: Double, least: Int, most: Int) throws {
        let policy = RetryPolicy(retriesMax: nil, backoff: .milliseconds(500), jitter: jitter)
        func pause(_ random: UInt64) throws -> Duration {
            try #require(policy.pause(afterAttempt: 2, random: random))
        }
        #expect(try pause(0) == .milliseconds(least))
        #expect(try pause(1 << 63) == .milliseconds(1_000))
        let latest = try pause(.max)
        #expect(latest <= .milliseconds(most) && latest > .milliseconds(most) - .microseconds(1))
    }
}
