import ObeliskCore
import Testing

/// What follows each way an attempt can end.
struct AttemptDecisionTests {
    private let now = Timestamp(microsecondsSinceEpoch: 1_000_000)
    private let error = Outcome.err(JSONText(valid: #""no""#))

    private func decide(_ ending: AttemptDecision.Ending, attempt: Int, isPermanent: Bool = false) -> AttemptDecision {
        let policy = RetryPolicy(retriesMax: 2, backoff: .seconds(1), jitter: 0)
        return AttemptDecision(
            ending, attempt: attempt, policy: policy, isPermanent: isPermanent, now: now, random: 0)
    }

    private func expectRetry(
        _ decision: AttemptDecision, _ event: (AttemptEnded) -> Event, _ outcome: Outcome, attempt: Int,
        after pause: Duration, _ location: SourceLocation = #_sourceLocation
    ) {
        let ended = AttemptEnded(attempt: attempt, outcome: outcome, retryAt: now + pause)
        #expect(decision.events == [event(ended)], sourceLocation: location)
        #expect(decision.transition == .pending(due: now + pause), sourceLocation: location)
        #expect(decision.outcome == nil, sourceLocation: location)
    }

    private func expectEnd(
        _ decision: AttemptDecision, _ outcome: Outcome, _ location: SourceLocation = #_sourceLocation
    ) {
        #expect(decision.events == [.finished(outcome)], sourceLocation: location)
        #expect(decision.transition == .finished && decision.outcome == outcome, sourceLocation: location)
    }

    @Test func aResultEndsTheActivityAtAnyAttempt() {
        expectEnd(decide(.returned(.ok(nil)), attempt: 1), .ok(nil))
        expectEnd(decide(.returned(.ok(JSONText(valid: "1"))), attempt: 9), .ok(JSONText(valid: "1")))
    }

    @Test func anErrorIsRetriedUnlessItIsPermanentOrTheLast() {
        expectRetry(decide(.returned(error), attempt: 1), Event.attemptFailed, error, attempt: 1, after: .seconds(1))
        expectRetry(decide(.returned(error), attempt: 2), Event.attemptFailed, error, attempt: 2, after: .seconds(2))
        expectEnd(decide(.returned(error), attempt: 3), error)
        expectEnd(decide(.returned(error), attempt: 1, isPermanent: true), error)
    }

    @Test func trapsAndTimeoutsAreRetriedAndThenEndAsTheyAre() {
        let trap = Failure(.trapped, reason: "unreachable")
        expectRetry(
            decide(.trapped(trap), attempt: 1, isPermanent: true), Event.attemptFailed, .failed(trap), attempt: 1,
            after: .seconds(1))
        expectEnd(decide(.trapped(trap), attempt: 3), .failed(trap))
        let late = decide(.timedOut, attempt: 2)
        expectRetry(
            late, Event.attemptTimedOut,
            .failed(Failure(.timedOut, reason: "attempt 2 took longer than it may")), attempt: 2, after: .seconds(2))
        #expect(decide(.timedOut, attempt: 3).outcome?.kind == .failed(.timedOut))
    }

    @Test func aLostAttemptCountsAndIsDueAtOnce() {
        let outcome = Outcome.failed(Failure(.workerLost, reason: "the node that ran attempt 2 ended"))
        expectRetry(decide(.lost, attempt: 2), Event.attemptLost, outcome, attempt: 2, after: .zero)
        #expect(decide(.lost, attempt: 3).outcome?.kind == .failed(.workerLost))
    }

    @Test func aCancelledAttemptIsTheLastAndOneGivenBackDoesNotCount() {
        expectEnd(decide(.cancelled, attempt: 1), .failed(Failure(.cancelled)))
        let due = now + .seconds(5)
        let decision = decide(.givenBack(reason: "shutting down", due: due), attempt: 3)
        #expect(decision.events == [.unlocked(Unlocked(reason: "shutting down", due: due))])
        #expect(decision.transition == .pending(due: due) && decision.outcome == nil)
    }
}
