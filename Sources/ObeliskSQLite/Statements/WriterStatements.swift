internal import GRDB

/// Every statement of the writer's connection, compiled once.
///
/// What frames a transaction comes first, then what reads and writes each table; the table of nodes is last.
final class WriterStatements {
    /// What frames a transaction, and a logical one within it.
    let begin, commit, rollback, savepoint, release, rollbackToSavepoint: PreparedStatement
    let dataVersion: PreparedStatement
    let row, created, hasClaimable, due, dueKeys: PreparedStatement
    let insertRow, updateRow, advanceRow, finishRow: PreparedStatement
    let insertBlock: PreparedStatement
    /// The statement at index n inserts n + 1 events: most transactions have several, and a statement for each costs a
    /// quarter more.
    let insertEvents: [PreparedStatement]
    let hasResponse, insertResponse: PreparedStatement
    let delay, insertDelay, deleteDelay, deleteDelays: PreparedStatement
    let insertOutput, upsertPublished: PreparedStatement
    let unfinished, countUnfinished: PreparedStatement
    let hasEnded, endNode, endGeneration, insertNode, beat, endSilent: PreparedStatement
    /// All of them, for a test of their plans.
    let all: [PreparedStatement]

    /// How many events one statement inserts.
    private static let eventsMax = 6

    init(_ database: Database) throws {
        var all: [PreparedStatement] = []
        func prepare(_ sql: String) throws -> PreparedStatement {
            let statement = try PreparedStatement(sql, on: database)
            all.append(statement)
            return statement
        }

        begin = try prepare("BEGIN IMMEDIATE")
        commit = try prepare("COMMIT")
        rollback = try prepare("ROLLBACK")
        savepoint = try prepare("SAVEPOINT logical")
        release = try prepare("RELEASE logical")
        rollbackToSavepoint = try prepare("ROLLBACK TO logical")
        dataVersion = try prepare("PRAGMA data_version")

        row = try prepare("SELECT \(ExecutionColumns.list) FROM execution WHERE id = ?")
        created = try prepare("SELECT body FROM event WHERE place = ?")
        let claimable =
            "FROM execution INDEXED BY execution_due WHERE component = ? AND \(ExecutionColumns.isClaimable)"
        hasClaimable = try prepare("SELECT 1 \(claimable) LIMIT 1")
        let isDue = "AND due_at <= ? AND \(ExecutionColumns.isFree)"
        due = try prepare("SELECT \(ExecutionColumns.list) \(claimable) \(isDue) ORDER BY due_at, key LIMIT ?")
        dueKeys = try prepare("SELECT key \(claimable) \(isDue) LIMIT ?")
        let (inserts, updates) = Self.rowStatements
        insertRow = try prepare(inserts)
        updateRow = try prepare(updates.all)
        advanceRow = try prepare(updates.plain)
        finishRow = try prepare(updates.end)
        insertBlock = try prepare(
            "INSERT OR IGNORE INTO function_block (function, is_top, block) VALUES (?, ?, ?)")
        insertEvents = try (1...Self.eventsMax).map { try prepare(Self.insertion(ofEvents: $0)) }

        hasResponse = try prepare(
            "SELECT 1 FROM response WHERE execution = ? AND sequence > ? AND join_set = ? LIMIT 1")
        insertResponse = try prepare(
            """
            INSERT INTO response (execution, sequence, join_set, child, child_version, delay, delay_ended_as)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """)
        delay = try prepare("SELECT join_set, expires_at FROM delay WHERE execution = ? AND name = ?")
        insertDelay = try prepare("INSERT INTO delay (execution, name, join_set, expires_at) VALUES (?, ?, ?, ?)")
        deleteDelay = try prepare("DELETE FROM delay WHERE execution = ? AND name = ?")
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
        self.all = all
    }

    /// Where one of several rows fails, those before it stay: whoever called takes back the whole transaction. To undo
    /// them itself, SQLite would copy each page first.
    private static func insertion(ofEvents count: Int) -> String {
        let rows = Array(repeating: "(?, ?, ?, ?, ?)", count: count).joined(separator: ", ")
        return "INSERT OR FAIL INTO event (place, epoch, time, kind, body) VALUES \(rows)"
    }

    /// SQLite goes through each index that a statement's columns could concern, whether their values change or not: so
    /// there is a statement for what moves a row in no index, and one for the end of what was locked.
    private static var rowStatements: (insert: String, update: (all: String, plain: String, end: String)) {
        let fixed = ExecutionColumns.fixed
        let indexed = ExecutionColumns.indexed
        let plain = ExecutionColumns.plain
        func assignments(_ columns: [String]) -> String { columns.map { "\($0) = ?" }.joined(separator: ", ") }
        let columns = fixed + indexed + plain
        return (
            """
            INSERT INTO execution (\(columns.joined(separator: ", ")))
            VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
            """,
            (
                "UPDATE execution SET \(assignments(indexed + plain)) WHERE key = ?",
                "UPDATE execution SET \(assignments(plain)) WHERE key = ?",
                "UPDATE execution SET state = 'finished', owner = NULL, \(assignments(plain)) WHERE key = ?"
            )
        )
    }
}
