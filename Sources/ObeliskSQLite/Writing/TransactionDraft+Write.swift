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
            case .output(let id, let lines):
                _ = try existingRow(id)
                for line in lines { output.append((id, line)) }
            case .publish(let id, let value):
                _ = try existingRow(id)
                published.append((id, value))
            case .command(let id, let command): try carryOut(command, on: id)
            case .extendLease(let id, let epoch, let until): try extendLease(of: id, epoch: epoch, until: until)
            }
        }
    }

    /// Writes all that was noted.
    func write() throws {
        try writeRows()
        let change = unfinishedChange
        if change != 0 { try statements.countUnfinished.execute { $0.bind(change) } }
        try writeEvents()
        try writeResponses()
        try writeDelays()
        for (id, line) in output { try write(line, of: id) }
        for (id, value) in published {
            try statements.upsertPublished.execute { bindings in
                bindings.bind(id.text)
                bindings.bind(value.name)
                bindings.bind(text: value.value.bytes)
            }
        }
    }

    /// What is to be told of the transaction once it is durable.
    func notices() throws -> [Notice] {
        var told: Set<ExecutionID> = []
        return try notes.compactMap { note in
            switch note {
            case .plain(let notice): return notice
            case .free(let id):
                guard let row = entries[id]?.row, case .pending(let due) = row.state, try isFree(row),
                    told.insert(id).inserted
                else { return nil }
                return .due(component: row.component, at: due)
            case .response(let id, let response, let woke):
                guard let row = entries[id]?.row else { return nil }
                var isDue = false
                if case .pending = row.state { isDue = woke }
                return .response(of: id, response, owner: row.owner, isDue: isDue)
            }
        }
    }

    private func writeRows() throws {
        for id in order {
            guard let entry = entries[id] else { continue }
            if entry.isInserted {
                try statements.insertRow.execute { bindings in
                    ExecutionColumns.bindFixed(entry.row, to: &bindings)
                    ExecutionColumns.bindChanging(entry.row, to: &bindings)
                }
            } else if entry.isUpdated {
                try statements.updateRow.execute { bindings in
                    ExecutionColumns.bindChanging(entry.row, to: &bindings)
                    bindings.bind(id.text)
                }
            }
            if entry.endsStoredDelays, !entry.isInserted {
                try statements.deleteDelays.execute { $0.bind(id.text) }
            }
        }
    }

    private func writeEvents() throws {
        for event in events {
            try statements.insertEvent.execute { bindings in
                bindings.bind(event.execution.text)
                bindings.bind(event.version)
                bindings.bind(event.epoch)
                bindings.bind(event.time.microsecondsSinceEpoch)
                bindings.bind(event.kind)
                bindings.bind(text: event.body.bytes)
            }
        }
    }

    private func writeResponses() throws {
        for new in responses {
            try statements.insertResponse.execute { bindings in
                bindings.bind(new.execution.text)
                bindings.bind(new.response.sequence ?? 0)
                bindings.bind(new.response.joinSet.text)
                switch new.response.body {
                case .child(let id, _):
                    bindings.bind(id.text)
                    bindings.bind(new.childVersion.map(Int64.init))
                    bindings.bind(nil as String?)
                    bindings.bind(nil as String?)
                case .delay(let id, let outcome):
                    bindings.bind(nil as String?)
                    bindings.bind(nil as Int64?)
                    bindings.bind(id.text)
                    bindings.bind(outcome.rawValue)
                }
            }
        }
    }

    private func writeDelays() throws {
        for (key, change) in delays {
            switch change {
            case .passed: break
            case .ended:
                try statements.deleteDelay.execute { bindings in
                    bindings.bind(key.execution.text)
                    bindings.bind(key.id.text)
                }
            case .set(let delay):
                try statements.insertDelay.execute { bindings in
                    bindings.bind(key.execution.text)
                    bindings.bind(key.id.text)
                    bindings.bind(delay.joinSet.text)
                    bindings.bind(delay.expiresAt.microsecondsSinceEpoch)
                }
            }
        }
    }

    private func write(_ line: OutputLine, of id: ExecutionID) throws {
        try statements.insertOutput.execute { bindings in
            bindings.bind(id.text)
            bindings.bind(line.position)
            bindings.bind(line.ordinal)
            bindings.bind(line.time.microsecondsSinceEpoch)
            bindings.bind(line.source.stored)
            bindings.bind(text: line.source.storedFields)
            bindings.bind(line.text)
        }
    }
}
