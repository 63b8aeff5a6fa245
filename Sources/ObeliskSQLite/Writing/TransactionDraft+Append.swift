internal import ObeliskCore

extension TransactionDraft {
    /// Appends events that a run or an attempt decided, and moves its row on.
    mutating func append(_ append: Append, bodies: [JSONText]) throws {
        let id = append.execution
        let row = try existingRow(id)
        if row.isFinished { throw Rejection(.finished(id)) }
        guard row.version == append.expectedVersion, row.epoch == append.epoch,
            row.owner != nil || row.hold == .parked
        else {
            throw Rejection(.fenced(id, version: row.version, epoch: row.epoch))
        }
        for (event, body) in zip(append.events, bodies) { self.append(event, body: body, to: id, at: append.time) }
        try move(id, to: append.transition, append)
        notes.append(.free(id))
    }

    private mutating func move(_ id: ExecutionID, to transition: Transition, _ append: Append) throws {
        let time = append.time
        switch transition {
        case .running:
            update(id) { row in
                row.state = .locked
                row.updatedAt = time
            }
        case .blocked(let joinSet, let seen):
            let isDue = try hasStoredResponse(for: id, in: joinSet, after: seen)
            update(id) { row in
                row.state = isDue ? .pending(due: time) : .blocked(on: joinSet)
                row.updatedAt = time
            }
            if isDue { receipt.isDueAtOnce = true }
        case .pending(let due):
            update(id) { row in
                row.takeBackAttempt(by: append.events)
                row.state = .pending(due: due)
                if row.hold == .parked { row.hold = .none }
                row.releaseOwner()
                row.updatedAt = time
            }
        case .released:
            update(id) { row in
                precondition(row.state != .locked, "\(id): a running execution cannot be released as it is")
                row.releaseOwner()
                row.updatedAt = time
            }
        case .parked:
            update(id) { row in
                row.state = .pending(due: time)
                row.hold = .parked
                row.releaseOwner()
                row.updatedAt = time
            }
        case .finished:
            guard case .finished(let outcome)? = append.events.last else {
                preconditionFailure("\(id): an append that finishes an execution ends with its 'finished' event")
            }
            try finish(id, outcome, at: time)
        }
    }

    /// Whether a response of the set is stored behind the cursor. What this transaction delivers is not stored yet, and
    /// so does not count.
    private func hasStoredResponse(for id: ExecutionID, in joinSet: JoinSetID, after seen: Int) throws -> Bool {
        try statements.hasResponse.first(
            { bindings in
                bindings.bind(id.text)
                bindings.bind(seen)
                bindings.bind(joinSet.text)
            }, { _ in true }) ?? false
    }

    /// Ends a row whose `finished` was appended, and answers its parent.
    mutating func finish(_ id: ExecutionID, _ outcome: Outcome, at time: Timestamp) throws {
        update(id) { row in
            row.state = .finished(outcome.kind)
            row.hold = .none
            row.releaseOwner()
            row.updatedAt = time
        }
        removeDelays(of: id)
        notes.append(.plain(.finished(id)))
        guard let row = try row(id), let parent = row.parent else { return }
        let response = Response(joinSet: parent.joinSet, body: .child(id, outcome))
        try deliver(response, childVersion: row.version, to: parent.execution, at: time)
    }

    /// Stores a response; whoever waits for one of its set is due now, and stays with its owner.
    private mutating func deliver(
        _ response: Response, childVersion: Int? = nil, to id: ExecutionID, at time: Timestamp
    ) throws {
        guard let row = try row(id) else { return }
        var response = response
        let sequence = try nextSequence(of: id)
        response.sequence = sequence
        responses.append(ResponseDraft(execution: id, response: response, childVersion: childVersion))
        receipt.sequences.append(sequence)
        let wakes = row.state == .blocked(on: response.joinSet)
        if wakes {
            update(id) { row in
                row.state = .pending(due: time)
                row.updatedAt = time
            }
        }
        notes.append(.response(of: id, response, woke: wakes))
        if wakes { notes.append(.free(id)) }
    }
}

extension TransactionDraft {
    /// Adds a delay.
    mutating func setDelay(_ delay: Delay) throws {
        if try existingRow(delay.execution).isFinished { throw Rejection(.finished(delay.execution)) }
        guard try liveDelay(delay.id, of: delay.execution) == nil else { throw Rejection(.delayEnded(delay.id)) }
        let key = DelayKey(execution: delay.execution, id: delay.id)
        guard delays[key] == nil else { throw Rejection(.delayEnded(delay.id)) }
        delays[key] = .set(delay)
        notes.append(.plain(.delaySet(delay)))
    }

    /// Removes a delay and delivers how it ended; false where it is gone already.
    mutating func endDelay(_ id: DelayID, of execution: ExecutionID, _ outcome: DelayOutcome) throws -> Bool {
        guard let delay = try liveDelay(id, of: execution) else { return false }
        let key = DelayKey(execution: execution, id: id)
        if case .set = delays[key] { delays[key] = .passed } else { delays[key] = .ended }
        try deliver(Response(joinSet: delay.joinSet, body: .delay(id, outcome)), to: execution, at: now)
        return true
    }

    private func liveDelay(_ id: DelayID, of execution: ExecutionID) throws -> Delay? {
        switch delays[DelayKey(execution: execution, id: id)] {
        case .set(let delay): return delay
        case .ended, .passed: return nil
        case nil: break
        }
        if entries[execution]?.endsStoredDelays == true { return nil }
        return try statements.delay.first(
            { bindings in
                bindings.bind(execution.text)
                bindings.bind(id.text)
            },
            { columns in
                Delay(
                    id: id, execution: execution, joinSet: JoinSetID(stored: columns.text(0)),
                    expiresAt: Timestamp(microsecondsSinceEpoch: columns.int64(1)))
            })
    }

    /// Decides a command on the row as it stands, and carries it out.
    mutating func carryOut(_ command: Command, on id: ExecutionID) throws {
        let row = try existingRow(id)
        let decision = CommandDecision.decide(command, on: row, at: now)
        receipt.commands.append(decision.result)
        guard decision.result == .done else { return }
        for event in decision.events { append(event, body: event.body, to: id, at: now) }
        if let owner = row.owner, decision.events.contains(where: \.startsEpoch) {
            notes.append(.plain(.fenced(id, owner: owner)))
        }
        update(id) { row in
            if let state = decision.state { row.state = state }
            if let hold = decision.hold { row.hold = hold }
            if decision.releasesOwner { row.releaseOwner() }
        }
        if case .finished(let outcome)? = decision.events.last { try finish(id, outcome, at: now) }
        notes.append(.free(id))
    }

    /// Moves the lease of a running attempt.
    mutating func extendLease(of id: ExecutionID, epoch: Int, until time: Timestamp) throws {
        let row = try existingRow(id)
        if row.isFinished { throw Rejection(.finished(id)) }
        guard row.state == .locked, row.epoch == epoch else {
            throw Rejection(.fenced(id, version: row.version, epoch: row.epoch))
        }
        update(id) { $0.leaseUntil = time }
    }
}
