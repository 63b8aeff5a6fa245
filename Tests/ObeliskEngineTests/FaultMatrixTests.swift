import ObeliskCore
import ObeliskTestSupport
import Testing

@testable import ObeliskEngine

@Suite("Every commit of every scripted workflow, with every fault")
struct FaultMatrixTests {
    enum Kind: String, CaseIterable {
        case crashBefore
        case crashAfter
        case full
        case pauseAndResume
        case foreignLock
        case clockBack
        case clockForward
    }

    static let names = Scripts.all.map(\.name)

    @Test("ends as it would have undisturbed", arguments: names, Kind.allCases)
    func fault(name: String, kind: Kind) throws {
        let steps = try #require(Scripts.all.first { $0.name == name }).steps
        var undisturbed = Simulation(Scripts.runtime(steps))
        let id = undisturbed.submit("main", id: "x")
        let isUndisturbedDone = undisturbed.run(until: id)
        try #require(isUndisturbedDone, "undisturbed")
        undisturbed.run(stepsMax: 20_000) { _ in false }
        let commitCount = undisturbed.commitCount
        var failures = 0
        for number in 1...commitCount where failures < 3 {
            var simulation = Simulation(Scripts.runtime(steps), seed: UInt64(number))
            simulation.arrange(kind, at: number, on: id)
            simulation.submit("main", id: "x")
            let isDone = simulation.runDisturbed(kind, at: number, until: id)
            let place = Comment(rawValue: "\(name), \(kind.rawValue) at commit \(number) of \(commitCount)")
            #expect(isDone, place)
            #expect(simulation.outcome(of: id) == undisturbed.outcome(of: id), place)
            if !isDone || simulation.outcome(of: id) != undisturbed.outcome(of: id) { failures += 1 }
            for problem in simulation.problems() { Issue.record("\(problem): \(place)") }
        }
    }
}

extension Simulation {
    mutating func arrange(_ kind: FaultMatrixTests.Kind, at number: Int, on id: ExecutionID) {
        fault = { count in
            guard count == number else { return nil }
            switch kind {
            case .crashBefore: return .crashBefore
            case .crashAfter: return .crashAfter
            case .full: return .full
            case .pauseAndResume, .foreignLock, .clockBack, .clockForward: return nil
            }
        }
    }

    /// Runs to the end; what is no fault of a commit happens right after the commit of that number.
    mutating func runDisturbed(_ kind: FaultMatrixTests.Kind, at number: Int, until id: ExecutionID) -> Bool {
        let isThere = run { $0.commitCount >= number || $0.outcome(of: id) != nil }
        switch kind {
        case .pauseAndResume:
            apply(Transaction([.command(id, .pause)]))
            if number % 2 == 0 { run(stepsMax: 20) { _ in false } }
            apply(Transaction([.command(id, .resume)]))
        case .foreignLock: lockElsewhere(id)
        case .clockBack: clock.set(clock.now + .seconds(-3_600))
        case .clockForward: clock.set(clock.now + .seconds(3_600))
        case .crashBefore, .crashAfter, .full: break
        }
        return isThere && run(until: id)
    }

    /// Another node takes the execution up, and ends without having done anything.
    private mutating func lockElsewhere(_ id: ExecutionID) {
        let other = store.begin(node: "other")
        if let row = store.logs[id]?.row, outcome(of: id) == nil, row.hold == .none {
            apply(
                Transaction([
                    .append(
                        Append(
                            execution: id, expectedVersion: row.version, epoch: row.epoch,
                            events: [.unlocked(Unlocked(reason: "taken away", due: clock.now))],
                            transition: .pending(due: clock.now), time: clock.now))
                ]))
        }
        store.end(other)
    }

    /// What must hold of every log, whatever happened.
    func problems() -> [String] {
        var problems: [String] = []
        for (id, log) in store.logs {
            if log.events.map(\.version) != Array(0..<log.events.count) { problems.append("\(id) has gaps") }
            let finished = log.events.count { if case .finished = $0.event { true } else { false } }
            if finished > 1 { problems.append("\(id) finished \(finished) times") }
            if zip(log.events, log.events.dropFirst()).contains(where: { $0.epoch > $1.epoch }) {
                problems.append("\(id) went back an epoch")
            }
            let taken = log.events.compactMap { entry -> MemberID? in
                if case .responseTaken(let taken) = entry.event { taken.member } else { nil }
            }
            if Set(taken).count != taken.count { problems.append("\(id) took a response twice") }
            if Set(log.responses.map(\.member)).count != log.responses.count {
                problems.append("\(id) was given a response twice")
            }
            if log.row.parent != nil, outcome(of: id) == nil,
                log.row.parent.map({ outcome(of: $0.execution) != nil }) == true
            {
                problems.append("\(id) outlives its parent")
            }
        }
        return problems
    }
}
