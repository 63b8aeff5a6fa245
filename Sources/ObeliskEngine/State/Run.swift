internal import ObeliskCore

/// A workflow on this node, as the engine's state knows it.
struct Run: Sendable {
    /// What a run is doing; in `.running` a task has its body, in all other phases only the state does.
    enum Phase: Hashable, Sendable {
        /// Its log is being read.
        case loading
        /// A task runs its guest.
        case running
        /// Its burst is on the way to the store.
        case committing
        /// It waits in memory for a response of this set.
        case blocked(on: JoinSetID)
        /// It could go on, and waits for a permit.
        case ready
        /// It waits a moment before it goes on: a poll that found nothing.
        case resting
        /// What it stored is being read.
        case reading
    }

    /// This stay of it; another stay has another id.
    let id: RunID
    let component: String
    var phase: Phase
    var body: WorkflowRun?
    var version: Int
    var epoch: Int
    /// Stored responses that its machine has not been given.
    var inbox: [Response] = []
    /// All responses up to this sequence are known to its machine.
    var seen = 0
    /// Sequences behind `seen` that its machine knows too.
    var known: Set<Int> = []
    /// The result its current burst runs ahead on.
    var riding: Riding?
    var burst: Burst?
    /// Since when it waits in memory.
    var blockedSince: Timestamp?
    /// Polls in a row that found nothing.
    var pollMisses = 0
    /// A newer epoch has begun: it is dropped as soon as nothing runs for it.
    var isFenced = false
    var holdsPermit = false

    /// A result that is not stored yet and rides in its parent's transaction.
    struct Riding: Sendable {
        let operations: [Transaction.Operation]
        let response: Response
        /// How it is stored if the joint transaction does not commit.
        let alone: Commit
    }

    /// Hands over what has arrived.
    mutating func takeInbox() -> [Response] {
        defer { inbox = [] }
        for response in inbox { note(response.sequence) }
        return inbox
    }

    /// Notes that the machine knows the response of this sequence.
    mutating func note(_ sequence: Int?) {
        guard let sequence, sequence > seen else { return }
        known.insert(sequence)
        while known.remove(seen + 1) != nil { seen += 1 }
    }
}
