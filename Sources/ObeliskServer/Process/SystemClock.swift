import Foundation
package import ObeliskCore

/// The machine's clock.
package struct SystemClock: EngineClock {
    package init() {}

    /// The time of day.
    package var now: Timestamp {
        Timestamp(microsecondsSinceEpoch: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded(.down)))
    }

    /// Sleeps without waking in between; a clock that is set meanwhile is not noticed.
    package func sleep(until time: Timestamp) async throws {
        let span = time - now
        if span > .zero {
            try await Task.sleep(for: span, clock: .continuous)
        } else {
            try Task.checkCancellation()
        }
    }
}

/// The machine's randomness.
package struct SystemRandom: RandomSource {
    package init() {}

    /// 64 random bits.
    package func next() -> UInt64 {
        .random(in: .min ... .max)
    }
}
