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
        try await ExampleNode.run(plan, in: options.directory, synchronous: .normal) { example in
            let id = try await example.submit(ExampleNode.fiboa, params: "[10, \(10 * Self.steps)]", id: "long")
            try await example.node.reach(2 * Self.steps, of: id)
        }
        for _ in 0..<Self.repeats {
            try await ExampleNode.run(plan, in: options.directory) { [report] example in
                try await example.node.wakeUp(of: "long", n: Self.steps, report)
            }
        }
    }

    /// Wake-up time against the length of the history, by a scripted guest.
    func runCurve() async throws {
        let guests = ScriptedGuests()
        let lengths =
            options.isLong ? [10, 100, 1_000, 10_000, 100_000, 1_000_000] : [10, 100, 1_000, 10_000, 100_000]
        for events in lengths {
            let directory = options.directory.appending(path: "history-\(events)")
            var setup = BenchNode.Setup(directory: directory, runtime: guests, registry: guests)
            setup.synchronous = .normal
            try await BenchNode.run(setup) { node in
                try await node.submit(ScriptedGuests.series, params: "[1000000000]", id: "long")
                try await node.reach(events, of: "long")
            }
            for _ in 0..<3 {
                try await BenchNode.run(setup) { [report] node in
                    try await node.wakeUp(of: "long", n: events, report)
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
    fileprivate func wakeUp(of id: String, n: Int, _ report: BenchReport) async throws {
        var changes = engine.followers.changes(of: ExecutionID(stored: id)).makeAsyncIterator()
        var woken: (seconds: Double, version: Int)?
        while woken == nil {
            let version = try await store.execution(ExecutionID(stored: id))?.version ?? 0
            let tail = try await store.events(of: ExecutionID(stored: id), from: max(0, version - 50), limit: 100)
            woken = wakeUp(in: tail)
            if woken == nil { _ = await changes.next() }
        }
        guard let woken else { return }
        // Of the log: two events a step; and of each child the event that holds its result.
        let children = woken.version / 2
        report.line("wake_up_ms", n: n, woken.seconds * 1e3)
        report.line("events_per_s", n: n, Double(woken.version + children) / woken.seconds)
        report.line("own_events_per_s", n: n, Double(woken.version) / woken.seconds)
    }

    private func wakeUp(in tail: [LoggedEvent]) -> (seconds: Double, version: Int)? {
        let index = tail.lastIndex { logged in
            guard case .locked(let locked) = logged.event else { return false }
            return locked.generation == generation
        }
        guard let index, index + 1 < tail.count else { return nil }
        return ((tail[index + 1].time - tail[index].time).inSeconds, tail[index].version)
    }
}
