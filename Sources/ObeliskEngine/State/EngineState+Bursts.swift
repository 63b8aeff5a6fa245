internal import ObeliskCore

extension Burst {
    /// Whether the run waits after this burst, and so holds no permit.
    var releasesPermit: Bool {
        switch end {
        case .blocked, .finished, .parked, .exhausted: true
        case .polling, .yielded, .interrupted: false
        }
    }
}

extension EngineState {
    /// One transaction of a burst's writes: first what it ran ahead on, then its own events and state, then what these
    /// ask for.
    mutating func transaction(for run: Run, _ burst: Burst, _ now: Timestamp) -> [Transaction.Operation] {
        let id = run.id.execution
        var events: [Event] = []
        var effects: [Transaction.Operation] = []
        var lines: [OutputLine] = []
        for write in burst.writes {
            switch write {
            case .event(let event): events.append(event)
            case .child(let child): effects.append(.create(creation(of: child, by: id, now)))
            case .delay(let delay): effects.append(.setDelay(delay))
            case .cancelChild(let child): effects.append(.command(child, .cancel))
            case .cancelDelay(let delay): effects.append(.cancelDelay(delay, of: id))
            case .publish(let published): effects.append(.publish(id, published))
            case .log(let line):
                lines.append(
                    OutputLine(
                        position: line.position, ordinal: line.ordinal, time: now,
                        source: .log(line.level, fields: line.fields), text: line.message))
            }
        }
        if case .exhausted(let reason) = burst.end {
            events.append(.unlocked(Unlocked(reason: reason, due: now + configuration.exhaustedRetry)))
        }
        let append = Append(
            execution: id, expectedVersion: run.version, epoch: run.epoch, events: events,
            transition: transition(for: burst.end, run, now), time: now)
        if !lines.isEmpty { effects.append(.output(id, lines)) }
        return (run.riding?.operations ?? []) + [.append(append)] + effects
    }

    private func transition(for end: Burst.End, _ run: Run, _ now: Timestamp) -> Transition {
        switch end {
        case .blocked(let joinSet): .blocked(on: joinSet, seen: run.seen)
        case .polling, .yielded, .interrupted: .running
        case .finished: .finished
        case .parked: .parked
        case .exhausted: .pending(due: now + configuration.exhaustedRetry)
        }
    }

    /// A child starts here at once if its executor has a permit, and waits to be claimed otherwise.
    private mutating func creation(of child: Write.ChildCreation, by parent: ExecutionID, _ now: Timestamp) -> Creation
    {
        let created = Created(
            function: child.function, params: child.params, component: child.target.component, due: now,
            seed: child.seed, memoryBytesMax: child.target.memoryBytesMax)
        var creation = Creation(
            id: child.id, kind: child.target.kind, parent: Parent(execution: parent, joinSet: child.joinSet),
            created: created, time: now)
        creation.lock = admit(creation, now)
        return creation
    }

    /// The lock with which a new execution starts here at once: it is due, its executor has a permit, which is taken,
    /// and nothing due is known to wait. Nil where it has to wait to be claimed.
    private mutating func admit(_ creation: Creation, _ now: Timestamp) -> Lock? {
        guard !isStopping, creation.created.due <= now, let executor = executors[creation.created.component],
            !executor.mayHaveDue, executor.permitsFree > 0
        else { return nil }
        executor.permitsTaken += 1
        return lock(for: executor.component, at: now)
    }

    /// A client's new execution is about to be stored; `submitted` is to follow.
    mutating func admit(submission creation: inout Creation, at now: Timestamp) {
        creation.lock = admit(creation, now)
        commitsUnderWay += 1
    }

    /// A client's new execution is stored, or is not: it starts if it was locked.
    mutating func submitted(_ creation: Creation, _ outcome: CommitOutcome, _ now: Timestamp) {
        commitsUnderWay -= 1
        let transaction = Transaction([.create(creation)])
        switch outcome {
        case .committed(let receipt): startCreated(transaction, receipt, now)
        case .conflict, .refused, .fatal: returnPermits(of: transaction, now)
        }
    }

    /// Starts what a transaction created and locked; gives back the permits of what it could not lock.
    mutating func startCreated(_ transaction: Transaction, _ receipt: Receipt, _ now: Timestamp) {
        var results = receipt.creations.makeIterator()
        for case .create(let creation) in transaction.operations {
            guard let result = results.next(), let lock = creation.lock else { continue }
            guard result == .createdLocked else {
                returnPermit(of: creation.created.component, now)
                continue
            }
            let row = ExecutionRow(
                id: creation.id, function: creation.created.function, component: creation.created.component,
                kind: creation.kind, parent: creation.parent, state: .locked, version: 1, epoch: 1,
                attempt: creation.kind.isActivity ? 1 : 0, owner: generation, leaseUntil: lock.leaseUntil,
                createdAt: creation.time, updatedAt: creation.time)
            begin(row, creation.created, now)
        }
    }

    /// The permits that a transaction took for what it would have started.
    mutating func returnPermits(of transaction: Transaction, _ now: Timestamp) {
        for case .create(let creation) in transaction.operations where creation.lock != nil {
            returnPermit(of: creation.created.component, now)
        }
    }
}
