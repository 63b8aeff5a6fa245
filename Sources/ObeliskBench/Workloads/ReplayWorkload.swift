import Foundation
import ObeliskCore
import ObeliskEngine
import ObeliskSQLite

/// W7: a workflow with a long history is taken up again.
struct ReplayWorkload {
    private let options: BenchOptions
    private let report: BenchReport

    private static let steps = 10_000
    private static let repeats = 5

    init(_ options: BenchOptions, _ report: BenchReport) {
        self.options = options
        self.report = report
    }

    /// Measures the history of DESIGN §10, by a guest of the example.
    func run() async throws {
        let plan = try await ExampleNode.plan(options)
        var version = 2 * Self.steps
        try await ExampleNode.run(plan, in: options.directory, synchronous: .normal) { [version] example in
            let id = try await example.submit(ExampleNode.fiboa, params: "[10, 4000000]", id: "long")
            try await example.node.reach(version, of: id)
        }
        for _ in 0..<Self.repeats {
            version = try await ExampleNode.run(plan, in: options.directory) { [report, version] example in
                try await example.node.wakeUp(of: "long", behind: version, n: Self.steps, report)
            }
        }
    }

    /// Wake-up time against the length of the history, by a scripted guest.
    func runCurve() async throws {
        let guests = ScriptedGuests()
        for events in [10, 100, 1_000, 10_000, 100_000] + (options.isLong ? [1_000_000] : []) {
            let directory = options.directory.appending(path: "history-\(events)")
            var setup = BenchNode.Setup(directory: directory, runtime: guests, registry: guests)
            setup.synchronous = .normal
            try await BenchNode.run(setup) { node in
                try await node.submit(ScriptedGuests.series, params: "[1000000000]", id: "long")
                try await node.reach(events, of: "long")
            }
            var version = events
            for _ in 0..<3 {
                version = try await BenchNode.run(setup) { [report, version] node in
                    try await node.wakeUp(of: "long", behind: version, n: events, report)
                }
            }
        }
    }
}

extension BenchNode {
    /// Returns once a log has so many events.
    fileprivate func reach(_ events: Int, of id: String) async throws {
        var changes = engine.followers.changes(of: ExecutionID(stored: id)).makeAsyncIterator()
        while try await store.execution(ExecutionID(stored: id))?.version ?? 0 < events { _ = await changes.next() }
    }

    /// Tells how long the wake-up took: from the lock that this node took to the first burst behind it.
    ///
    /// - Parameter version: of an event before that lock.
    /// - Returns: the version of the lock.
    fileprivate func wakeUp(
        of id: String, behind version: Int, n: Int, _ report: BenchReport
    ) async throws -> Int {
        var changes = engine.followers.changes(of: ExecutionID(stored: id)).makeAsyncIterator()
        var next = version
        var lock: LoggedEvent?
        while true {
            let page = try await store.events(of: ExecutionID(stored: id), from: next, limit: 1_000)
            for logged in page {
                if let lock {
                    tell(lock, (logged.time - lock.time).inSeconds, n, report)
                    return lock.version
                }
                if case .locked(let locked) = logged.event, locked.generation == generation { lock = logged }
            }
            next += page.count
            if page.isEmpty { _ = await changes.next() }
        }
    }

    private func tell(_ lock: LoggedEvent, _ seconds: Double, _ n: Int, _ report: BenchReport) {
        // Of the log: two events a step; and of each child the event that holds its result.
        let children = lock.version / 2
        report.line("wake_up_ms", n: n, seconds * 1e3)
        report.line("events_per_s", n: n, Double(lock.version + children) / seconds)
        report.line("own_events_per_s", n: n, Double(lock.version) / seconds)
    }
}
