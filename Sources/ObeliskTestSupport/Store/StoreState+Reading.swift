package import ObeliskCore

extension StoreState {
    /// A page of executions, newest first.
    package func executions(_ query: ExecutionQuery) -> [ExecutionRow] {
        let rows = logs.values.map(\.row).filter { row in
            if let prefix = query.idPrefix, !row.id.text.hasPrefix(prefix) { return false }
            if let prefix = query.functionPrefix {
                let name = row.function.text
                guard name == prefix || name.hasPrefix(prefix + ".") || name.hasPrefix(prefix + "/") else {
                    return false
                }
            }
            if !query.statuses.isEmpty, !query.statuses.contains(row.status.word) { return false }
            if !query.includesChildren, row.parent != nil { return false }
            if let after = query.after, (row.createdAt, row.id) >= (after.createdAt, after.id) { return false }
            return true
        }
        return Array(rows.sorted { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }.prefix(query.limit))
    }

    /// What becomes due at or after `time`, for a node whose own generation is `own`.
    ///
    /// At the same time delays come first, then components, then leases, each by id or name.
    package func timers(from time: Timestamp, limit: Int, own: Generation?) -> [TimerEntry] {
        var delays: [Delay] = []
        var components: Set<TimerEntry> = []
        var leases: [(until: Timestamp, row: ExecutionRow)] = []
        for id in unfinished {
            guard let log = logs[id] else { continue }
            delays += log.delays.values.filter { $0.expiresAt >= time }
            if case .pending(let due) = log.row.state, due >= time, isFree(log.row) {
                components.insert(TimerEntry(at: due, subject: .component(log.row.component)))
            }
            if log.row.state == .locked, let until = log.row.leaseUntil, until >= time, let owner = log.row.owner,
                owner != own, !hasEnded(owner)
            {
                leases.append((until, log.row))
            }
        }
        delays.sort { ($0.expiresAt, $0.execution, $0.id.text) < ($1.expiresAt, $1.execution, $1.id.text) }
        leases.sort { ($0.until, $0.row.id) < ($1.until, $1.row.id) }
        let entries =
            delays.map { TimerEntry(at: $0.expiresAt, subject: .delay($0)) }
            + components.sorted { ($0.at, "\($0.subject)") < ($1.at, "\($1.subject)") }
            + leases.map { TimerEntry(at: $0.until, subject: .lease($0.row.id, epoch: $0.row.epoch)) }
        let ordered = entries.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
        return ordered.prefix(limit).map(\.element)
    }

    /// Executions that a generation owns and that are due, by id.
    package func woken(of owner: Generation, after: ExecutionID?, limit: Int) -> [ExecutionID] {
        let ids = unfinished.filter { id in
            guard let row = logs[id]?.row, row.owner == owner, case .pending = row.state else { return false }
            return after.map { $0 < id } ?? true
        }
        return Array(ids.sorted().prefix(limit))
    }

    /// Executions that are locked by a generation that has ended, by generation, then by lease, then by id.
    package func orphans(limit: Int) -> [ExecutionRow] {
        let rows = unfinished.compactMap { logs[$0]?.row }.compactMap { row -> (Generation, ExecutionRow)? in
            guard row.state == .locked, let owner = row.owner, hasEnded(owner) else { return nil }
            return (owner, row)
        }
        let none = Timestamp(microsecondsSinceEpoch: .min)
        return rows.sorted { left, right in
            (left.0, left.1.leaseUntil ?? none, left.1.id) < (right.0, right.1.leaseUntil ?? none, right.1.id)
        }.prefix(limit).map(\.1)
    }
}
