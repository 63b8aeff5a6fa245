/// What becomes of an activity once an attempt has ended: a pure rule, the same for every way an attempt can end.
package struct AttemptDecision: Hashable, Sendable {
    package var events: [Event]
    package var transition: Transition
    /// The final outcome, if this was the last attempt.
    package var outcome: Outcome?

    /// How an attempt ended.
    package enum Ending: Hashable, Sendable {
        /// The guest returned; never `.failed`.
        case returned(Outcome)
        /// The guest trapped, or the platform could not run it.
        case trapped(Failure)
        /// It took longer than it may.
        case timedOut
        /// Its node ended without storing a result.
        case lost
        /// It was asked to stop, and did.
        case cancelled
        /// The node stops, or has no room: the attempt is given back and does not count against the activity.
        case givenBack(reason: String, due: Timestamp)
    }

    /// Decides what follows an attempt.
    ///
    /// - Parameters:
    ///   - attempt: which attempt ended, from 1.
    ///   - isPermanent: whether the error returned says that another attempt is of no use.
    ///   - random: 64 random bits for the jitter.
    package init(
        _ ending: Ending, attempt: Int, policy: RetryPolicy, isPermanent: Bool = false, now: Timestamp, random: UInt64
    ) {
        let pause = policy.pause(afterAttempt: attempt, random: random)
        switch ending {
        case .returned(.ok(let payload)): self.init(final: .ok(payload))
        case .returned(let outcome):
            self.init(outcome, attempt, isPermanent ? nil : pause, now, Event.attemptFailed)
        case .trapped(let failure): self.init(.failed(failure), attempt, pause, now, Event.attemptFailed)
        case .timedOut:
            let failure = Failure(.timedOut, reason: "attempt \(attempt) took longer than it may")
            self.init(.failed(failure), attempt, pause, now, Event.attemptTimedOut)
        case .lost:
            let failure = Failure(.workerLost, reason: "the node that ran attempt \(attempt) ended")
            self.init(.failed(failure), attempt, pause.map { _ in .zero }, now, Event.attemptLost)
        case .cancelled: self.init(final: .failed(Failure(.cancelled)))
        case .givenBack(let reason, let due):
            self.init(
                events: [.unlocked(Unlocked(reason: reason, due: due))], transition: .pending(due: due), outcome: nil)
        }
    }

    private init(final outcome: Outcome) {
        self.init(events: [.finished(outcome)], transition: .finished, outcome: outcome)
    }

    private init(events: [Event], transition: Transition, outcome: Outcome?) {
        self.events = events
        self.transition = transition
        self.outcome = outcome
    }

    /// A failed attempt: another after `pause`, or the end.
    private init(
        _ outcome: Outcome, _ attempt: Int, _ pause: Duration?, _ now: Timestamp, _ event: (AttemptEnded) -> Event
    ) {
        guard let pause else {
            self.init(final: outcome)
            return
        }
        let retryAt = now + pause
        self.init(
            events: [event(AttemptEnded(attempt: attempt, outcome: outcome, retryAt: retryAt))],
            transition: .pending(due: retryAt), outcome: nil)
    }
}
