internal import ObeliskCore

extension TransactionDraft {
    /// Adds an execution, locked at once where that passes nobody over.
    mutating func create(_ creation: Creation, body: JSONText) throws {
        let created = creation.created
        if let existing = try row(creation.id) {
            guard creation.isIdempotent, existing.function == created.function,
                try params(of: creation.id).isSameValue(as: created.params)
            else { throw Rejection(.exists(creation.id)) }
            receipt.creations.append(.existed)
            return
        }
        if let parent = creation.parent { _ = try existingRow(parent.execution) }
        if let max = creation.unfinishedMax {
            let stored = try statements.unfinished.first({ _ in }, { $0.int(0) }) ?? 0
            if stored + unfinishedChange >= max { throw Rejection(.tooManyUnfinished(max: max)) }
        }
        let lock = try creation.lock.flatMap { try admits($0, for: creation) ? $0 : nil }
        insert(
            ExecutionRow(
                id: creation.id, function: created.function, component: created.component, kind: creation.kind,
                parent: creation.parent, state: .pending(due: created.due), createdAt: creation.time,
                updatedAt: creation.time))
        append(.created(created), body: body, to: creation.id, at: creation.time)
        if let lock { take(creation.id, lock, at: creation.time) }
        notes.append(.free(creation.id))
        receipt.creations.append(lock == nil ? .created : .createdLocked)
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
        let rows = try statements.due.all(
            { bindings in
                bindings.bind(request.component)
                bindings.bind(request.now.microsecondsSinceEpoch)
                bindings.bind(request.limit)
            }, { try ExecutionColumns.decode($0) })
        return try rows.map { row in
            adopt(row)
            take(row.id, request.lock, at: request.now)
            return Claimed(row: entries[row.id]?.row ?? row, created: try created(row.id))
        }
    }

    /// Appends `locked` and gives the row to its generation.
    private mutating func take(_ id: ExecutionID, _ lock: Lock, at time: Timestamp) {
        var locked = lock.locked
        update(id) { row in
            if row.kind.isActivity { row.attempt += 1 }
            locked.attempt = row.kind.isActivity ? row.attempt : nil
            row.state = .locked
            row.owner = locked.generation
            row.leaseUntil = lock.leaseUntil
        }
        let event = Event.locked(locked)
        append(event, body: event.body, to: id, at: time)
    }

    /// Whether an execution may be locked as it is made: it is due itself, and nothing older of its component is.
    private func admits(_ lock: Lock, for creation: Creation) throws -> Bool {
        guard creation.created.due <= creation.time, try !hasEnded(lock.locked.generation) else { return false }
        let component = creation.created.component
        for entry in entries.values where entry.row.component == component {
            if case .pending(let due) = entry.row.state, due <= creation.time, try isFree(entry.row) { return false }
        }
        // Of the stored rows only those count that this transaction has not taken up; one more than it has is enough.
        var isPassedOver = false
        try statements.hasDue.forEach(
            { bindings in
                bindings.bind(component)
                bindings.bind(creation.time.microsecondsSinceEpoch)
                bindings.bind(entries.count + 1)
            },
            { columns in
                if entries[ExecutionID(stored: columns.text(0))] == nil { isPassedOver = true }
            })
        return !isPassedOver
    }

    private func params(of id: ExecutionID) throws -> JSONText {
        if let event = events.first(where: { $0.execution == id && $0.version == 0 }),
            case .created(let created) = try Event(kind: event.kind, body: event.body.bytes)
        {
            return created.params
        }
        return try created(id).params
    }

    private func created(_ id: ExecutionID) throws -> Created {
        let body = try statements.created.first({ $0.bind(id.text) }, { $0.bytes(0) })
        guard let body, case .created(let created) = try Event(kind: "created", body: body) else {
            throw StorageError(.damaged, "the log of execution \(id) does not begin with its 'created' event")
        }
        return created
    }
}
