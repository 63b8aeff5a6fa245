import CAllocations
import Foundation
import ObeliskCore
import ObeliskSQLite

/// What a step costs in counts that no machine changes.
struct CostWorkload {
    private let options: BenchOptions
    private let report: BenchReport

    private static let warmUpSteps = 500
    private static let steps = 2_000

    init(_ options: BenchOptions, _ report: BenchReport) {
        self.options = options
        self.report = report
    }

    /// Counts over a chain of steps by a scripted guest.
    func run() async throws {
        let guests = ScriptedGuests()
        var setup = BenchNode.Setup(directory: options.directory, runtime: guests, registry: guests)
        setup.synchronous = .normal
        try await BenchNode.run(setup) { [report] node in
            try await node.submit(ScriptedGuests.series, params: "[\(Self.warmUpSteps)]", id: "warm-up")
            try await node.end(of: "warm-up")
            let before = (allocations: allocation_count(), commits: node.store.statistics.commits)
            try await node.submit(ScriptedGuests.series, params: "[\(Self.steps)]", id: "counted")
            try await node.end(of: "counted")
            let after = (allocations: allocation_count(), commits: node.store.statistics.commits)
            let steps = Double(Self.steps)
            report.line("allocations_per_step", n: Self.steps, Double(after.allocations - before.allocations) / steps)
            report.line("commits_per_step", n: Self.steps, Double(after.commits - before.commits) / steps)
        }
    }
}
