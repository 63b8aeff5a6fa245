import Foundation
import ObeliskClient
import ObeliskCore
import ObeliskSQLite

/// W3: many workflows of one activity each, submitted by sixteen tasks.
struct ThroughputWorkload {
    private let options: BenchOptions
    private let report: BenchReport

    private static let workflows = 1_000
    private static let submitters = 16
    private static let repeats = 5
    private static let connections = 4

    init(_ options: BenchOptions, _ report: BenchReport) {
        self.options = options
        self.report = report
    }

    /// Through the service that the gRPC handlers use.
    func runInProcess() async throws {
        let plan = try await ExampleNode.plan(options)
        try await ExampleNode.run(plan, in: options.directory) { [self] example in
            let before = (example.node.store.statistics.commits, try ProcessFigures().cpuSeconds)
            for turn in 0...Self.repeats {
                try await run(
                    isWarmUp: turn == 0,
                    submit: { _ in try await example.submit(ExampleNode.fiboa, params: "[10, 1]") },
                    end: { try await example.end(of: $1) })
            }
            let all = Double(Self.workflows * (Self.repeats + 1))
            report.line(
                "commits_per_workflow", n: Self.workflows,
                Double(example.node.store.statistics.commits - before.0) / all)
            report.line(
                "cpu_per_workflow_us", n: Self.workflows, (try ProcessFigures().cpuSeconds - before.1) / all * 1e6)
        }
    }

    /// Against a server of its own, over a few connections.
    func runOverGRPC() async throws {
        let server = try ServerProcess(options, directory: options.directory)
        try await Self.connected(server.address, Self.connections, []) { [self] clients in
            for turn in 0...Self.repeats {
                try await run(
                    isWarmUp: turn == 0,
                    submit: { task in
                        try await clients[task % clients.count].submit(function: ExampleNode.fiboa, params: "[10, 1]")
                            .id
                    },
                    end: { task, id in
                        guard case .ok = try await clients[task % clients.count].result(of: id, wait: true).outcome
                        else { throw BenchFailure("\(id) did not end well") }
                    })
            }
        }
        server.end(with: SIGTERM)
    }

    private static func connected(
        _ address: ServerAddress, _ count: Int, _ clients: [ObeliskClient],
        _ body: @escaping @Sendable ([ObeliskClient]) async throws -> Void
    ) async throws {
        if count == 0 { return try await body(clients) }
        try await ObeliskClient.withConnection(to: address) {
            try await connected(address, count - 1, clients + [$0], body)
        }
    }

    /// One round; both closures are told the submitter's number.
    private func run(
        isWarmUp: Bool, submit: @escaping @Sendable (Int) async throws -> String,
        end: @escaping @Sendable (Int, String) async throws -> Void
    ) async throws {
        let started = ContinuousClock.now
        let waits = try await withThrowingTaskGroup(of: [Double].self) { submitters in
            for task in 0..<Self.submitters {
                submitters.addTask {
                    try await withThrowingTaskGroup(of: Double.self) { followers in
                        for _ in stride(from: task, to: Self.workflows, by: Self.submitters) {
                            let id = try await submit(task)
                            let accepted = ContinuousClock.now
                            followers.addTask {
                                try await end(task, id)
                                return accepted.duration(to: .now).inSeconds
                            }
                        }
                        return try await followers.reduce(into: []) { $0.append($1) }
                    }
                }
            }
            return Sample(try await submitters.reduce(into: []) { $0 += $1 })
        }
        if isWarmUp { return }
        report.line("workflows_per_s", n: waits.count, Double(waits.count) / started.duration(to: .now).inSeconds)
        report.line("accept_to_result_p50_ms", n: waits.count, waits.quantile(0.5) * 1e3)
        report.line("accept_to_result_p99_ms", n: waits.count, waits.quantile(0.99) * 1e3)
    }
}
