package import ObeliskCore

extension StoreState {
    /// A page of executions, the one that was created last first.
    package func executions(_ query: ExecutionQuery) -> [ExecutionRow] {
        let end = query.after.map { logs[$0]?.number ?? 0 } ?? .max
        let found = logs.values.filter { log in
            let row = log.row
            if let prefix = query.idPrefix, !row.id.text.hasPrefix(prefix) { return false }
            if let prefix = query.functionPrefix {
                let name = row.function.text
                guard name == prefix || name.hasPrefix(prefix + ".") || name.hasPrefix(prefix + "/") else {
                    return false
                }
            }
            if !query.statuses.isEmpty, !query.statuses.contains(row.status.word) { return false }
            if !query.includesChildren, row.parent != nil { return false }
            return log.number < end
        }
        return found.sorted { $0.number > $1.number }.prefix(query.limit).map(\.row)
    }

    /// What becomes due at or after `time`, for a node whose own generation is `own`.
    ///
    /// At the same time delays come first, then components, then leases: by execution in order of creation, or by name.
    package func timers(from time: Timestamp, limit: Int, own: Generation?) -> [TimerEntry] {
        var delays: [(number: Int, delay: Delay)] = []
        var components: Set<TimerEntry> = []
        var leases: [(until: Timestamp, log: ExecutionLog)] = []
        for id in unfinished {
            guard let log = logs[id] else { continue }
            delays += log.delays.values.filter { $0.expiresAt >= time }.map { (log.number, $0) }
            if case .pending(let due) = log.row.state, due >= time, isFree(log.row) {
                components.insert(TimerEntry(at: due, subject: .component(log.row.component)))
            }
            if log.row.state == .locked, let until = log.row.leaseUntil, until >= time, let owner = log.row.owner,
                owner != own, !hasEnded(owner)
            {
                leases.append((until, log))
            }
        }
        delays.sort { left, right in
            (left.delay.expiresAt, left.number, left.delay.id.text)
                < (right.delay.expiresAt, right.number, right.delay.id.text)
        }
        leases.sort { ($0.until, $0.log.number) < ($1.until, $1.log.number) }
        let entries =
            delays.map { TimerEntry(at: $0.delay.expiresAt, subject: .delay($0.delay)) }
            + components.sorted { ($0.at, "\($0.subject)") < ($1.at, "\($1.subject)") }
            + leases.map { TimerEntry(at: $0.until, subject: .lease($0.log.row.id, epoch: $0.log.row.epoch)) }
        let ordered = entries.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
        return ordered.prefix(limit).map(\.element)
    }

    /// Executions that a generation owns and that are due, in order of creation.
    package func woken(of owner: Generation, after: ExecutionID?, limit: Int) -> [ExecutionID] {
        let start = after.map { logs[$0]?.number ?? .max } ?? 0
        let woken = unfinished.compactMap { logs[$0] }.filter { log in
            guard log.row.owner == owner, case .pending = log.row.state else { return false }
            return log.number > start
        }
        return woken.sorted { $0.number < $1.number }.prefix(limit).map(\.row.id)
    }

    /// Executions that are locked by a generation that has ended, by generation, then by lease, then in order of
    /// creation.
    package func orphans(limit: Int) -> [ExecutionRow] {
        let orphans = unfinished.compactMap { logs[$0] }.compactMap { log -> (owner: Generation, log: ExecutionLog)? in
            guard log.row.state == .locked, let owner = log.row.owner, hasEnded(owner) else { return nil }
            return (owner, log)
        }
        let none = Timestamp(microsecondsSinceEpoch: .min)
        return orphans.sorted { left, right in
            (left.owner, left.log.row.leaseUntil ?? none, left.log.number)
                < (right.owner, right.log.row.leaseUntil ?? none, right.log.number)
        }.prefix(limit).map(\.log.row)
    }
}
