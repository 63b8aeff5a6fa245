internal import GRDB
package import ObeliskCore

extension SQLiteStore {
    package func executions(_ query: ExecutionQuery) async throws(StorageError) -> [ExecutionRow] {
        try await read { try ExecutionList(query, $0).page() }
    }

    package func orphans(limit: Int) async throws(StorageError) -> [ExecutionRow] {
        try await read { database in
            try PreparedStatement(ReadingSQL.orphans, on: database)
                .all({ $0.bind(limit) }, { try ExecutionColumns.decode($0) })
        }
    }

    package func woken(
        of owner: Generation, after: ExecutionID?, limit: Int
    ) async throws(StorageError) -> [ExecutionID] {
        try await read { database in
            var start: Int64 = 0
            if let after {
                guard let key = try Self.key(of: after, database) else { return [] }
                start = key
            }
            return try PreparedStatement(ReadingSQL.woken, on: database).all(
                { bindings in
                    bindings.bind(owner.number)
                    bindings.bind(start)
                    bindings.bind(limit)
                }, { ExecutionID(stored: $0.text(0)) })
        }
    }

    /// The key of an execution; nil if there is none.
    static func key(of id: ExecutionID, _ database: Database) throws -> Int64? {
        try PreparedStatement(ReadingSQL.key, on: database).first({ $0.bind(id.text) }, { $0.int64(0) })
    }

    package func timers(from time: Timestamp, limit: Int) async throws(StorageError) -> [TimerEntry] {
        let own = ownGeneration?.number
        let start = time.microsecondsSinceEpoch
        return try await read { database in
            var entries = try Self.delayTimers(database, from: start, limit: limit)
            for component in try Self.components(database) {
                entries += try Self.componentTimers(database, component, from: start, limit: limit)
            }
            entries += try Self.leaseTimers(database, notOf: own, from: start, limit: limit)
            // At the same time delays come first, then components, then leases, as each was read.
            let ordered = entries.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            return ordered.prefix(limit).map(\.element)
        }
    }

    private static func delayTimers(_ database: Database, from start: Int64, limit: Int) throws -> [TimerEntry] {
        try PreparedStatement(ReadingSQL.delayTimers, on: database).all(
            { bindings in
                bindings.bind(start)
                bindings.bind(limit)
            },
            { columns in
                let execution = ExecutionID(stored: columns.text(0))
                let delay = Delay(
                    id: DelayID(name: columns.text(1), in: execution), execution: execution,
                    joinSet: JoinSetID(stored: columns.text(2)),
                    expiresAt: Timestamp(microsecondsSinceEpoch: columns.int64(3)))
                return TimerEntry(at: delay.expiresAt, subject: .delay(delay))
            })
    }

    /// The components that have claimable rows, by name: one step through the index for each.
    private static func components(_ database: Database) throws -> [String] {
        let next = try PreparedStatement(ReadingSQL.nextComponent, on: database)
        var components: [String] = []
        while let name = try next.first({ $0.bind(components.last ?? "") }, { $0.text(0) }) { components.append(name) }
        return components
    }

    private static func componentTimers(
        _ database: Database, _ component: String, from start: Int64, limit: Int
    ) throws -> [TimerEntry] {
        try PreparedStatement(ReadingSQL.componentTimers, on: database).all(
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
        _ database: Database, notOf own: Int64?, from start: Int64, limit: Int
    ) throws -> [TimerEntry] {
        try PreparedStatement(ReadingSQL.leaseTimers, on: database).all(
            { bindings in
                bindings.bind(start)
                bindings.bind(own)
                bindings.bind(limit)
            },
            { columns in
                let lease = TimerEntry.Subject.lease(ExecutionID(stored: columns.text(0)), epoch: columns.int(1))
                return TimerEntry(at: Timestamp(microsecondsSinceEpoch: columns.int64(2)), subject: lease)
            })
    }
}
