import Foundation
import Synchronization
import Testing

/// Random workflows under random faults, each decided by one seed. `make simulate SEEDS=n` runs many.
@Suite("A simulated node")
struct SimulatorTests {
    /// Seeds that once found a bug, or that there is nothing to do for an hour but to poll and to renew leases.
    static let foundSeeds: [UInt64] = [
        187, 210, 218, 258, 459, 475, 541, 1106, 1164, 1305, 1467, 1674, 1717, 1793, 2207, 2538, 2675, 10_872, 12_047,
        201_246,
    ]

    /// Seeds of two nodes that once found a bug, or that a node has nothing to do for most of a day.
    static let foundPairs: [UInt64] = [233, 1_976, 13_115, 13_419, 13_692, 13_703, 23_548]

    @Test("holds what is promised for the seeds that once found a bug", arguments: foundSeeds)
    func found(seed: UInt64) async throws {
        let problems = try await Self.problems(seed, nodeCount: 1)
        #expect(problems.isEmpty, "\(Self.report(seed, problems, nodeCount: 1))")
    }

    @Test("holds it for those of two nodes", arguments: foundPairs)
    func foundOnTwoNodes(seed: UInt64) async throws {
        let problems = try await Self.problems(seed, nodeCount: 2)
        #expect(problems.isEmpty, "\(Self.report(seed, problems, nodeCount: 2))")
    }

    /// `SEEDS` of them, 3,000 unless the environment says otherwise, from `SEED` on; `SEED` alone is that one.
    @Test("holds what is promised for every seed")
    func seeds() async throws { try await runAll(nodeCount: 1, 3_000) }

    /// As many as above, 1,500 unless the environment says otherwise.
    @Test("holds it on two nodes that share a store, whatever befalls either")
    func pairs() async throws { try await runAll(nodeCount: 2, 1_500) }

    @Test("does the same on a file", arguments: 1...60)
    func onFile(seed: UInt64) async throws {
        let scenario = Scenario(seed: seed)
        var problems = try await scenario.problems(on: .sqlite)
        // Another process's commits are noticed at other moments on a file, and what follows is in another order.
        if !scenario.hasOtherNode {
            let (inMemory, onFile) = (try await scenario.run(), try await scenario.run(on: .sqlite))
            if inMemory.contents != onFile.contents { problems.append("the stores differ") }
        }
        #expect(problems.isEmpty, "\(Self.report(seed, problems, nodeCount: 1))")
    }

    @Test("holds what is promised on two nodes that share a file", arguments: 1...40)
    func pairOnFile(seed: UInt64) async throws {
        let problems = try await Scenario(seed: seed, nodeCount: 2).problems(on: .sqlite)
        #expect(problems.isEmpty, "\(Self.report(seed, problems, nodeCount: 2))")
    }

    private func runAll(nodeCount: Int, _ standardCount: UInt64) async throws {
        let environment = ProcessInfo.processInfo.environment
        let first = environment["SEED"].flatMap { UInt64($0) } ?? 1
        let count = environment["SEEDS"].flatMap { UInt64($0) } ?? environment["SEED"].map { _ in 1 } ?? standardCount
        let began = ContinuousClock.now
        let run = try await Self.runAll(first..<(first + count), nodeCount)
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        let rate = String(format: "%.1f", Double(run.count) / seconds)
        let what = nodeCount == 1 ? "seeds" : "seeds of \(nodeCount) nodes"
        print("simulated \(run.count) \(what) from \(first) in \(Int(seconds)) s: \(rate) seeds a second")
        for (seed, problems) in run.failed.sorted(by: { $0.key < $1.key }) {
            Issue.record("\(Self.report(seed, problems, nodeCount: nodeCount))")
        }
        #expect(run.count == Int(count), "stopped early")
    }

    /// Runs seeds on all cores; stops early at the 20th that fails.
    private static func runAll(
        _ seeds: Range<UInt64>, _ nodeCount: Int
    ) async throws -> (count: Int, failed: [UInt64: [String]]) {
        let queue = SeedQueue(seeds)
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount {
                group.addTask {
                    var count = 0
                    while let seed = queue.next() {
                        queue.note(try await problems(seed, nodeCount: nodeCount), of: seed)
                        count += 1
                        // Other tests run on the same threads.
                        await Task.yield()
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        return (count, queue.failed)
    }

    private static func problems(_ seed: UInt64, nodeCount: Int) async throws -> [String] {
        try await TrapReport.during(command(seed, nodeCount)) {
            try await Scenario(seed: seed, nodeCount: nodeCount).problems()
        }
    }

    private static func report(_ seed: UInt64, _ problems: [String], nodeCount: Int) -> String {
        let shown = problems.prefix(4).map { String($0.prefix(4_000)) }.joined(separator: "\n")
        return "\(shown)\nrepeat with: \(command(seed, nodeCount))"
    }

    private static func command(_ seed: UInt64, _ nodeCount: Int) -> String {
        "SEED=\(seed) swift test --filter SimulatorTests/\(nodeCount == 1 ? "seeds" : "pairs")"
    }
}

/// Seeds to be run by several tasks, and what was wrong with those that were.
private final class SeedQueue: Sendable {
    private struct State {
        var next: UInt64
        var failed: [UInt64: [String]] = [:]
    }

    private let end: UInt64
    private let state: Mutex<State>

    init(_ seeds: Range<UInt64>) {
        end = seeds.upperBound
        state = Mutex(State(next: seeds.lowerBound))
    }

    var failed: [UInt64: [String]] { state.withLock { $0.failed } }

    func next() -> UInt64? {
        state.withLock { state in
            guard state.next < end, state.failed.count < 20 else { return nil }
            defer { state.next += 1 }
            return state.next
        }
    }

    func note(_ problems: [String], of seed: UInt64) {
        if !problems.isEmpty { state.withLock { $0.failed[seed] = problems } }
    }
}
