import Foundation
import ObeliskCore
import ObeliskSQLite

/// W1: one workflow that calls an activity many times, one after the other.
struct SeriesWorkload {
    private let options: BenchOptions
    private let report: BenchReport

    /// Steps before anything is measured.
    private static let warmUpSteps = 200
    private static let probes = 300

    init(_ options: BenchOptions, _ report: BenchReport) {
        self.options = options
        self.report = report
    }

    /// Measures both sizes.
    func run() async throws {
        let plan = try await ExampleNode.plan(options)
        try await ExampleNode.run(plan, in: options.directory) { [self] example in
            for steps in [500, 2_000] {
                let warmUp = try await chain(Self.warmUpSteps, example)
                let probe = DiskProbe(in: options.directory, byteCount: Int(warmUp.bytesPerCommit))
                let before = try probe.run(count: Self.probes)
                let chain = try await chain(steps, example)
                let appends = Sample(before + (try probe.run(count: Self.probes)))
                tell(chain, steps, appends)
            }
        }
    }

    private func tell(_ chain: Chain, _ steps: Int, _ appends: Sample) {
        let append = appends.quantile(0.5)
        report.line("fdatasync_append_us", n: steps, append)
        report.line("commits_per_step", n: steps, Double(chain.commits) / Double(steps))
        report.line("bytes_per_commit", n: steps, chain.bytesPerCommit)
        report.line("step_p50_us", n: steps, chain.steps.quantile(0.5))
        report.line("step_p99_us", n: steps, chain.steps.quantile(0.99))
        report.line("step_p50_limit_us", n: steps, 1.3 * append + 60)
        report.line("cpu_per_step_us", n: steps, chain.cpuSeconds / Double(steps) * 1e6)
    }

    /// What a chain of steps has cost.
    struct Chain {
        var commits: Int
        var bytesPerCommit: Double
        var cpuSeconds: Double
        /// Microseconds from one request to the next.
        var steps: Sample
    }

    private func chain(_ steps: Int, _ example: ExampleNode) async throws -> Chain {
        let node = example.node
        let before = (commits: node.store.statistics.commits, figures: try ProcessFigures())
        let id = try await example.submit(ExampleNode.fiboa, params: "[10, \(steps)]")
        try await example.end(of: id)
        let after = (commits: node.store.statistics.commits, figures: try ProcessFigures())
        // Each burst's events carry the time at which it was handed to the store.
        let times = try await node.log(of: id).compactMap { logged -> Timestamp? in
            if case .childRequested = logged.event { logged.time } else { nil }
        }
        let commits = after.commits - before.commits
        return Chain(
            commits: commits,
            bytesPerCommit: Double(after.figures.bytesWritten - before.figures.bytesWritten) / Double(commits),
            cpuSeconds: after.figures.cpuSeconds - before.figures.cpuSeconds,
            steps: Sample(zip(times.dropFirst(), times).map { ($0 - $1).inSeconds * 1e6 }))
    }
}
