internal import ObeliskCore

/// A workflow on this node, as the engine's state knows it: part of that state, and changed by it alone.
///
/// `@unchecked Sendable`, declared below: it is reached through the one `EngineState` that made it, and moves with it
/// from thread to thread behind the engine's lock.
final class Run {
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
    var phase = Phase.loading
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

    init(_ id: RunID, component: String, version: Int, epoch: Int) {
        self.id = id
        self.component = component
        self.version = version
        self.epoch = epoch
    }

    /// A result that is not stored yet and rides in its parent's transaction.
    final class Riding: Sendable {
        let operations: [Transaction.Operation]
        let response: Response
        /// How it is stored if the joint transaction does not commit.
        let alone: Commit

        init(operations: [Transaction.Operation], response: Response, alone: Commit) {
            self.operations = operations
            self.response = response
            self.alone = alone
        }
    }

    /// What becomes of a response that was stored just now.
    enum Place {
        /// It rides in the transaction under way: the machine knows it already.
        case machine
        /// It waits for the run's next turn.
        case inbox
        /// It is what the run waits for.
        case wakes
    }

    /// What becomes of a response that was stored just now; nil where it is known.
    func place(of response: Response) -> Place? {
        guard response.sequence ?? 0 > seen else { return nil }
        if let riding, riding.response.member == response.member { return .machine }
        return phase == .blocked(on: response.joinSet) ? .wakes : .inbox
    }

    /// Hands over what has arrived.
    func takeInbox() -> [Response] {
        defer { inbox = [] }
        for response in inbox { note(response.sequence) }
        return inbox
    }

    /// Adds stored responses that are not here yet.
    func add(_ responses: [Response]) {
        let present = Set(inbox.map(\.sequence))
        let missing = responses.filter { response in
            let sequence = response.sequence ?? 0
            return sequence > seen && !known.contains(sequence) && !present.contains(response.sequence)
        }
        guard !missing.isEmpty else { return }
        inbox = (inbox + missing).sorted { $0.sequence ?? 0 < $1.sequence ?? 0 }
    }

    /// Notes that the machine knows the response of this sequence.
    func note(_ sequence: Int?) {
        guard let sequence, sequence > seen else { return }
        known.insert(sequence)
        while known.remove(seen + 1) != nil { seen += 1 }
    }
}

// Sound because only the state that owns it touches it; see the summary of the type.
extension Run: @unchecked Sendable {}
