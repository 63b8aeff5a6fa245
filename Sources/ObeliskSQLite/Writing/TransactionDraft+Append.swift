internal import ObeliskCore

extension TransactionDraft {
    /// Appends events that a run or an attempt decided, and moves its row on.
    mutating func append(_ append: Append, bodies: [JSONText]) throws {
        let entry = try existingEntry(append.execution)
        try require(entry, append)
        for (event, body) in zip(append.events, bodies) {
            self.append(event, body: body, to: entry, at: append.time)
        }
        try move(entry, to: append.transition, append)
        notes.append(.free(entry))
    }

    /// Throws where the log has moved on, or the execution was taken from whoever decided this.
    private func require(_ entry: Int, _ append: Append) throws {
        let row = entries[entry].row
        if row.isFinished { throw Rejection(.finished(append.execution)) }
        guard row.version == append.expectedVersion, row.epoch == append.epoch,
            row.owner != nil || row.hold == .parked
        else {
            throw Rejection(.fenced(append.execution, version: row.version, epoch: row.epoch))
        }
    }

    private mutating func move(_ entry: Int, to transition: Transition, _ append: Append) throws {
        switch transition {
        case .running: entries[entry].row.state = .locked
        case .blocked(let joinSet, let seen):
            let isDue = try hasStoredResponse(for: entry, in: joinSet, after: seen)
            entries[entry].row.state = isDue ? .pending(due: append.time) : .blocked(on: joinSet)
            if isDue { receipt.isDueAtOnce = true }
        case .pending(let due):
            entries[entry].row.takeBackAttempt(by: append.events)
            entries[entry].row.state = .pending(due: due)
            if entries[entry].row.hold == .parked { entries[entry].row.hold = .none }
            entries[entry].row.releaseOwner()
        case .released:
            precondition(
                entries[entry].row.state != .locked,
                "\(append.execution): a running execution cannot be released as it is")
            entries[entry].row.releaseOwner()
        case .parked:
            entries[entry].row.state = .pending(due: append.time)
            entries[entry].row.hold = .parked
            entries[entry].row.releaseOwner()
        case .finished:
            guard case .finished(let outcome)? = append.events.last else {
                preconditionFailure(
                    "\(append.execution): an append that finishes an execution ends with its 'finished' event")
            }
            return try finish(entry, outcome, at: append.time)
        }
        entries[entry].row.updatedAt = append.time
        entries[entry].isUpdated = true
    }

    /// Whether a response of the set is stored behind the cursor. What this transaction delivers is not stored yet, and
    /// so does not count.
    private func hasStoredResponse(for entry: Int, in joinSet: JoinSetID, after seen: Int) throws -> Bool {
        if entries[entry].storedResponseCount <= seen { return false }
        let key = entries[entry].stored.key
        return try statements.hasResponse.first(
            { bindings in
                bindings.bind(key)
                bindings.bind(seen)
                bindings.bind(joinSet.text)
            }, { _ in true }) ?? false
    }

    /// Ends a row whose `finished` was appended, and answers its parent.
    mutating func finish(_ entry: Int, _ outcome: Outcome, at time: Timestamp) throws {
        entries[entry].row.state = .finished(outcome.kind)
        entries[entry].row.hold = .none
        entries[entry].row.releaseOwner()
        entries[entry].row.updatedAt = time
        entries[entry].isUpdated = true
        removeDelays(of: entry)
        let id = entries[entry].row.id
        notes.append(.plain(.finished(id)))
        guard let parent = entries[entry].row.parent else {
            unfinishedChange -= 1
            return
        }
        guard let waiting = try self.entry(parent.execution) else { return }
        let response = Response(joinSet: parent.joinSet, body: .child(id, outcome))
        deliver(response, child: entry, to: waiting, at: time)
    }

