import GRDB
import ObeliskCore
import ObeliskTestSupport
import Testing

@testable import ObeliskSQLite

/// How SQLite means to carry out the store's statements: by an index or a key, never by looking at a whole table.
@Suite struct PlanTests {
    private let directory: TemporaryDirectory
    private let pool: DatabasePool

    init() throws {
        directory = try TemporaryDirectory()
        let opening = DatabaseOpening(SQLiteConfiguration(path: directory.path + "/obelisk.sqlite"))
        pool = try opening.open(now: ManualClock().now)
    }

    /// The steps of a statement's plan.
    private func plan(_ sql: String) throws -> [String] {
        try pool.writeWithoutTransaction { database in
            let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
            statement.setUncheckedArguments(StatementArguments((0..<sql.count { $0 == "?" }).map { _ in 1 }))
            return try Row.fetchAll(statement).map { $0["detail"] as String }
        }
    }

    @Test func noStatementOfTheWriterScansOrSorts() throws {
        let statements = try pool.writeWithoutTransaction { try WriterStatements($0).all.map(\.sql) }
        #expect(statements.count > 25)
        let words = ["SELECT", "INSERT", "UPDATE", "DELETE"]
        for sql in statements where words.contains(where: sql.hasPrefix) {
            let steps = try plan(sql)
            let unbounded = steps.filter { step in
                step.hasPrefix("SCAN") && !step.contains("CONSTANT ROW") || step.contains("TEMP B-TREE")
            }
            #expect(unbounded.isEmpty, "\(sql)")
        }
    }

    @Test func noReadScans() throws {
        for sql in ReadingSQL.all {
            let steps = try plan(sql)
            #expect(!steps.contains { $0.hasPrefix("SCAN") }, "\(sql)")
            // Only what goes through all that is locked has to be sorted.
            let sorts = steps.contains { $0.contains("TEMP B-TREE") }
            #expect(!sorts || sql.contains("state = 'locked'"), "\(sql)")
        }
    }

    @Test func everyListGoesByItsIndexInOrder() throws {
        let indexes: [Selection.Way: String] = [
            .id: "sqlite_autoindex_execution_1 (id>? AND id<?)",
            .state: "execution_open (state=? AND rowid>? AND rowid<?)",
            .hold: "execution_held (hold=? AND rowid>? AND rowid<?)",
            .tops: "execution_top (parent=? AND rowid>? AND rowid<?)",
            .block: "INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
            .all: "INTEGER PRIMARY KEY (rowid>? AND rowid<?)",
        ]
        for way in Selection.Way.allCases {
            var query = ExecutionQuery(idPrefix: way == .id ? "a" : nil, limit: 5)
            for (functionPrefix, statuses) in [(nil, []), ("a:b/c", []), ("a:b/c", ["finished", "paused"])]
                as [(String?, [String])]
            {
                query.functionPrefix = functionPrefix
                query.statuses = Set(statuses)
                for includesChildren in [true, false] {
                    query.includesChildren = includesChildren
                    let steps = try plan(Selection(query, way).sql)
                    #expect(steps[0].hasSuffix(indexes[way] ?? ""), "\(way): \(steps)")
                    #expect(!steps.contains { $0.hasPrefix("SCAN") }, "\(way): \(steps)")
                    // Executions of a beginning are found by id, and have to be put in order.
                    #expect(steps.contains { $0.contains("TEMP B-TREE") } == (way == .id), "\(way): \(steps)")
                }
            }
        }
        for sql in [Selection.previousBlock, Selection.nextFunction] {
            #expect(try plan(sql).allSatisfy { $0.hasPrefix("SEARCH") })
        }
    }

    /// What goes on being blocked or locked is moved in no index: the statement for it touches none.
    @Test func whatStaysWhereItIsTouchesNoIndex() throws {
        try pool.writeWithoutTransaction { database in
            let advance = try WriterStatements(database).advanceRow.sql
            let indexes = try Int.fetchAll(
                database, sql: "SELECT rootpage FROM sqlite_master WHERE type = 'index' AND tbl_name = 'execution'")
            #expect(indexes.count == 6)
            let statement = try database.makeStatement(sql: "EXPLAIN " + advance)
            statement.setUncheckedArguments(StatementArguments((0..<advance.count { $0 == "?" }).map { _ in 1 }))
            let opened = try Row.fetchAll(statement).filter { ($0["opcode"] as String) == "OpenWrite" }
                .map { $0["p2"] as Int }
            #expect(opened.count == 1 && !opened.contains(where: indexes.contains))
        }
    }
}
