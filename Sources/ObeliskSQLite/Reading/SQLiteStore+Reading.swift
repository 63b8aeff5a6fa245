internal import GRDB
package import ObeliskCore

extension SQLiteStore {
    /// Runs a read on a snapshot that holds all that was committed before.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws(StorageError)
        -> Value
    {
        do {
            return try await readers.read(body)
        } catch {
            throw errors.translate(error)
        }
    }

    package func execution(_ id: ExecutionID) async throws(StorageError) -> ExecutionRow? {
        try await read { database in
            try PreparedStatement(ReadingSQL.execution, on: database)
                .first({ $0.bind(id.text) }, { try ExecutionColumns.decode($0) })
        }
    }

    package func result(of id: ExecutionID) async throws(StorageError) -> (row: ExecutionRow, outcome: Outcome?)? {
        try await read { database in
            let row = try PreparedStatement(ReadingSQL.execution, on: database)
                .first({ $0.bind(id.text) }, { try ExecutionColumns.decode($0) })
            guard let row else { return nil }
            guard case .finished = row.state else { return (row, nil) }
            let last = try Self.events(of: id, from: row.version, limit: 1, in: database).first?.event
            guard case .finished(let outcome)? = last else {
                throw StorageError(.damaged, "the log of execution \(id) does not end with its 'finished' event")
            }
            return (row, outcome)
        }
    }

    package func events(of id: ExecutionID, from version: Int, limit: Int) async throws(StorageError) -> [LoggedEvent] {
        try await read { try Self.events(of: id, from: version, limit: limit, in: $0) }
    }

    private static func events(
        of id: ExecutionID, from version: Int, limit: Int, in database: Database
    ) throws -> [LoggedEvent] {
        guard let key = try key(of: id, database) else { return [] }
        let start = Schema.place(of: 0, in: key)
        return try PreparedStatement(ReadingSQL.events, on: database).all(
            { bindings in
                bindings.bind(start + Int64(version))
                bindings.bind(Schema.place(of: 0, in: key + 1))
                bindings.bind(limit)
            },
            { columns in
                LoggedEvent(
                    version: Int(columns.int64(0) - start), epoch: columns.int(1),
                    time: Timestamp(microsecondsSinceEpoch: columns.int64(2)),
                    event: try Event(kind: columns.text(3), body: columns.bytes(4)))
            })
    }

    package func responses(
        of id: ExecutionID, after sequence: Int, limit: Int
    ) async throws(StorageError) -> [Response] {
        try await read { database in
            try PreparedStatement(ReadingSQL.responses, on: database).all(
                { bindings in
                    bindings.bind(id.text)
                    bindings.bind(sequence)
                    bindings.bind(limit)
                },
                { columns in
                    guard let body = try Self.responseBody(columns, of: id) else {
                        throw StorageError(.damaged, "response \(columns.int(0)) of execution \(id) cannot be read")
                    }
                    return Response(
                        sequence: columns.int(0), joinSet: JoinSetID(stored: columns.text(1)), body: body)
                })
        }
    }

    private static func responseBody(_ columns: Columns, of id: ExecutionID) throws -> Response.Body? {
        if let delay = columns.text(ifPresent: 3) {
            return DelayOutcome(rawValue: columns.text(4)).map { .delay(DelayID(name: delay, in: id), $0) }
        }
        guard let child = columns.text(ifPresent: 2), !columns.isNull(5),
            case .finished(let outcome) = try Event(kind: columns.text(5), body: columns.bytes(6))
        else { return nil }
        return .child(ExecutionID(stored: child), outcome)
    }

    package func output(
        of id: ExecutionID, after cursor: Int, limit: Int
    ) async throws(StorageError) -> [StoredOutputLine] {
        try await read { database in
            try PreparedStatement(ReadingSQL.output, on: database).all(
                { bindings in
                    bindings.bind(id.text)
                    bindings.bind(cursor)
                    bindings.bind(limit)
                },
                { columns in
                    let fields = columns.isNull(5) ? nil : columns.bytes(5)
                    guard let source = OutputLine.Source(stored: columns.text(4), fields: fields) else {
                        throw StorageError(.damaged, "output line \(columns.int(0)) of execution \(id) cannot be read")
                    }
                    let line = OutputLine(
                        position: columns.int(1), ordinal: columns.int(2),
                        time: Timestamp(microsecondsSinceEpoch: columns.int64(3)), source: source, text: columns.text(6)
                    )
                    return StoredOutputLine(cursor: columns.int(0), line: line)
                })
        }
    }

    package func published(by id: ExecutionID) async throws(StorageError) -> [Published] {
        try await read { database in
            try PreparedStatement(ReadingSQL.published, on: database)
                .all({ $0.bind(id.text) }, { Published(name: $0.text(0), value: JSONText(valid: $0.bytes(1))) })
        }
    }
}
