internal import ObeliskCore

extension TransactionDraft {
    /// Validates all operations in order, noting what they write; throws a `Rejection` at the first that does not fit.
    mutating func carryOut(_ transaction: EncodedTransaction) throws {
        for (operation, bodies) in zip(transaction.operations, transaction.bodies) {
            switch operation {
            case .create(let creation): try create(creation, body: bodies[0])
            case .append(let append): try self.append(append, bodies: bodies)
            case .setDelay(let delay): try setDelay(delay)
            case .endDelay(let delay, let outcome):
                guard try endDelay(delay.id, of: delay.execution, outcome) else {
                    throw Rejection(.delayEnded(delay.id))
                }
            case .cancelDelay(let id, let execution): _ = try endDelay(id, of: execution, .cancelled)
            case .output(let id, let lines): output.append((try existingEntry(id), lines))
            case .publish(let id, let value): published.append((try existingEntry(id), value))
            case .command(let id, let command): try carryOut(command, on: id)
            case .extendLease(let id, let epoch, let until): try extendLease(of: id, epoch: epoch, until: until)
            }
        }
    }

    /// Writes all that was noted, new rows first, for the rest is stored under their keys.
    mutating func write() throws {
        try requireRoom()
        for index in entries.indices { try writeRow(index) }
        try writeEvents()
        try writeResponses()
        try writeDelays()
        try writeOutput()
        for (entry, value) in published {
            let key = entries[entry].stored.key
            try statements.upsertPublished.execute { bindings in
                bindings.bind(key)
                bindings.bind(value.name)
                bindings.bind(text: value.value.bytes)
            }
        }
    }

    /// Has the memory hold what was written, once it is.
    func remember() {
        for entry in entries where entry.isInserted || entry.isUpdated { memory.keep(entry.stored) }
        if unfinishedChange != 0 { memory.countUnfinished(unfinishedChange) }
    }

    /// What is to be told of the transaction once it is durable, besides the lines that are new.
    func notices() throws -> [Notice] {
        var notices: [Notice] = []
        notices.reserveCapacity(notes.count)
        var told: [Int] = []
        for note in notes {
            switch note {
            case .plain(let notice): notices.append(notice)
            case .free(let entry):
                guard let due = entries[entry].row.state.due, try isFree(entries[entry].row), !told.contains(entry)
                else { continue }
                told.append(entry)
                notices.append(.due(component: entries[entry].row.component, at: due))
            case .response(let entry, let response, let woke):
                let isDue = woke && entries[entry].row.state.due != nil
                notices.append(
                    .response(
                        of: entries[entry].row.id, response, owner: entries[entry].row.owner, isDue: isDue))
            }
        }
        return notices
    }

    private mutating func writeRow(_ index: Int) throws {
        if entries[index].isInserted { return try insertRow(index) }
        if entries[index].isUpdated { try updateRow(index) }
        if entries[index].endsStoredDelays, entries[index].stored.mayHaveDelays {
            let key = entries[index].stored.key
            try statements.deleteDelays.execute { $0.bind(key) }
            entries[index].stored.mayHaveDelays = false
        }
    }

    private mutating func insertRow(_ index: Int) throws {
        if let parent = entries[index].parent { entries[index].stored.parentKey = entries[parent].stored.key }
        let key = try statements.insertRow.insert { bindings in
            ExecutionColumns.bindFixed(entries[index].stored, to: &bindings)
            ExecutionColumns.bindIndexed(entries[index].stored, to: &bindings)
            ExecutionColumns.bindPlain(entries[index].stored, to: &bindings)
        }
        entries[index].stored.key = key
        let block = key / Schema.keysPerBlock
        let isTop = entries[index].stored.parentKey == nil
        guard memory.isNew(block: block, of: entries[index].row.function, isTop: isTop) else { return }
        let function = entries[index].row.function.text
        try statements.insertBlock.execute { bindings in
            bindings.bind(function)
            bindings.bind(isTop ? 1 : 0)
            bindings.bind(block)
        }
    }

