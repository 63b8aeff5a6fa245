/// Changes that happen together or not at all.
package struct Transaction: Hashable, Sendable {
    /// Carried out in order: later operations see what earlier ones did.
    package var operations: [Operation]

    package init(_ operations: [Operation] = []) {
        self.operations = operations
    }

    /// One change; `indirect`, for it is handed on more often than it is made.
    package indirect enum Operation: Hashable, Sendable {
        /// Adds an execution with its `created` event at version 0.
        case create(Creation)
        /// Adds events to a log and sets its row's state.
        case append(Append)
        /// Adds a delay that has yet to expire.
        case setDelay(Delay)
        /// Ends a delay: removes its row and delivers its response. The row's removal is the fence: where it is gone
        /// already, the whole transaction is a conflict.
        case endDelay(Delay, DelayOutcome)
        /// As `endDelay` with `.cancelled`, but no effect where the delay is gone already.
        case cancelDelay(DelayID, of: ExecutionID)
        /// Adds output lines; a line whose key exists is passed over.
        case output(ExecutionID, [OutputLine])
        /// Replaces the value an execution has published under a name.
        case publish(ExecutionID, Published)
        /// A command at whatever version the log is, decided on the row inside the writer.
        case command(ExecutionID, Command)
        /// Moves the lease of a running attempt; a conflict where the epoch has passed. Appends nothing.
        case extendLease(ExecutionID, epoch: Int, until: Timestamp)
    }
}

/// A new execution.
package struct Creation: Hashable, Sendable {
    package var id: ExecutionID
    package var kind: ComponentKind
    /// Which execution and join set its response goes to.
    package var parent: Parent?
    package var created: Created
    /// When it is written; the time of its `created` event.
    package var time: Timestamp
    /// Whether an existing execution of this id with the same function and parameters will do.
    package var isIdempotent: Bool
    /// Locks it in this very transaction, provided no older due row of its component waits.
    package var lock: Lock?
    /// A conflict where so many executions without a parent have not finished; nil for no limit. One that exists
    /// already is answered all the same.
    package var unfinishedMax: Int?

    package init(
        id: ExecutionID, kind: ComponentKind, parent: Parent? = nil, created: Created, time: Timestamp,
        isIdempotent: Bool = false, lock: Lock? = nil, unfinishedMax: Int? = nil
    ) {
        self.id = id
        self.kind = kind
        self.parent = parent
        self.created = created
        self.time = time
        self.isIdempotent = isIdempotent
        self.lock = lock
        self.unfinishedMax = unfinishedMax
    }
}

/// Where an execution's response goes.
package struct Parent: Hashable, Sendable {
    package var execution: ExecutionID
    package var joinSet: JoinSetID

    package init(execution: ExecutionID, joinSet: JoinSetID) {
        self.execution = execution
        self.joinSet = joinSet
    }
}

/// A node's hold on an execution.
package struct Lock: Hashable, Sendable {
    /// The `locked` event as it is to be written; its attempt is counted by the store for activities.
    package var locked: Locked
    /// Until when other nodes leave it alone even if its owner is silent; nil for a workflow's run.
    package var leaseUntil: Timestamp?

    package init(locked: Locked, leaseUntil: Timestamp? = nil) {
        self.locked = locked
        self.leaseUntil = leaseUntil
    }
}

/// New events for one log, and the state its row is left in.
///
/// A conflict where the log has moved on, and where the row has no owner any more: it was taken from whoever decided
/// this, and waits to be claimed.
package struct Append: Hashable, Sendable {
    package var execution: ExecutionID
    /// The version of the log's last event.
    package var expectedVersion: Int
    /// The run epoch that decided this.
    package var epoch: Int
    package var events: [Event]
    package var transition: Transition
    package var time: Timestamp

    package init(
        execution: ExecutionID, expectedVersion: Int, epoch: Int, events: [Event], transition: Transition,
        time: Timestamp
    ) {
        self.execution = execution
        self.expectedVersion = expectedVersion
        self.epoch = epoch
        self.events = events
        self.transition = transition
        self.time = time
    }
}

/// What becomes of a row once events are appended.
package enum Transition: Hashable, Sendable {
    /// It runs on: still locked by its owner.
    case running
    /// It waits, and keeps its owner. Where a response of this set with a later sequence than `seen` exists, other than
    /// those this very transaction delivers, the row is due at once instead.
    case blocked(on: JoinSetID, seen: Int)
    /// It waits for its due time; it has no owner from now on.
    case pending(due: Timestamp)
    /// As it is, but without an owner: a warm run was evicted.
    case released
    /// It is parked until code or an operator moves it on. The events hold `parked`.
    case parked
    /// It has ended: the events end with `finished`. Its response is delivered to its parent in this transaction.
    case finished
}
