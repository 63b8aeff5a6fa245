/// What may be asked of an execution from outside its own run.
package enum Command: Hashable, Sendable {
    case cancel
    case pause
    case resume
    /// Supplies the result of an activity stub.
    case stub(Outcome)
}

/// What became of a command.
package enum CommandResult: Hashable, Sendable {
    case done
    /// It was in that state already; nothing was written.
    case unchanged
    /// The execution has ended; nothing was written.
    case alreadyFinished
    /// It is in a state that the command does not apply to; says which.
    case refused(String)
}

/// What a command does to a row, decided inside the writer.
package struct CommandDecision: Hashable, Sendable {
    package var result: CommandResult
    /// Appended at whatever version the log is; the last may be `finished`.
    package var events: [Event]
    /// The row's state and hold from now on; nil where nothing changes.
    package var state: ExecutionState?
    package var hold: Hold?
    /// Whether the row loses its owner.
    package var releasesOwner: Bool

    private init(
        _ result: CommandResult, events: [Event] = [], state: ExecutionState? = nil, hold: Hold? = nil,
        releasesOwner: Bool = false
    ) {
        self.result = result
        self.events = events
        self.state = state
        self.hold = hold
        self.releasesOwner = releasesOwner
    }
}

extension CommandDecision {
    /// Decides a command on a row as it stands at `now`.
    package static func decide(_ command: Command, on row: ExecutionRow, at now: Timestamp) -> CommandDecision {
        if case .finished = row.state { return CommandDecision(.alreadyFinished) }
        switch command {
        case .cancel: return cancel(row, at: now)
        case .pause: return pause(row, at: now)
        case .resume:
            guard row.hold == .paused else {
                return CommandDecision(row.hold == .none ? .unchanged : .refused(row.hold.rawValue))
            }
            return CommandDecision(.done, events: [.resumed], hold: Hold.none)
        case .stub(let outcome): return stub(row, outcome)
        }
    }

    /// A running attempt is told to stop, and its node finishes it; what never ran ends at once; a workflow is taken up
    /// again without its guest, to close what it has open.
    private static func cancel(_ row: ExecutionRow, at now: Timestamp) -> CommandDecision {
        if row.hold == .cancelling { return CommandDecision(.unchanged) }
        if row.kind.isActivity, row.state == .locked {
            return CommandDecision(.done, events: [.cancelRequested], hold: .cancelling)
        }
        if row.kind.isActivity || row.version == 0 {
            let outcome = Outcome.failed(Failure(.cancelled))
            return CommandDecision(
                .done, events: [.cancelRequested, .finished(outcome)], state: .finished(outcome.kind), hold: Hold.none,
                releasesOwner: true)
        }
        return CommandDecision(
            .done, events: [.cancelRequested], state: .pending(due: now), hold: .cancelling, releasesOwner: true)
    }

    /// A workflow is paused wherever it is; a running attempt cannot be, for its effects go on.
    private static func pause(_ row: ExecutionRow, at now: Timestamp) -> CommandDecision {
        switch (row.hold, row.state) {
        case (.paused, _): return CommandDecision(.unchanged)
        case (.none, .locked) where row.kind.isActivity:
            return CommandDecision(.refused("running: cancel it instead"))
        case (.none, .locked):
            return CommandDecision(
                .done, events: [.paused], state: .pending(due: now), hold: .paused, releasesOwner: true)
        case (.none, _): return CommandDecision(.done, events: [.paused], hold: .paused, releasesOwner: true)
        default: return CommandDecision(.refused(row.hold.rawValue))
        }
    }

    /// The result of a stub ends it whatever holds it; what code runs for is not a stub.
    private static func stub(_ row: ExecutionRow, _ outcome: Outcome) -> CommandDecision {
        guard row.kind == .activityStub else { return CommandDecision(.refused("no stub but \(row.kind.rawValue)")) }
        guard row.state != .locked else { return CommandDecision(.refused("running")) }
        return CommandDecision(
            .done, events: [.finished(outcome)], state: .finished(outcome.kind), hold: Hold.none, releasesOwner: true)
    }
}
