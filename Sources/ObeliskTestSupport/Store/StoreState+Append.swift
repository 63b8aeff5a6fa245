internal import ObeliskCore

extension StoreState {
    /// Appends events that a run or an attempt decided, and moves its row on.
    mutating func append(_ append: Append, _ step: inout Step) throws(Rejection) {
        let id = append.execution
        let row = try touch(id, &step)
        if row.isFinished { throw Rejection(.finished(id)) }
        guard row.version == append.expectedVersion, row.epoch == append.epoch,
            row.owner != nil || row.hold == .parked
        else {
            throw Rejection(.fenced(id, version: row.version, epoch: row.epoch))
        }
        write(append.events, to: id, at: append.time, &step)
        logs[id]?.row.updatedAt = append.time
        switch append.transition {
        case .running: logs[id]?.row.state = .locked
        case .blocked(let joinSet, let seen):
            let isDue = hasResponse(for: id, in: joinSet, after: seen, step)
            logs[id]?.row.state = isDue ? .pending(due: append.time) : .blocked(on: joinSet)
            if isDue { step.receipt.isDueAtOnce = true }
        case .pending(let due):
            logs[id]?.row.takeBackAttempt(by: append.events)
            logs[id]?.row.state = .pending(due: due)
            if row.hold == .parked { logs[id]?.row.hold = .none }
            logs[id]?.releaseOwner()
        case .released:
            precondition(row.state != .locked, "\(id): a running execution cannot be released as it is")
            logs[id]?.releaseOwner()
        case .parked:
            logs[id]?.row.state = .pending(due: append.time)
            logs[id]?.row.hold = .parked
            logs[id]?.releaseOwner()
        case .finished:
            guard case .finished(let outcome)? = append.events.last else {
                preconditionFailure("\(id): an append that finishes an execution ends with its 'finished' event")
            }
            finish(id, outcome, at: append.time, &step)
        }
        step.notes.append(.free(id))
    }

    /// Appends events to a log.
    private mutating func write(_ events: [Event], to id: ExecutionID, at time: Timestamp, _ step: inout Step) {
        guard !events.isEmpty else { return }
        logs[id]?.append(events, at: time)
        step.noteChange(of: id)
    }

    /// Whether a response of the set arrived behind the cursor, other than by this very transaction.
    private func hasResponse(for id: ExecutionID, in set: JoinSetID, after seen: Int, _ step: Step) -> Bool {
        logs[id]?.responses.dropFirst(seen).contains { response in
            response.joinSet == set
                && !step.delivered.contains(Step.Delivered(execution: id, sequence: response.sequence ?? 0))
        } ?? false
    }

    /// Ends a row and answers its parent.
    private mutating func finish(
        _ id: ExecutionID, _ outcome: Outcome, at time: Timestamp, _ step: inout Step
    ) {
        logs[id]?.row.state = .finished(outcome.kind)
        logs[id]?.row.hold = .none
        logs[id]?.releaseOwner()
        logs[id]?.delays = [:]
        unfinished.remove(id)
        step.notes.append(.plain(.finished(id)))
        if let parent = logs[id]?.row.parent {
            deliver(
                Response(joinSet: parent.joinSet, body: .child(id, outcome)), to: parent.execution, at: time, &step)
        }
    }

    /// Stores a response; whoever waits for one of its set is due now, and stays with its owner.
    private mutating func deliver(
        _ response: Response, to id: ExecutionID, at time: Timestamp, _ step: inout Step
    ) {
        guard let row = try? touch(id, &step) else { return }
        var response = response
        let sequence = (logs[id]?.responses.count ?? 0) + 1
        response.sequence = sequence
        logs[id]?.responses.append(response)
        step.delivered.insert(Step.Delivered(execution: id, sequence: sequence))
        step.receipt.sequences.append(sequence)
        let wakes = row.state == .blocked(on: response.joinSet)
        if wakes {
            logs[id]?.row.state = .pending(due: time)
            logs[id]?.row.updatedAt = time
        }
        step.notes.append(.response(of: id, response, woke: wakes))
        if wakes { step.notes.append(.free(id)) }
    }
}

extension StoreState {
    /// Adds a delay; one that is there, or was ended in this transaction, is a conflict.
    mutating func setDelay(_ delay: Delay, _ step: inout Step) throws(Rejection) {
        let row = try touch(delay.execution, &step)
        if row.isFinished { throw Rejection(.finished(delay.execution)) }
        guard logs[delay.execution]?.delays[delay.id] == nil, !step.endedDelays.contains(delay.id) else {
            throw Rejection(.delayEnded(delay.id))
        }
        logs[delay.execution]?.delays[delay.id] = delay
        step.notes.append(.plain(.delaySet(delay)))
    }

    /// Removes a delay and delivers how it ended; false where it is gone already.
    mutating func endDelay(
        _ id: DelayID, of execution: ExecutionID, _ outcome: DelayOutcome, _ step: inout Step
    ) throws(Rejection) -> Bool {
        guard let delay = logs[execution]?.delays[id] else { return false }
        try touch(execution, &step)
        logs[execution]?.delays[id] = nil
        step.endedDelays.insert(id)
        deliver(Response(joinSet: delay.joinSet, body: .delay(id, outcome)), to: execution, at: step.now, &step)
        return true
    }

    /// Decides a command on the row as it stands, and carries it out.
    mutating func carryOut(_ command: Command, on id: ExecutionID, _ step: inout Step) throws(Rejection) {
        let row = try touch(id, &step)
        let decision = CommandDecision.decide(command, on: row, at: step.now)
        step.receipt.commands.append(decision.result)
        guard decision.result == .done else { return }
        write(decision.events, to: id, at: step.now, &step)
        if let owner = row.owner, decision.events.contains(where: \.startsEpoch) {
            step.notes.append(.plain(.fenced(id, owner: owner)))
        }
        if let state = decision.state { logs[id]?.row.state = state }
        if let hold = decision.hold { logs[id]?.row.hold = hold }
        if decision.releasesOwner { logs[id]?.releaseOwner() }
        if case .finished(let outcome)? = decision.events.last { finish(id, outcome, at: step.now, &step) }
        step.notes.append(.free(id))
    }

    /// Moves the lease of a running attempt; a conflict unless it runs under this epoch.
    mutating func extendLease(
        of id: ExecutionID, epoch: Int, until time: Timestamp, _ step: inout Step
    ) throws(Rejection) {
        let row = try touch(id, &step)
        if row.isFinished { throw Rejection(.finished(id)) }
        guard row.state == .locked, row.epoch == epoch else {
            throw Rejection(.fenced(id, version: row.version, epoch: row.epoch))
        }
        logs[id]?.row.leaseUntil = time
    }
}

extension ExecutionLog {
    fileprivate mutating func releaseOwner() {
        row.owner = nil
        row.leaseUntil = nil
    }
}
