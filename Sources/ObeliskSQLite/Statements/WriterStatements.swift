internal import GRDB

/// Every statement of the writer's connection, compiled once.
struct WriterStatements {
    /// What frames a transaction comes first, then what reads and writes each table; the table of nodes is last.
    let begin, commit, rollback, savepoint, release, rollbackToSavepoint: PreparedStatement
    let dataVersion: PreparedStatement
    let row, created, due, hasDue: PreparedStatement
    let insertRow, updateRow, insertEvent: PreparedStatement
    let lastSequence, hasResponse, insertResponse: PreparedStatement
    let delay, insertDelay, deleteDelay, deleteDelays: PreparedStatement
    let insertOutput, upsertPublished: PreparedStatement
    let unfinished, countUnfinished: PreparedStatement
    let hasEnded, endNode, endGeneration, insertNode, beat, endSilent: PreparedStatement

    init(_ database: Database) throws {
        func prepare(_ sql: String) throws -> PreparedStatement { try PreparedStatement(sql, on: database) }
        let columns = ExecutionColumns.list
        let fixed = ExecutionColumns.fixed
        let changing = ExecutionColumns.changing

        begin = try prepare("BEGIN IMMEDIATE")
        commit = try prepare("COMMIT")
        rollback = try prepare("ROLLBACK")
        savepoint = try prepare("SAVEPOINT logical")
        release = try prepare("RELEASE logical")
        rollbackToSavepoint = try prepare("ROLLBACK TO logical")
        dataVersion = try prepare("PRAGMA data_version")

        row = try prepare("SELECT \(columns) FROM execution WHERE id = ?")
        created = try prepare("SELECT body FROM event WHERE execution = ? AND version = 0")
        let dueRows = """
            FROM execution INDEXED BY execution_due
            WHERE component = ? AND due_at <= ? AND \(ExecutionColumns.isFree)
            """
        due = try prepare("SELECT \(columns) \(dueRows) ORDER BY due_at, id LIMIT ?")
        hasDue = try prepare("SELECT id \(dueRows) LIMIT ?")
        insertRow = try prepare(
            """
            INSERT INTO execution (\((fixed + changing).joined(separator: ", ")))
            VALUES (\((fixed + changing).map { _ in "?" }.joined(separator: ", ")))
            """)
        updateRow = try prepare(
            "UPDATE execution SET \(changing.map { "\($0) = ?" }.joined(separator: ", ")) WHERE id = ?")
        insertEvent = try prepare(
            "INSERT INTO event (execution, version, epoch, time, kind, body) VALUES (?, ?, ?, ?, ?, ?)")

        lastSequence = try prepare("SELECT max(sequence) FROM response WHERE execution = ?")
        hasResponse = try prepare(
            "SELECT 1 FROM response WHERE execution = ? AND sequence > ? AND join_set = ? LIMIT 1")
        insertResponse = try prepare(
            """
            INSERT INTO response (execution, sequence, join_set, child, child_version, delay, delay_ended_as)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        delay = try prepare("SELECT join_set, expires_at FROM delay WHERE execution = ? AND id = ?")
        insertDelay = try prepare("INSERT INTO delay (execution, id, join_set, expires_at) VALUES (?, ?, ?, ?)")
        deleteDelay = try prepare("DELETE FROM delay WHERE execution = ? AND id = ?")
        deleteDelays = try prepare("DELETE FROM delay WHERE execution = ?")
        insertOutput = try prepare(
            """
            INSERT INTO output (execution, cursor, position, ordinal, time, source, fields, text)
            SELECT ?1, coalesce((SELECT max(cursor) FROM output WHERE execution = ?1), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7
            WHERE NOT EXISTS (SELECT 1 FROM output WHERE execution = ?1 AND position = ?2 AND ordinal = ?3)
            """)
        upsertPublished = try prepare(
            """
            INSERT INTO published (execution, name, value) VALUES (?, ?, ?)
            ON CONFLICT (execution, name) DO UPDATE SET value = excluded.value
            """)

        unfinished = try prepare("SELECT value FROM counter WHERE name = 'unfinished'")
        countUnfinished = try prepare("UPDATE counter SET value = value + ? WHERE name = 'unfinished'")

        hasEnded = try prepare("SELECT 1 FROM node WHERE generation = ? AND ended_at IS NOT NULL")
        endNode = try prepare("UPDATE node SET ended_at = ? WHERE name = ? AND ended_at IS NULL")
        endGeneration = try prepare("UPDATE node SET ended_at = ? WHERE generation = ? AND ended_at IS NULL")
        insertNode = try prepare("INSERT INTO node (name, began_at) VALUES (?, ?) RETURNING generation")
        beat = try prepare(
            "UPDATE node SET heartbeat_at = ? WHERE generation = ? AND ended_at IS NULL RETURNING generation")
        endSilent = try prepare(
            "UPDATE node SET ended_at = ? WHERE generation = ? AND ended_at IS NULL AND heartbeat_at IS ?")
    }
}
