import Foundation

/// Runs workloads one after the other, each on a fresh folder.
struct Bench {
    let options: BenchOptions

    /// Runs all of them, and removes their data.
    func run() async throws {
        defer { try? FileManager.default.removeItem(at: options.directory) }
        for workload in options.workloads {
            try? FileManager.default.removeItem(at: options.directory)
            try FileManager.default.createDirectory(at: options.directory, withIntermediateDirectories: true)
            let report = BenchReport(workload: workload)
            report.progress("begins")
            let started = ContinuousClock.now
            try await run(workload, report)
            report.progress("took \(started.duration(to: .now))")
        }
    }

    private func run(_ workload: Workload, _ report: BenchReport) async throws {
        switch workload {
        case .series: try await SeriesWorkload(options, report).run()
        case .parallel: try await ParallelWorkload(options, report).run()
        case .throughput: try await ThroughputWorkload(options, report).runInProcess()
        case .throughputOverGRPC: try await ThroughputWorkload(options, report).runOverGRPC()
        case .sleeps: try await SleepWorkload(options, report).run()
        case .killed: try await KillWorkload(options, report).run()
        case .memory: try await MemoryWorkload(options, report).run()
        case .replay: try await ReplayWorkload(options, report).run()
        case .idle: try await IdleWorkload(options, report).run()
        case .json: try JSONWorkload(report).run()
        case .guest: try await GuestWorkload(options, report).run()
        case .parallelCurve: try await ParallelWorkload(options, report).runCurve()
        case .replayCurve: try await ReplayWorkload(options, report).runCurve()
        case .sleepersCurve: try await MemoryWorkload(options, report).runCurve()
        case .tableCurve: try await TableWorkload(options, report).run()
        case .cost: try await CostWorkload(options, report).run()
        }
    }
}
