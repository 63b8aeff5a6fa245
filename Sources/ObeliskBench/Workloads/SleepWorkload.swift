import Foundation
import ObeliskCore
import ObeliskSQLite

/// W4: many workflows that sleep for a second.
struct SleepWorkload {
    private let options: BenchOptions
    private let report: BenchReport

    private static let sleepers = 1_000

    init(_ options: BenchOptions, _ report: BenchReport) {
        self.options = options
        self.report = report
    }

    /// Measures how late they wake.
    func run() async throws {
        let plan = try await ExampleNode.plan(options)
        try await ExampleNode.run(plan, in: options.directory) { [self] example in
            try await example.end(of: try await example.submit(ExampleNode.sleepy, params: "[1]"))
            let (accepted, ended) = try await withThrowingTaskGroup(of: (String, Date).self) { group in
                for number in 0..<Self.sleepers {
                    group.addTask {
                        let id = try await example.submit(ExampleNode.sleepy, params: "[1000]", id: "sleeper-\(number)")
                        return (id, Date())
                    }
                }
                var accepted = Date.distantPast
                for try await (_, date) in group { accepted = max(accepted, date) }
                return (accepted, try await ends(example))
            }
            report.line("all_done_after_last_accepted_s", n: Self.sleepers, ended.last.timeIntervalSince(accepted))
            report.line("lateness_p50_ms", n: Self.sleepers, ended.lateness.quantile(0.5) * 1e3)
            report.line("lateness_p99_ms", n: Self.sleepers, ended.lateness.quantile(0.99) * 1e3)
        }
    }

    private func ends(_ example: ExampleNode) async throws -> (last: Date, lateness: Sample) {
        try await withThrowingTaskGroup(of: (Date, Double).self) { group in
            for number in 0..<Self.sleepers {
                group.addTask {
                    let id = "sleeper-\(number)"
                    try await example.end(of: id)
                    let end = Date()
                    for logged in try await example.node.log(of: id) {
                        guard case .delayRequested(let delay) = logged.event else { continue }
                        let due = Double(delay.expiresAt.microsecondsSinceEpoch) / 1e6
                        return (end, end.timeIntervalSince1970 - due)
                    }
                    throw BenchFailure("\(id) did not sleep")
                }
            }
            var last = Date.distantPast
            var lateness: [Double] = []
            for try await (end, late) in group {
                last = max(last, end)
                lateness.append(late)
            }
            return (last, Sample(lateness))
        }
    }
}
