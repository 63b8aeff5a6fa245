internal import ObeliskCore

/// An attempt of an activity on this node, as the engine's state knows it: part of that state, and changed by it alone.
///
/// `@unchecked Sendable`, declared below, for the reason that `Run` is.
final class AttemptUnderWay {
    /// What whoever runs it was told.
    let attempt: Attempt
    let parent: Parent?
    private(set) var deadline: Timestamp
    var version: Int
    var epoch: Int
    var leaseUntil: Timestamp
    /// Whether a renewal of the lease is under way, or waits for room.
    var isRenewing = false
    /// How it ended and what is stored of it, once it has ended.
    var ending: Commit?
    var isStopping = false
    var holdsPermit = true

    init(_ attempt: Attempt, _ row: ExecutionRow, deadline: Timestamp, leaseUntil: Timestamp) {
        self.attempt = attempt
        parent = row.parent
        self.deadline = deadline
        version = row.version
        epoch = row.epoch
        self.leaseUntil = leaseUntil
    }

    /// This stay of it on the node.
    var id: RunID { attempt.id }

    /// Which attempt of its activity it is, from 1.
    var number: Int { attempt.number }

    /// Moves its times with a clock that was set.
    func move(by span: Duration) {
        deadline = deadline + span
        leaseUntil = leaseUntil + span
    }
}

// Sound because only the state that owns it touches it; see the summary of `Run`.
extension AttemptUnderWay: @unchecked Sendable {}
