import Foundation
import ObeliskClient
import ObeliskCore
import ObeliskSQLite
import ObeliskServer

/// W5: a server killed in the middle of a chain of steps.
struct KillWorkload {
    private let options: BenchOptions
    private let report: BenchReport

    private static let steps = 2_000
    private static let repeats = 3

    init(_ options: BenchOptions, _ report: BenchReport) {
        self.options = options
        self.report = report
    }

    /// Measures how soon the next server takes the next step.
    func run() async throws {
        for turn in 0..<Self.repeats {
            let directory = options.directory.appending(path: "killed-\(turn)")
            let id = "killed"
            let first = try ServerProcess(options, directory: directory)
            try await ObeliskClient.withConnection(to: first.address) { client in
                _ = try await client.submit(function: ExampleNode.fiboa, params: "[10, \(Self.steps)]", id: id)
                while try await client.status(of: id).eventCount < Self.steps {}
            }
            first.end(with: SIGKILL)
            let second = try ServerProcess(options, directory: directory)
            try await ObeliskClient.withConnection(to: second.address) { client in
                guard case .ok = try await client.result(of: id, wait: true).outcome else {
                    throw BenchFailure("the killed workflow did not end well")
                }
            }
            second.end(with: SIGTERM)
            try await tell(of: id, directory, since: second.startedAt)
        }
    }

    private func tell(of id: String, _ directory: URL, since start: Date) async throws {
        let store = try SQLiteStore(
            SQLiteConfiguration(path: directory.appending(path: "obelisk.sqlite").path), clock: SystemClock())
        defer { store.close() }
        let startMicros = Int64(start.timeIntervalSince1970 * 1e6)
        var next: Int64?
        var version = 0
        while true {
            let page = try await store.events(of: ExecutionID(stored: id), from: version, limit: 1_000)
            if page.isEmpty { break }
            for logged in page where next == nil && logged.time.microsecondsSinceEpoch > startMicros {
                if case .childRequested = logged.event { next = logged.time.microsecondsSinceEpoch }
            }
            version += page.count
        }
        guard let next else { throw BenchFailure("no step was made after the kill") }
        let query = ExecutionQuery(limit: 10 * Self.steps)
        let again = try await store.executions(query).reduce(0) { $0 + max(0, $1.attempt - 1) }
        report.line("exec_to_next_step_s", n: Self.steps, Double(next - startMicros) / 1e6)
        report.line("attempts_made_again", n: Self.steps, Double(again))
    }
}
