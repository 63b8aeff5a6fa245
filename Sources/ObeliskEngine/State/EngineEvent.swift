internal import ObeliskCore

/// What the engine's state is told.
enum EngineEvent: Sendable {
    case noticed([Notice])
    case claimed(ClaimRequest, Result<[Claimed], StorageError>)
    /// A run was built from its log; `seen` is the sequence of the last response read.
    case began(RunID, WorkflowRun, seen: Int)
    case beginFailed(RunID, StorageError)
    case advanced(RunID, Burst)
    case committed(Commit, CommitOutcome)
    case attemptEnded(RunID, AttemptDecision.Ending, isPermanent: Bool, lines: [OutputLine], random: UInt64)
    case responsesRead(RunID, Result<[Response], StorageError>)
    /// Executions of this node that are due, whoever made them so.
    case wokenRead(Result<[ExecutionID], StorageError>)
    case timersRead(Result<[TimerEntry], StorageError>)
    /// The row of an attempt whose end was a conflict.
    case rowRead(RunID, Result<ExecutionRow?, StorageError>)
    /// Who shares the store, read or told in answer to a heartbeat.
    case nodesRead(Result<NodeList, StorageError>)
    case beaten(Result<NodeList, StorageError>)
    /// A look for other processes' commits is over; what it found was told.
    case looked
    /// What ended nodes had locked could not be freed now, for want of room.
    case recoveryPostponed
    case ticked
    /// No further claims: what runs may finish.
    case stopping
    /// What still runs is given back.
    case graceEnded
}

/// What the engine's state wants done; each leads to an event.
enum EngineAction: Sendable {
    case claim(ClaimRequest)
    /// Read the log if there is more than `created` and `locked`, and build a run.
    case begin(RunID, ExecutionRow, Created)
    /// Run a workflow's guest; after others had their turn, if `isYielding`.
    case advance(RunID, WorkflowRun, [Response], isYielding: Bool)
    case commit(Commit)
    case startAttempt(Attempt)
    case stopAttempt(StopOrder, AttemptDecision.Ending)
    case readResponses(RunID, after: Int)
    case readTimers(from: Timestamp)
    case readRow(RunID)
    /// The lease of another generation's attempt may have ended: look, and end the attempt if it has.
    case reclaim(ExecutionID, epoch: Int)
    /// Which of this node's executions are due.
    case readWoken
    case readNodes
    case beat(Heartbeat)
    /// Look for commits of other processes.
    case lookForForeignCommits
    /// Another node has ended: what it left locked is to be freed.
    case recover
    /// Tick at this time at the latest.
    case arm(Timestamp)
    /// The grace of a shutdown is over at this time.
    case endGrace(at: Timestamp)
    /// Let go of a run outside the lock: its guest is unwound.
    case discard(WorkflowRun)
    /// The store is lost: the process must end.
    case fail(StorageError)
    /// All that ran has ended after `stopping`.
    case stopped
}

/// One stay of an execution on this node; a later stay of the same execution has another serial number.
struct RunID: Hashable, Sendable {
    let execution: ExecutionID
    let serial: Int
}

/// A transaction on its way to the store, and whose it is.
struct Commit: Sendable {
    /// Whose transaction it is, and so what its outcome means.
    enum Purpose: Hashable, Sendable {
        case burst(RunID)
        /// The end of an attempt, on its own.
        case attempt(RunID)
        /// The end of a delay, on its own.
        case delay
        /// A row that is given back or let go.
        case release
        case lease(RunID)
    }

    /// Decides what follows from its outcome.
    let purpose: Purpose
    let transaction: Transaction
}

/// An attempt of an activity on this node.
struct Attempt: Sendable {
    let id: RunID
    let component: String
    let parent: Parent?
    let created: Created
    var version: Int
    var epoch: Int
    let number: Int
    var deadline: Timestamp
    let stopOrder = StopOrder()
    var leaseUntil: Timestamp
    /// Whether a renewal of the lease is under way, or waits for room.
    var isRenewing = false
    /// How it ended and what is stored of it, once it has ended.
    var ending: Commit?
    var isStopping = false
    var holdsPermit = true

    /// Moves its times with a clock that was set.
    mutating func move(by span: Duration) {
        deadline = deadline + span
        leaseUntil = leaseUntil + span
    }
}
