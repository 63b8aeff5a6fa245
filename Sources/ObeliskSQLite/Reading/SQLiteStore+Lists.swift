internal import GRDB
package import ObeliskCore

extension SQLiteStore {
    package func executions(_ query: ExecutionQuery) async throws(StorageError) -> [ExecutionRow] {
        try await read { database in
            var conditions: [String] = []
            var binders: [(inout Bindings) -> Void] = []
            if let prefix = query.idPrefix, !prefix.isEmpty {
                // The bounds let the key be used; no id holds a character behind U+10FFFF.
                conditions.append("id >= ? AND id < ?")
                binders.append { $0.bind(prefix) }
                binders.append { $0.bind(prefix + "\u{10FFFF}") }
            }
            if let prefix = query.functionPrefix {
                conditions.append("(function = ? OR substr(function, 1, ?) IN (?, ?))")
                binders.append { $0.bind(prefix) }
                binders.append { $0.bind(prefix.unicodeScalars.count + 1) }
                binders.append { $0.bind(prefix + ".") }
                binders.append { $0.bind(prefix + "/") }
            }
            if !query.statuses.isEmpty {
                conditions.append("\(Self.statusWord) IN (\(query.statuses.map { _ in "?" }.joined(separator: ", ")))")
                for status in query.statuses { binders.append { $0.bind(status) } }
            }
            if !query.includesChildren { conditions.append("parent IS NULL") }
            if let after = query.after {
                conditions.append("(created_at, id) < (?, ?)")
                binders.append { $0.bind(after.createdAt.microsecondsSinceEpoch) }
                binders.append { $0.bind(after.id.text) }
            }
            let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
            let sql = """
                SELECT \(ExecutionColumns.list) FROM execution \(filter) ORDER BY created_at DESC, id DESC LIMIT ?
                """
            return try PreparedStatement(sql, on: database).all(
                { bindings in
                    for bind in binders { bind(&bindings) }
                    bindings.bind(query.limit)
                }, { try ExecutionColumns.decode($0) })
        }
    }

    /// The word of a row's status, as `ExecutionStatus.word` gives it.
    private static let statusWord = """
        CASE WHEN state = 'finished' THEN state WHEN hold <> 'none' THEN hold ELSE state END
        """

    package func orphans(limit: Int) async throws(StorageError) -> [ExecutionRow] {
        let sql = """
            SELECT \(ExecutionColumns.list) FROM execution INDEXED BY execution_locked
            WHERE state = 'locked' AND owner = ? ORDER BY lease_until, id LIMIT ?
            """
        return try await read { database in
            var rows: [ExecutionRow] = []
            for owner in try Self.owners(database, areEnded: true) where rows.count < limit {
                rows += try PreparedStatement(sql, on: database).all(
                    { bindings in
                        bindings.bind(owner)
                        bindings.bind(limit - rows.count)
                    }, { try ExecutionColumns.decode($0) })
            }
            return rows
        }
    }

    package func woken(
        of owner: Generation, after: ExecutionID?, limit: Int
    ) async throws(StorageError) -> [ExecutionID] {
        let sql = """
            SELECT id FROM execution INDEXED BY execution_woken
            WHERE state = 'pending' AND owner = ? AND id > ? ORDER BY id LIMIT ?
            """
        return try await read { database in
            try PreparedStatement(sql, on: database).all(
                { bindings in
                    bindings.bind(owner.number)
                    bindings.bind(after?.text ?? "")
                    bindings.bind(limit)
                }, { ExecutionID(stored: $0.text(0)) })
        }
    }

    /// The generations that hold locked executions, in order: one step through the index for each.
    private static func owners(_ database: Database, areEnded: Bool) throws -> [Int64] {
        let next = try PreparedStatement(
            """
            SELECT owner, EXISTS (SELECT 1 FROM node WHERE generation = owner AND ended_at IS NOT NULL)
            FROM execution INDEXED BY execution_locked
            WHERE state = 'locked' AND owner > ? ORDER BY owner LIMIT 1
            """, on: database)
        var owners: [Int64] = []
        var last: Int64 = 0
        while let (owner, isEnded) = try next.first({ $0.bind(last) }, { ($0.int64(0), $0.int(1) == 1) }) {
            if isEnded == areEnded { owners.append(owner) }
            last = owner
        }
        return owners
    }

