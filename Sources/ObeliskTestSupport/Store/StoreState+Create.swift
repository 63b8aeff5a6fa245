package import ObeliskCore

extension StoreState {
    /// Adds an execution, locked at once where that passes nobody over.
    mutating func create(_ creation: Creation, _ step: inout Step) throws(Rejection) {
        if let existing = logs[creation.id] {
            guard creation.isIdempotent, existing.created.function == creation.created.function,
                existing.created.params.isSameValue(as: creation.created.params)
            else { throw Rejection(.exists(creation.id)) }
            step.receipt.creations.append(.existed)
            return
        }
        if let parent = creation.parent, logs[parent.execution] == nil {
            throw Rejection(.noSuchExecution(parent.execution))
        }
        if let max = creation.unfinishedMax, unfinished.count(where: { logs[$0]?.row.parent == nil }) >= max {
            throw Rejection(.tooManyUnfinished(max: max))
        }
        let created = creation.created
        let row = ExecutionRow(
            id: creation.id, function: created.function, component: created.component, kind: creation.kind,
            parent: creation.parent, state: .pending(due: created.due), createdAt: creation.time,
            updatedAt: creation.time)
        let lock = creation.lock.flatMap { admits($0, for: creation) ? $0 : nil }
        createdCount += 1
        var log = ExecutionLog(number: createdCount, row: row, created: created)
        log.append([.created(created)], at: creation.time)
        if let lock { log.take(lock, at: creation.time) }
        logs[creation.id] = log
        unfinished.insert(creation.id)
        step.marks[creation.id] = .some(nil)
        step.noteChange(of: creation.id)
        step.notes.append(.free(creation.id))
        step.receipt.creations.append(lock == nil ? .created : .createdLocked)
    }

    /// Whether an execution may be locked as it is made: it is due itself, and nothing older of its component is.
    private func admits(_ lock: Lock, for creation: Creation) -> Bool {
        creation.created.due <= creation.time && !hasEnded(lock.locked.generation)
            && due(of: creation.created.component, at: creation.time).isEmpty
    }

    /// Locks due executions, those due first at the front.
    package mutating func claim(
        _ request: ClaimRequest
    ) throws(StorageError) -> (claimed: [Claimed], notices: [Notice]) {
        let generation = request.lock.locked.generation
        guard !hasEnded(generation) else {
            throw StorageError(
                .inUse,
                "generation \(generation.number) of node '\(request.lock.locked.node)' has ended: "
                    + "the node was started again, and only its latest start may claim")
        }
        var claimed: [Claimed] = []
        for row in due(of: request.component, at: request.now).prefix(request.limit) {
            logs[row.id]?.take(request.lock, at: request.now)
            if let log = logs[row.id] { claimed.append(Claimed(row: log.row, created: log.created)) }
        }
        return (claimed, claimed.map { .changed($0.row.id) })
    }
}

extension ExecutionLog {
    /// Appends `locked` and gives the row to its generation.
    fileprivate mutating func take(_ lock: Lock, at time: Timestamp) {
        if row.kind.isActivity { row.attempt += 1 }
        var locked = lock.locked
        locked.attempt = row.kind.isActivity ? row.attempt : nil
        row.state = .locked
        row.owner = locked.generation
        row.leaseUntil = lock.leaseUntil
        append([.locked(locked)], at: time)
    }
}
