/// What a component is, in the words of the tables of `obelisk.toml`.
package enum ComponentKind: String, Hashable, Sendable, Codable, CaseIterable {
    case workflow
    case activity
    /// Activities without code: their results are supplied from outside.
    case activityStub = "activity_stub"
    /// Activities that are run by other processes which share the store.
    case activityExternal = "activity_external"

    /// Whether its executions are attempted and counted, rather than replayed.
    package var isActivity: Bool { self != .workflow }

    /// Whether an executor of this server runs its code.
    package var hasCode: Bool { self == .workflow || self == .activity }
}

/// What an execution is doing, apart from any hold on it.
package enum ExecutionState: Hashable, Sendable {
    /// To be claimed at its due time.
    case pending(due: Timestamp)
    /// A node runs it.
    case locked
    /// It waits for a response of this set.
    case blocked(on: JoinSetID)
    case finished(FinishedKind)
}

/// What keeps an execution from going on as it would.
package enum Hold: String, Hashable, Sendable, Codable, CaseIterable {
    case none
    case paused
    case parked
    case cancelling
}

/// The one mutable row of an execution.
package struct ExecutionRow: Hashable, Sendable {
    package var id: ExecutionID
    package var function: FunctionName
    package var component: String
    package var kind: ComponentKind
    package var parent: Parent?
    package var state: ExecutionState
    package var hold: Hold
    /// The version of its last event.
    package var version: Int
    package var epoch: Int
    /// Attempts begun so far and not given back; always 0 for a workflow.
    package var attempt: Int
    package var owner: Generation?
    package var leaseUntil: Timestamp?
    package var createdAt: Timestamp
    package var updatedAt: Timestamp

    package init(
        id: ExecutionID, function: FunctionName, component: String, kind: ComponentKind, parent: Parent? = nil,
        state: ExecutionState, hold: Hold = .none, version: Int = 0, epoch: Int = 0, attempt: Int = 0,
        owner: Generation? = nil, leaseUntil: Timestamp? = nil, createdAt: Timestamp, updatedAt: Timestamp
    ) {
        self.id = id
        self.function = function
        self.component = component
        self.kind = kind
        self.parent = parent
        self.state = state
        self.hold = hold
        self.version = version
        self.epoch = epoch
        self.attempt = attempt
        self.owner = owner
        self.leaseUntil = leaseUntil
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    /// Takes back the count of an attempt that was given back (`unlocked`): it does not count against the activity.
    package mutating func takeBackAttempt(by events: [Event]) {
        let isGivenBack = events.contains { if case .unlocked = $0 { true } else { false } }
        if kind.isActivity, state == .locked, isGivenBack { attempt = max(0, attempt - 1) }
    }

    /// The state as it is shown: a hold hides what lies beneath, an end ends all holds.
    package var status: ExecutionStatus {
        if case .finished(let kind) = state { return .finished(kind) }
        switch (hold, state) {
        case (.paused, _): return .paused
        case (.parked, _): return .parked
        case (.cancelling, _): return .cancelling
        case (.none, .pending(let due)): return .pending(due)
        case (.none, .blocked): return .blocked
        case (.none, _): return .locked
        }
    }
}

/// The states of `obelisk:webhook/webhook-support.execution-status`.
package enum ExecutionStatus: Hashable, Sendable {
    case pending(Timestamp)
    case locked
    case blocked
    case paused
    case parked
    case cancelling
    case finished(FinishedKind)

    /// The one word for it everywhere.
    package var word: String {
        switch self {
        case .pending: "pending"
        case .locked: "locked"
        case .blocked: "blocked"
        case .paused: "paused"
        case .parked: "parked"
        case .cancelling: "cancelling"
        case .finished: "finished"
        }
    }
}
