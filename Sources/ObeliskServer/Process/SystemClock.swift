import Foundation
import ObeliskCore

/// The machine's clock.
struct SystemClock: EngineClock {
    /// The time of day.
    var now: Timestamp {
        Timestamp(microsecondsSinceEpoch: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded(.down)))
    }

    /// Sleeps without waking in between; a clock that is set meanwhile is not noticed.
    func sleep(until time: Timestamp) async throws {
        let span = time - now
        if span > .zero {
            try await Task.sleep(for: span, clock: .continuous)
        } else {
            try Task.checkCancellation()
        }
    }
}

/// The machine's randomness.
struct SystemRandom: RandomSource {
    /// 64 random bits.
    func next() -> UInt64 {
        .random(in: .min ... .max)
    }
}
