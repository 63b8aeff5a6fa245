import Foundation
import Synchronization
import Testing

/// Random workflows under random faults, each decided by one seed. `make simulate SEEDS=n` runs many.
@Suite("A simulated node")
struct SimulatorTests {
    /// Seeds that once found a bug.
    static let foundSeeds: [UInt64] = [187, 210, 218, 258, 459, 475, 541, 1106, 1164, 1467, 1674, 1793, 201_246]

    @Test("holds what is promised for the seeds that once found a bug", arguments: foundSeeds)
    func found(seed: UInt64) async throws {
        let problems = try await Self.problems(seed)
        #expect(problems.isEmpty, "\(Self.report(seed, problems))")
    }

    /// `SEEDS` of them, 3,000 unless the environment says otherwise, from `SEED` on; `SEED` alone is that one.
    @Test("holds what is promised for every seed")
    func seeds() async throws {
        let environment = ProcessInfo.processInfo.environment
        let first = environment["SEED"].flatMap { UInt64($0) } ?? 1
        let count = environment["SEEDS"].flatMap { UInt64($0) } ?? environment["SEED"].map { _ in 1 } ?? 3_000
        let began = ContinuousClock.now
        let run = try await Self.runAll(first..<(first + count))
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        let rate = String(format: "%.1f", Double(run.count) / seconds)
        print("simulated \(run.count) seeds from \(first) in \(Int(seconds)) s: \(rate) seeds a second")
        for (seed, problems) in run.failed.sorted(by: { $0.key < $1.key }) {
            Issue.record("\(Self.report(seed, problems))")
        }
        #expect(run.count == Int(count), "stopped early")
    }

    @Test("does the same on a file", arguments: 1...60)
    func onFile(seed: UInt64) async throws {
        let scenario = Scenario(seed: seed)
        var problems = try await scenario.problems(on: .sqlite)
        // Another process's commits are noticed at other moments on a file, and what follows is in another order.
        if !scenario.hasOtherNode {
            let (inMemory, onFile) = (try await scenario.run(), try await scenario.run(on: .sqlite))
            if inMemory.contents != onFile.contents { problems.append("the stores differ") }
        }
        #expect(problems.isEmpty, "\(Self.report(seed, problems))")
    }

    /// Runs seeds on all cores; stops early at the 20th that fails.
    private static func runAll(_ seeds: Range<UInt64>) async throws -> (count: Int, failed: [UInt64: [String]]) {
        let queue = SeedQueue(seeds)
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount {
                group.addTask {
                    var count = 0
                    while let seed = queue.next() {
                        queue.note(try await problems(seed), of: seed)
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

    private static func problems(_ seed: UInt64) async throws -> [String] {
        try await TrapReport.during(command(seed)) { try await Scenario(seed: seed).problems() }
    }

    private static func report(_ seed: UInt64, _ problems: [String]) -> String {
        let shown = problems.prefix(4).map { String($0.prefix(4_000)) }.joined(separator: "\n")
        return "\(shown)\nrepeat with: \(command(seed))"
    }

    private static func command(_ seed: UInt64) -> String {
        "SEED=\(seed) swift test --filter SimulatorTests/seeds"
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
