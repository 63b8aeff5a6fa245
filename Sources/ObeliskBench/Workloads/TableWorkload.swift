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
            try SQLiteStore(configuration, clock: SystemClock()).close()
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
        try await database.write { database in
            try database.execute(
                sql: """
                    WITH RECURSIVE number(n) AS (SELECT ? UNION ALL SELECT n + 1 FROM number WHERE n + 1 < ?)
                    INSERT INTO execution (id, function, component, kind, parent, join_set, state, ended_as, hold,
                        version, epoch, attempt, created_at, updated_at)
                    SELECT printf('E_%026d', n / 4) || CASE WHEN n % 4 = 0 THEN '' ELSE '.o:' || (n % 4) || '-work_1' END,
                        'bench:scripted/guests.' || CASE WHEN n % 4 = 0 THEN 'series' ELSE 'work' END,
                        CASE WHEN n % 4 = 0 THEN 'workflows' ELSE 'activities' END,
                        CASE WHEN n % 4 = 0 THEN 'workflow' ELSE 'activity' END,
                        CASE WHEN n % 4 = 0 THEN NULL ELSE printf('E_%026d', n / 4) END,
                        CASE WHEN n % 4 = 0 THEN NULL ELSE 'o:' || (n % 4) || '-work' END,
                        'finished', 'ok', 'none', 8, 1, n % 4 <> 0, 1000000 + n, 1000000 + n
                    FROM number
                    """, arguments: [from, to])
        }
        try database.close()
    }

    private func measure(_ store: SQLiteStore, _ rows: Int) async throws {
        let generation = try await store.begin(node: "bench")
        var sample: [Double] = []
        for number in 0..<Self.repeats {
            try await create("due-\(rows)-\(number)", store)
            let started = ContinuousClock.now
            let lock = Lock(
                locked: Locked(node: "bench", generation: generation, componentDigest: "sha256:01", attempt: nil))
            let request = ClaimRequest(component: "workflows", limit: 1, now: SystemClock().now, lock: lock)
            guard try await store.claim(request).count == 1 else { throw BenchFailure("nothing was claimed") }
            sample.append(started.duration(to: .now).inSeconds * 1e6)
        }
        report.line("claim_us", n: rows, Sample(sample).quantile(0.5))
        var tops = ExecutionQuery(includesChildren: false, limit: 100)
        try await list("list_newest_us", tops, store, rows)
        try await list("list_newest_with_children_us", ExecutionQuery(limit: 100), store, rows)
        try await list("list_id_prefix_us", ExecutionQuery(idPrefix: "due-\(rows)-7", limit: 100), store, rows)
        try await list("list_pending_us", ExecutionQuery(statuses: ["pending"], limit: 100), store, rows)
        try await list("list_locked_us", ExecutionQuery(statuses: ["locked"], limit: 100), store, rows)
        try await list("list_parked_us", ExecutionQuery(statuses: ["parked"], limit: 100), store, rows)
        let none = ExecutionQuery(functionPrefix: "bench:scripted/guests.none", includesChildren: false, limit: 100)
        try await list("list_function_without_any_us", none, store, rows)
        tops.after = (Timestamp(microsecondsSinceEpoch: 1_000_000 + Int64(rows) / 2), ExecutionID(stored: "E_"))
        try await list("list_middle_page_us", tops, store, rows)
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

    private func create(_ id: String, _ store: SQLiteStore) async throws {
        let now = SystemClock().now
        let created = Created(
            function: ScriptedGuests.series, params: .emptyArray, component: "workflows", due: now, seed: 1,
            memoryBytesMax: 1 << 20)
        let creation = Creation(id: ExecutionID(stored: id), kind: .workflow, created: created, time: now)
        guard case .committed = await store.commit([Transaction([.create(creation)])]).first else {
            throw BenchFailure("\(id) was not stored")
        }
    }
}
