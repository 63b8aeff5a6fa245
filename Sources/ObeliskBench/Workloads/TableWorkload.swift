import Foundation
import GRDB
import ObeliskCore
import ObeliskSQLite
import ObeliskServer

/// Lists and claims against the number of finished executions in the table.
struct TableWorkload {
    private let options: BenchOptions
    private let report: BenchReport

    private static let repeats = 100
    private static let rowsPerFill = 1_000_000

    init(_ options: BenchOptions, _ report: BenchReport) {
        self.options = options
        self.report = report
    }

    /// Fills the table further and further.
    func run() async throws {
        let path = options.directory.appending(path: "obelisk.sqlite").path
        var filled = 0
        for rows in [1_000, 10_000, 100_000, 1_000_000] + (options.isLong ? [10_000_000] : []) {
            var configuration = SQLiteConfiguration(path: path)
            configuration.synchronous = .normal
            if filled == 0 {
                let store = try SQLiteStore(configuration, clock: SystemClock())
                try await create("rare", FunctionName(interface: "bench:scripted/guests", function: "rare"), store)
                store.close()
            }
            while filled < rows {
                let end = min(rows, filled + Self.rowsPerFill)
                try await fill(path, from: filled, to: end)
                filled = end
            }
            let store = try SQLiteStore(configuration, clock: SystemClock())
            try await measure(store, rows)
            store.close()
        }
    }

    /// Finished executions as the engine leaves them: one parent in four rows.
    private func fill(_ path: String, from: Int, to: Int) async throws {
        let database = try DatabaseQueue(path: path)
        // What is lost in a crash is made anew.
        try await database.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = OFF; PRAGMA cache_size = -200000")
        }
        try await database.write { database in
            let last = try Int.fetchOne(database, sql: "SELECT max(key) FROM execution") ?? 0
            try database.execute(
                sql: """
                    WITH RECURSIVE number(n) AS (SELECT ?1 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < ?2)
                    INSERT INTO execution (key, id, function, component, kind, parent, join_set, state, ended_as, hold,
                        version, epoch, attempt, responses, created_at, updated_at)
                    SELECT ?3 + 1 + n - ?1,
                        printf('E_%026d', n / 4) || CASE WHEN n % 4 = 0 THEN '' ELSE '.o:' || (n % 4) || '-work_1' END,
                        'bench:scripted/guests.' || CASE WHEN n % 4 = 0 THEN 'series' ELSE 'work' END,
                        CASE WHEN n % 4 = 0 THEN 'workflows' ELSE 'activities' END,
                        CASE WHEN n % 4 = 0 THEN 'workflow' ELSE 'activity' END,
                        CASE WHEN n % 4 = 0 THEN NULL ELSE ?3 + 1 + n - ?1 - n % 4 END,
                        CASE WHEN n % 4 = 0 THEN NULL ELSE 'o:' || (n % 4) || '-work' END,
                        'finished', 'ok', 'none', 8, 1, n % 4 <> 0, CASE WHEN n % 4 = 0 THEN 3 ELSE 0 END,
                        1000000 + n, 1000000 + n
                    FROM number
                    """, arguments: [from, to, last])
            try database.execute(
                sql: """
                    INSERT OR IGNORE INTO function_block (function, is_top, block)
                    SELECT DISTINCT function, parent IS NULL, key / 256 FROM execution WHERE key > ?
                    """, arguments: [last])
        }
        try database.close()
    }

    private func measure(_ store: SQLiteStore, _ rows: Int) async throws {
        let generation = try await store.begin(node: "bench")
        var sample: [Double] = []
        for number in 0..<Self.repeats {
            try await create("due-\(rows)-\(number)", ScriptedGuests.series, store)
            let started = ContinuousClock.now
            let lock = Lock(
                locked: Locked(node: "bench", generation: generation, componentDigest: "sha256:01", attempt: nil))
            let request = ClaimRequest(component: "workflows", limit: 1, now: SystemClock().now, lock: lock)
            guard try await store.claim(request).count == 1 else { throw BenchFailure("nothing was claimed") }
            sample.append(started.duration(to: .now).inSeconds * 1e6)
        }
        report.line("claim_us", n: rows, Sample(sample).quantile(0.5))
        let tops = ExecutionQuery(includesChildren: false, limit: 100)
        try await list("list_newest_us", tops, store, rows)
        try await list("list_newest_with_children_us", ExecutionQuery(limit: 100), store, rows)
        var middle = tops
        middle.after = ExecutionID(
            stored: "E_" + String(repeating: "0", count: 26 - "\(rows / 8)".count) + "\(rows / 8)")
        try await list("list_middle_page_us", middle, store, rows)
        try await list("list_id_prefix_us", ExecutionQuery(idPrefix: "due-\(rows)-7", limit: 100), store, rows)
        for status in ["pending", "locked", "blocked", "paused", "parked", "cancelling"] {
            try await list("list_\(status)_us", ExecutionQuery(statuses: [status], limit: 100), store, rows)
        }
        let guests = "bench:scripted/guests"
        for (name, function) in [("none", "\(guests).none"), ("one", "\(guests).rare"), ("most", "\(guests).work")] {
            let query = ExecutionQuery(functionPrefix: function, limit: 100)
            try await list("list_function_\(name)_us", query, store, rows)
        }
        let unmet = ExecutionQuery(functionPrefix: "\(guests).work", includesChildren: false, limit: 100)
        try await list("list_function_only_as_child_us", unmet, store, rows)
        try await store.end(generation)
    }

    private func list(_ metric: String, _ query: ExecutionQuery, _ store: SQLiteStore, _ rows: Int) async throws {
        var sample: [Double] = []
        for _ in 0..<5 {
            let started = ContinuousClock.now
            _ = try await store.executions(query)
            sample.append(started.duration(to: .now).inSeconds * 1e6)
        }
        report.line(metric, n: rows, Sample(sample).quantile(0.5))
    }

    private func create(_ id: String, _ function: FunctionName, _ store: SQLiteStore) async throws {
        let now = SystemClock().now
        let created = Created(
            function: function, params: .emptyArray,
            component: function == ScriptedGuests.series ? "workflows" : "rare", due: now, seed: 1,
            memoryBytesMax: 1 << 20)
        let creation = Creation(id: ExecutionID(stored: id), kind: .workflow, created: created, time: now)
        guard case .committed = await store.commit([Transaction([.create(creation)])]).first else {
            throw BenchFailure("\(id) was not stored")
        }
    }
}
