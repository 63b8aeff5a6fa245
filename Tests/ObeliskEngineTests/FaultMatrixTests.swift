import Foundation
import ObeliskCore
import ObeliskTestSupport
import Testing

@testable import ObeliskEngine

/// What is tried at each commit of a workflow.
enum MatrixFault: String, CaseIterable, Sendable {
    case crashBefore
    case crashAfter
    case reportFailed
    case full
    case late
    case pauseAndResume
    case foreignLock
    case evict
    case crashLater
    case shutDown
    case clockBack
    case clockForward
    case cancel
    /// Nothing, but no run stays in memory while it waits.
    case keepsNone
    /// Nothing, but one run at most stays in memory while it waits, and there is one permit of each kind.
    case keepsOne

    /// What is done to the commit itself.
    var commitFault: Fault? { Fault(rawValue: rawValue) }

    /// What is done right after it.
    var disturbances: [Disturbance] {
        switch self {
        case .crashBefore, .crashAfter, .reportFailed, .full, .late, .keepsNone, .keepsOne: []
        case .pauseAndResume: [.pause(0), .pause(1)]
        case .foreignLock: [.takeAway(0)]
        case .evict: [.evict]
        case .crashLater: [.crash]
        case .shutDown: [.shutDown]
        case .clockBack: [.clock(.seconds(-3_600))]
        case .clockForward: [.clock(.seconds(3_600))]
        case .cancel: [.cancel(0)]
        }
    }

    /// Whether it leaves the commits alone, so that trying it once is trying it at all of them.
    var isOnceForAll: Bool { self == .keepsNone || self == .keepsOne }

    var configuration: EngineConfiguration {
        var configuration = EngineConfiguration()
        if isOnceForAll { configuration.warmRunsMax = self == .keepsOne ? 1 : 0 }
        return configuration
    }
}

@Suite("Every commit of every scripted workflow, with every fault")
struct FaultMatrixTests {
    static let names = Scripts.all.map(\.name)
    /// `FAULT="sqlite/join set/late/7"` tries this one only.
    static let only = ProcessInfo.processInfo.environment["FAULT"]?.split(separator: "/").map(String.init)

    @Test("ends as it would have undisturbed", arguments: names, MatrixFault.allCases)
    func inMemory(name: String, fault: MatrixFault) async throws {
        try await tryAll(name, fault, on: .memory)
    }

    @Test("ends so on a file, too", arguments: names, MatrixFault.allCases)
    func onFile(name: String, fault: MatrixFault) async throws {
        try await tryAll(name, fault, on: .sqlite)
    }

    private func tryAll(_ name: String, _ fault: MatrixFault, on kind: StoreKind) async throws {
        if let only = Self.only, only.prefix(3) != [kind.rawValue, name, fault.rawValue] { return }
        let steps = try #require(Scripts.all.first { $0.name == name }).steps
        var undisturbed = try await Simulation(Scripts.runtime(steps))
        await undisturbed.submit("main", id: "x")
        let isUndisturbedDone = try await undisturbed.run()
        try #require(isUndisturbedDone, "undisturbed")
        let expected = try await undisturbed.contents()
        let only = Self.only.flatMap { $0.count > 3 ? Int($0[3]) : nil }
        var failures = 0
        var number = only ?? 1
        let last = only ?? (fault.isOnceForAll ? 1 : .max)
        while number <= last, failures < 3 {
            defer { number += 1 }
            // Other tests run on the same threads.
            await Task.yield()
            let place = "\(kind.rawValue)/\(name)/\(fault.rawValue)/\(number)"
            let command = "FAULT='\(place)' swift test --filter FaultMatrixTests"
            let problems = try await TrapReport.during(command) {
                try await self.problems(steps, fault, at: number, on: kind, expected)
            }
            guard let problems else { return }
            if problems.isEmpty { continue }
            failures += 1
            Issue.record(
                """
                \(problems.prefix(4).map { String($0.prefix(3_000)) }.joined(separator: "\n"))
                repeat with: \(command)
                """)
        }
    }

    /// What is wrong once all has ended; nil where there was no commit of this number: each number has an order of its
    /// own in which things happen, and so as many commits as that takes.
    private func problems(
        _ steps: [GuestStep], _ fault: MatrixFault, at number: Int, on kind: StoreKind, _ expected: [StoredExecution]
    ) async throws -> [String]? {
        let permits = fault == .keepsOne ? 1 : nil
        let runtime = Scripts.runtime(steps, workflowsMax: permits, activitiesMax: permits)
        var simulation = try await Simulation(
            runtime, on: kind, seed: UInt64(number), configuration: fault.configuration)
        if let commitFault = fault.commitFault { simulation.node.faults[number] = commitFault }
        await simulation.submit("main", id: "x")
        try await simulation.run { $0.node.commitCount >= number || $0.unfinished.isEmpty }
        guard simulation.node.commitCount >= number else { return nil }
        for disturbance in fault.disturbances { try await simulation.disturb(disturbance) }
        // What was paused or taken away stays so for a while.
        if number % 2 == 0 { try await simulation.run(stepsMax: 40) { _ in false } }
        for disturbance in [Disturbance.resume, .otherEnds] { try await simulation.disturb(disturbance) }
        let isDone = try await simulation.run()
        guard isDone else { return [try await simulation.standstill()] }
        let isAtRest = try await simulation.comeToRest()
        let contents = try await simulation.contents()
        var problems = try await simulation.problems(in: contents)
        if !isAtRest { problems.append("does not come to rest") }
        if simulation.clock.now - simulation.began > .seconds(4 * 3_600) { problems.append("took far too long") }
        if fault == .cancel, contents[0].outcome?.kind == .failed(.cancelled) { return problems }
        return problems + contents.flatMap { differences($0, expected) }
    }

    /// What an execution did otherwise than undisturbed. What its parent did not wait for was cancelled, or not.
    private func differences(_ found: StoredExecution, _ all: [StoredExecution]) -> [String] {
        guard let expected = all.first(where: { $0.row.id == found.row.id }) else {
            let isAbandoned = all.contains { $0.isCancelled && found.row.id.text.hasPrefix($0.row.id.text + ".") }
            return isAbandoned ? [] : ["made \(found.row.id)"]
        }
        if found.row.parent != nil, found.isCancelled || expected.isCancelled { return [] }
        if found.outcome != expected.outcome {
            return ["\(found.row.id) ended with \(found.outcome as Any), not \(expected.outcome as Any)"]
        }
        return found.essence == expected.essence
            ? [] : ["\(found.row.id) did \(found.essence), not \(expected.essence)"]
    }
}

extension StoredExecution {
    fileprivate var isCancelled: Bool { outcome?.kind == .failed(.cancelled) }
}
