package import ObeliskCore

extension StoreState {
    /// Carries out each transaction wholly or not at all, and tells what came of it.
    package mutating func apply(
        _ transactions: [Transaction], at now: Timestamp
    ) -> (outcomes: [CommitOutcome], notices: [Notice]) {
        var outcomes: [CommitOutcome] = []
        var notices: [Notice] = []
        for transaction in transactions {
            var step = Step(now: now)
            do throws(Rejection) {
                for operation in transaction.operations { try carryOut(operation, &step) }
                outcomes.append(.committed(step.receipt))
                notices += settled(step.notes) + step.newOutput
            } catch {
                goBack(step.marks)
                outcomes.append(.conflict(error.conflict))
            }
        }
        return (outcomes, notices)
    }

    private mutating func carryOut(_ operation: Transaction.Operation, _ step: inout Step) throws(Rejection) {
        switch operation {
        case .create(let creation): try create(creation, &step)
        case .append(let append): try self.append(append, &step)
        case .setDelay(let delay): try setDelay(delay, &step)
        case .endDelay(let delay, let outcome):
            guard try endDelay(delay.id, of: delay.execution, outcome, &step) else {
                throw Rejection(.delayEnded(delay.id))
            }
        case .cancelDelay(let id, let execution): _ = try endDelay(id, of: execution, .cancelled, &step)
        case .output(let id, let lines):
            try touch(id, &step)
            let new = lines.filter { logs[id]?.outputKeys.insert(OutputKey($0)).inserted == true }
            logs[id]?.output += new
            if !new.isEmpty { step.newOutput.append(.output(id, new)) }
        case .publish(let id, let published):
            try touch(id, &step)
            logs[id]?.published[published.name] = published.value
        case .command(let id, let command): try carryOut(command, on: id, &step)
        case .extendLease(let id, let epoch, let until): try extendLease(of: id, epoch: epoch, until: until, &step)
        }
    }

    /// Notes how to go back before an execution is changed, and gives its row.
    @discardableResult
    mutating func touch(_ id: ExecutionID, _ step: inout Step) throws(Rejection) -> ExecutionRow {
        guard let log = logs[id] else { throw Rejection(.noSuchExecution(id)) }
        if step.marks[id] == nil { step.marks[id] = .some(log.mark) }
        return log.row
    }

    private mutating func goBack(_ marks: [ExecutionID: ExecutionLog.Mark?]) {
        for (id, mark) in marks {
            if let mark {
                logs[id]?.goBack(to: mark)
                unfinished.insert(id)
            } else {
                logs[id] = nil
            }
            if logs[id]?.row.isFinished ?? true { unfinished.remove(id) }
        }
    }

    /// What is told of a complete transaction: whether a row is free, or due, is said of the row as it was left.
    private func settled(_ notes: [Step.Note]) -> [Notice] {
        var told: Set<ExecutionID> = []
        return notes.compactMap { note in
            switch note {
            case .plain(let notice): return notice
            case .free(let id):
                guard let row = logs[id]?.row, isFree(row), case .pending(let due) = row.state,
                    told.insert(id).inserted
                else { return nil }
                return .due(component: row.component, at: due)
            case .response(let id, let response, let woke):
                guard let row = logs[id]?.row else { return nil }
                var isDue = false
                if case .pending = row.state { isDue = woke }
                return .response(of: id, response, owner: row.owner, isDue: isDue)
            }
        }
    }
}

extension ExecutionRow {
    /// Whether the execution has ended, so that nothing may be appended.
    var isFinished: Bool {
        if case .finished = state { return true }
        return false
    }
}