    private func updateRow(_ index: Int) throws {
        guard let position = entries[index].position else { return }
        let key = entries[index].stored.key
        if position.isStill(that: entries[index].row) {
            try statements.advanceRow.execute { bindings in
                ExecutionColumns.bindPlain(entries[index].stored, to: &bindings)
                bindings.bind(key)
            }
        } else if position.isLocked, entries[index].row.isFinished, position.hold == .none,
            !position.isComponentChanged
        {
            try statements.finishRow.execute { bindings in
                ExecutionColumns.bindPlain(entries[index].stored, to: &bindings)
                bindings.bind(key)
            }
        } else {
            try statements.updateRow.execute { bindings in
                ExecutionColumns.bindIndexed(entries[index].stored, to: &bindings)
                ExecutionColumns.bindPlain(entries[index].stored, to: &bindings)
                bindings.bind(key)
            }
        }
    }

    /// A log's events may not reach those of the next.
    private func requireRoom() throws {
        guard let last = events.first(where: { $0.version >= Schema.eventsPerLogMax }) else { return }
        throw StorageError(
            .failed,
            "the log of execution \(entries[last.entry].row.id) has \(Schema.eventsPerLogMax) events, which is the "
                + "most there may be: cancel the execution, or begin another that goes on with its work")
    }

    private func writeEvents() throws {
        var start = 0
        while start < events.count {
            let end = min(events.count, start + statements.insertEvents.count)
            try statements.insertEvents[end - start - 1].execute { bindings in
                for index in start..<end {
                    let key = entries[events[index].entry].stored.key
                    bindings.bind(Schema.place(of: events[index].version, in: key))
                    bindings.bind(events[index].epoch)
                    bindings.bind(events[index].time.microsecondsSinceEpoch)
                    bindings.bind(events[index].kind)
                    bindings.bind(text: events[index].body.bytes)
                }
            }
            start = end
        }
    }

    private func writeResponses() throws {
        for new in responses {
            let key = entries[new.entry].stored.key
            let childKey = new.child.map { entries[$0].stored.key }
            try statements.insertResponse.execute { bindings in
                bindings.bind(key)
                bindings.bind(new.response.sequence ?? 0)
                bindings.bind(new.response.joinSet.text)
                bindings.bind(childKey)
                bindings.bind(new.childVersion.map(Int64.init))
                if case .delay(let id, let outcome) = new.response.body {
                    bindings.bind(id.name(in: entries[new.entry].row.id))
                    bindings.bind(outcome.rawValue)
                } else {
                    bindings.bindNull()
                    bindings.bindNull()
                }
            }
        }
    }

    private mutating func writeDelays() throws {
        for (place, change) in delays {
            let key = entries[place.entry].stored.key
            let name = place.id.name(in: entries[place.entry].row.id)
            switch change {
            case .passed: break
            case .ended:
                try statements.deleteDelay.execute { bindings in
                    bindings.bind(key)
                    bindings.bind(name)
                }
            case .set(let delay):
                try statements.insertDelay.execute { bindings in
                    bindings.bind(key)
                    bindings.bind(name)
                    bindings.bind(delay.joinSet.text)
                    bindings.bind(delay.expiresAt.microsecondsSinceEpoch)
                }
                entries[place.entry].stored.mayHaveDelays = true
                entries[place.entry].isUpdated = true
            }
        }
    }

    /// Writes lines, and notes those that were not there before.
    private mutating func writeOutput() throws {
        for (entry, lines) in output {
            let new = try lines.filter { try write($0, of: entries[entry].stored.key) }
            if !new.isEmpty { newOutput.append(.output(entries[entry].row.id, new)) }
        }
    }

    private func write(_ line: OutputLine, of key: Int64) throws -> Bool {
        try statements.insertOutput.changes { bindings in
            bindings.bind(key)
            bindings.bind(line.position)
            bindings.bind(line.ordinal)
            bindings.bind(line.time.microsecondsSinceEpoch)
            bindings.bind(line.source.stored)
            bindings.bind(text: line.source.storedFields)
            bindings.bind(line.text)
        }
    }
}
