/// The port to time: the engine reads no other clock, so that all of it runs on a hand-driven one.
package protocol EngineClock: Sendable {
    /// The time of day.
    var now: Timestamp { get }

    /// Returns once `time` has come, or throws `CancellationError` when its task is cancelled.
    func sleep(until time: Timestamp) async throws
}