    /// Stores a response; whoever waits for one of its set is due now, and stays with its owner.
    private mutating func deliver(_ response: Response, child: Int? = nil, to entry: Int, at time: Timestamp) {
        let sequence = entries[entry].stored.responseCount + 1
        entries[entry].stored.responseCount = sequence
        entries[entry].isUpdated = true
        var response = response
        response.sequence = sequence
        responses.append(
            ResponseDraft(
                entry: entry, response: response, child: child, childVersion: child.map { entries[$0].row.version }))
        receipt.sequences.append(sequence)
        let wakes = entries[entry].row.state == .blocked(on: response.joinSet)
        if wakes {
            entries[entry].row.state = .pending(due: time)
            entries[entry].row.updatedAt = time
        }
        notes.append(.response(of: entry, response, woke: wakes))
        if wakes { notes.append(.free(entry)) }
    }
}

extension TransactionDraft {
    /// Adds a delay.
    mutating func setDelay(_ delay: Delay) throws {
        let entry = try existingEntry(delay.execution)
        if entries[entry].row.isFinished { throw Rejection(.finished(delay.execution)) }
        let key = DelayKey(entry: entry, id: delay.id)
        guard try liveDelay(key) == nil, delays[key] == nil else { throw Rejection(.delayEnded(delay.id)) }
        delays[key] = .set(delay)
        notes.append(.plain(.delaySet(delay)))
    }

    /// Removes a delay and delivers how it ended; false where it is gone already.
    mutating func endDelay(_ id: DelayID, of execution: ExecutionID, _ outcome: DelayOutcome) throws -> Bool {
        guard let entry = try entry(execution) else { return false }
        let key = DelayKey(entry: entry, id: id)
        guard let joinSet = try liveDelay(key) else { return false }
        if case .set = delays[key] { delays[key] = .passed } else { delays[key] = .ended }
        deliver(Response(joinSet: joinSet, body: .delay(id, outcome)), to: entry, at: now)
        return true
    }

    /// The join set of a delay that has yet to end; nil if there is none.
    private func liveDelay(_ key: DelayKey) throws -> JoinSetID? {
        switch delays[key] {
        case .set(let delay): return delay.joinSet
        case .ended, .passed: return nil
        case nil: break
        }
        let entry = entries[key.entry]
        if entry.endsStoredDelays || !entry.stored.mayHaveDelays { return nil }
        return try statements.delay.first(
            { bindings in
                bindings.bind(entry.stored.key)
                bindings.bind(key.id.name(in: entry.row.id))
            }, { JoinSetID(stored: $0.text(0)) })
    }

    /// Decides a command on the row as it stands, and carries it out.
    mutating func carryOut(_ command: Command, on id: ExecutionID) throws {
        let entry = try existingEntry(id)
        let decision = CommandDecision.decide(command, on: entries[entry].row, at: now)
        receipt.commands.append(decision.result)
        guard decision.result == .done else { return }
        let owner = entries[entry].row.owner
        for event in decision.events { append(event, body: event.body, to: entry, at: now) }
        if let owner, decision.events.contains(where: \.startsEpoch) {
            notes.append(.plain(.fenced(id, owner: owner)))
        }
        if let state = decision.state { entries[entry].row.state = state }
        if let hold = decision.hold { entries[entry].row.hold = hold }
        if decision.releasesOwner { entries[entry].row.releaseOwner() }
        entries[entry].isUpdated = true
        if case .finished(let outcome)? = decision.events.last { try finish(entry, outcome, at: now) }
        notes.append(.free(entry))
    }

    /// Moves the lease of a running attempt.
    mutating func extendLease(of id: ExecutionID, epoch: Int, until time: Timestamp) throws {
        let entry = try existingEntry(id)
        let row = entries[entry].row
        if row.isFinished { throw Rejection(.finished(id)) }
        guard row.state == .locked, row.epoch == epoch else {
            throw Rejection(.fenced(id, version: row.version, epoch: row.epoch))
        }
        entries[entry].row.leaseUntil = time
        entries[entry].isUpdated = true
    }
}
