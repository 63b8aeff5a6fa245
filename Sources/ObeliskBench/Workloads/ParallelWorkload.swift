import Foundation
import ObeliskCore
import ObeliskSQLite

/// W2: many activities at once; by guests of the example, each workflow of its own, and by one scripted workflow with
/// a join set.
struct ParallelWorkload {
    private let options: BenchOptions
    private let report: BenchReport

    private static let fanRepeats = 7
    private static let stepsPerWorkflow = 20

    init(_ options: BenchOptions, _ report: BenchReport) {
        self.options = options
        self.report = report
    }

    /// Measures both ways.
    func run() async throws {
        for width in [200, 1_000] { try await fan(width) }
        try await guests(1_000, stepsEach: Self.stepsPerWorkflow)
    }

    /// Steps a second against how many workflows run at the same time.
    func runCurve() async throws {
        for workflows in [1, 3, 10, 30, 100, 300, 1_000] {
            try await guests(workflows, stepsEach: max(Self.stepsPerWorkflow, 3_000 / workflows))
        }
    }

    private func fan(_ width: Int) async throws {
        let guests = ScriptedGuests()
        let directory = options.directory.appending(path: "fan-\(width)")
        let setup = BenchNode.Setup(directory: directory, runtime: guests, registry: guests)
        try await BenchNode.run(setup) { [report] node in
            var rates: [Double] = []
            var commits = 0
            let before = try ProcessFigures().cpuSeconds
            for turn in 0..<Self.fanRepeats {
                let started = (at: ContinuousClock.now, commits: node.store.statistics.commits)
                try await node.submit(ScriptedGuests.fan, params: "[\(width)]", id: "fan-\(turn)")
                try await node.end(of: "fan-\(turn)")
                rates.append(Double(width) / started.at.duration(to: .now).inSeconds)
                commits = node.store.statistics.commits - started.commits
            }
            report.line("fan_steps_per_s", n: width, Sample(rates).quantile(0.5))
            let cpu = try ProcessFigures().cpuSeconds - before
            report.line("fan_cpu_per_step_us", n: width, cpu / Double(width * Self.fanRepeats) * 1e6)
            report.line("fan_commits_per_step", n: width, Double(commits) / Double(width))
        }
    }

    private func guests(_ workflows: Int, stepsEach: Int) async throws {
        let plan = try await ExampleNode.plan(options)
        let directory = options.directory.appending(path: "guests-\(workflows)")
        try await ExampleNode.run(plan, in: directory) { [report] example in
            let store = example.node.store
            try await example.end(of: try await example.submit(ExampleNode.fiboa, params: "[10, 100]"))
            let before = (at: ContinuousClock.now, commits: store.statistics.commits, figures: try ProcessFigures())
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<workflows {
                    group.addTask {
                        let id = try await example.submit(ExampleNode.fiboa, params: "[10, \(stepsEach)]")
                        try await example.end(of: id)
                    }
                }
                try await group.waitForAll()
            }
            let seconds = before.at.duration(to: .now).inSeconds
            let steps = Double(workflows * stepsEach)
            report.line("guests_steps_per_s", n: workflows, steps / seconds)
            let commits = store.statistics.commits - before.commits
            report.line("guests_commits_per_step", n: workflows, Double(commits) / steps)
            let cpu = try ProcessFigures().cpuSeconds - before.figures.cpuSeconds
            report.line("guests_cpu_per_step_us", n: workflows, cpu / steps * 1e6)
        }
    }
}
