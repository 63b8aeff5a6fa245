internal import ObeliskCore

extension TransactionDraft {
    /// Adds an execution, locked at once where that passes nobody over.
    mutating func create(_ creation: Creation, body: JSONText) throws {
        let created = creation.created
        if let existing = try existingEntry(of: creation) {
            guard creation.isIdempotent, entries[existing].row.function == created.function,
                try params(of: existing).isSameValue(as: created.params)
            else { throw Rejection(.exists(creation.id)) }
            receipt.creations.append(.existed)
            return
        }
        let parent = try creation.parent.map { try existingEntry($0.execution) }
        if let max = creation.unfinishedMax, try unfinished() >= max {
            throw Rejection(.tooManyUnfinished(max: max))
        }
        let lock = try creation.lock.flatMap { try admits($0, for: creation) ? $0 : nil }
        let entry = insert(
            ExecutionRow(
                id: creation.id, function: created.function, component: created.component, kind: creation.kind,
                parent: creation.parent, state: .pending(due: created.due), createdAt: creation.time,
                updatedAt: creation.time), parent: parent)
        append(.created(created), body: body, to: entry, at: creation.time)
        if let lock { take(entry, lock, at: creation.time) }
        notes.append(.free(entry))
        receipt.creations.append(lock == nil ? .created : .createdLocked)
    }

    /// The execution that has this id already, if there is one.
    ///
    /// A child that exists already is all but impossible, and so it is not looked for: writing it fails, for ids are
    /// unique, and the batch is carried out again with care.
    private mutating func existingEntry(of creation: Creation) throws -> Int? {
        if creation.parent == nil || creation.isIdempotent || isCareful { return try entry(creation.id) }
        hasAssumed = true
        return place(of: creation.id)
    }

    /// How many executions without a parent have not finished, with those of this transaction.
    private func unfinished() throws -> Int {
        if memory.unfinished == nil {
            memory.noteUnfinished(stored: try statements.unfinished.first({ _ in }, { $0.int(0) }) ?? 0)
        }
        return (memory.unfinished ?? 0) + unfinishedChange
    }

    /// Locks due executions, those due first at the front.
    mutating func claim(_ request: ClaimRequest) throws -> [Claimed] {
        let generation = request.lock.locked.generation
        guard try !hasEnded(generation) else {
            throw StorageError(
                .inUse,
                "generation \(generation.number) of node '\(request.lock.locked.node)' has ended: "
                    + "the node was started again, and only its latest start may claim")
        }
        guard try mayHaveClaimable(request.component) else { return [] }
        let rows = try statements.due.all(
            { bindings in
                bindings.bind(request.component)
                bindings.bind(request.now.microsecondsSinceEpoch)
                bindings.bind(request.limit)
            }, { try ExecutionColumns.decodeKeyed($0) })
        return try rows.map { row in
            let entry = adopt(row)
            take(entry, request.lock, at: request.now)
            return Claimed(row: entries[entry].row, created: try created(entry))
        }
    }

    /// Appends `locked` and gives the row to its generation.
    private mutating func take(_ entry: Int, _ lock: Lock, at time: Timestamp) {
        var locked = lock.locked
        if entries[entry].row.kind.isActivity { entries[entry].row.attempt += 1 }
        locked.attempt = entries[entry].row.kind.isActivity ? entries[entry].row.attempt : nil
        entries[entry].row.state = .locked
        entries[entry].row.owner = locked.generation
        entries[entry].row.leaseUntil = lock.leaseUntil
        let event = Event.locked(locked)
        append(event, body: event.body, to: entry, at: time)
    }

    /// Whether an execution may be locked as it is made: it is due itself, and nothing older of its component is.
    private func admits(_ lock: Lock, for creation: Creation) throws -> Bool {
        guard creation.created.due <= creation.time, try !hasEnded(lock.locked.generation) else { return false }
        let component = creation.created.component
        for entry in entries {
            if case .pending(let due) = entry.row.state, due <= creation.time, entry.row.component == component,
                try isFree(entry.row)
            {
                return false
            }
        }
        guard try mayHaveClaimable(component) else { return true }
        // Of the stored rows only those count that this transaction has not taken up; one more than it has is enough.
        let takenUp = entries.lazy.filter { !$0.isInserted }.map(\.stored.key)
        let due = try statements.dueKeys.all(
            { bindings in
                bindings.bind(component)
                bindings.bind(creation.time.microsecondsSinceEpoch)
                bindings.bind(takenUp.count + 1)
            }, { $0.int64(0) })
        return due.allSatisfy { takenUp.contains($0) }
    }

    /// Whether any row of a component may be stored that waits for its due time; false if there is surely none.
    private func mayHaveClaimable(_ component: String) throws -> Bool {
        if memory.componentsWithoutClaimable.contains(component) { return false }
        if try statements.hasClaimable.first({ $0.bind(component) }, { _ in true }) ?? false { return true }
        memory.noteNothingClaimable(of: component)
        return false
    }

    private func params(of entry: Int) throws -> JSONText {
        if let event = events.first(where: { $0.entry == entry && $0.version == 0 }),
            case .created(let created) = try Event(kind: event.kind, body: event.body.bytes)
        {
            return created.params
        }
        return try created(entry).params
    }

    private func created(_ entry: Int) throws -> Created {
        let stored = entries[entry].stored
        let body = try statements.created.first({ $0.bind(Schema.place(of: 0, in: stored.key)) }, { $0.bytes(0) })
        guard let body, case .created(let created) = try Event(kind: "created", body: body) else {
            throw StorageError(
                .damaged, "the log of execution \(stored.row.id) does not begin with its 'created' event")
        }
        return created
    }
}