    package func timers(from time: Timestamp, limit: Int) async throws(StorageError) -> [TimerEntry] {
        let own = ownGeneration?.number
        let start = time.microsecondsSinceEpoch
        return try await read { database in
            var entries = try Self.delayTimers(database, from: start, limit: limit)
            for component in try Self.components(database) {
                entries += try Self.componentTimers(database, component, from: start, limit: limit)
            }
            var leases: [(id: String, entry: TimerEntry)] = []
            for owner in try Self.owners(database, areEnded: false) where owner != own {
                leases += try Self.leaseTimers(database, owner, from: start, limit: limit)
            }
            leases.sort { ($0.entry.at, $0.id) < ($1.entry.at, $1.id) }
            entries += leases.map(\.entry)
            // At the same time delays come first, then components, then leases, each by id or name.
            let ordered = entries.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            return ordered.prefix(limit).map(\.element)
        }
    }

    private static func delayTimers(_ database: Database, from start: Int64, limit: Int) throws -> [TimerEntry] {
        let sql = """
            SELECT execution, id, join_set, expires_at FROM delay WHERE expires_at >= ?
            ORDER BY expires_at, execution, id LIMIT ?
            """
        return try PreparedStatement(sql, on: database).all(
            { bindings in
                bindings.bind(start)
                bindings.bind(limit)
            },
            { columns in
                let delay = Delay(
                    id: DelayID(stored: columns.text(1)), execution: ExecutionID(stored: columns.text(0)),
                    joinSet: JoinSetID(stored: columns.text(2)),
                    expiresAt: Timestamp(microsecondsSinceEpoch: columns.int64(3)))
                return TimerEntry(at: delay.expiresAt, subject: .delay(delay))
            })
    }

    /// The components that have claimable rows, by name: one step through the index for each.
    private static func components(_ database: Database) throws -> [String] {
        let next = try PreparedStatement(
            """
            SELECT component FROM execution INDEXED BY execution_due
            WHERE state = 'pending' AND hold IN ('none', 'cancelling') AND component > ? ORDER BY component LIMIT 1
            """, on: database)
        var components: [String] = []
        while let name = try next.first({ $0.bind(components.last ?? "") }, { $0.text(0) }) { components.append(name) }
        return components
    }

    private static func componentTimers(
        _ database: Database, _ component: String, from start: Int64, limit: Int
    ) throws -> [TimerEntry] {
        let sql = """
            SELECT DISTINCT due_at FROM execution INDEXED BY execution_due
            WHERE component = ? AND due_at >= ? AND \(ExecutionColumns.isFree) ORDER BY due_at LIMIT ?
            """
        return try PreparedStatement(sql, on: database).all(
            { bindings in
                bindings.bind(component)
                bindings.bind(start)
                bindings.bind(limit)
            },
            { columns in
                TimerEntry(at: Timestamp(microsecondsSinceEpoch: columns.int64(0)), subject: .component(component))
            })
    }

    private static func leaseTimers(
        _ database: Database, _ owner: Int64, from start: Int64, limit: Int
    ) throws -> [(id: String, entry: TimerEntry)] {
        let sql = """
            SELECT id, epoch, lease_until FROM execution INDEXED BY execution_locked
            WHERE state = 'locked' AND owner = ? AND lease_until >= ? ORDER BY lease_until, id LIMIT ?
            """
        return try PreparedStatement(sql, on: database).all(
            { bindings in
                bindings.bind(owner)
                bindings.bind(start)
                bindings.bind(limit)
            },
            { columns in
                let id = columns.text(0)
                let subject = TimerEntry.Subject.lease(ExecutionID(stored: id), epoch: columns.int(1))
                return (id, TimerEntry(at: Timestamp(microsecondsSinceEpoch: columns.int64(2)), subject: subject))
            })
    }
}
