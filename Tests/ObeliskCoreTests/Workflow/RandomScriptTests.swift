import Foundation
import ObeliskCore
import ObeliskTestSupport
import Testing

/// Random guests under random orders of arrival: whatever they do, every prefix of their log replays to the same end.
struct RandomScriptTests {
    @Test(arguments: 1...120)
    func aRandomScriptReplaysFromEveryPrefix(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let steps = Self.steps(using: &random)
        let run = try Self.run(steps, using: &random)
        run.expectReplaysFromEveryPrefix()
        var twin = SeededGenerator(seed: UInt64(seed))
        let again = try Self.run(Self.steps(using: &twin), using: &twin)
        #expect(again.log == run.log && again.writes == run.writes && again.guest.answers == run.guest.answers)
    }

    @Test(arguments: 1...60)
    func aRandomScriptEndsWhereverItIsCancelled(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed) &* 1_000_003)
        let run = try Self.run(Self.steps(using: &random), using: &random)
        for cut in run.cuts {
            let responses = Array(run.responses[..<run.responsesStored(atLength: cut)])
            var cancelling = ScriptedRun([], log: Array(run.log[..<cut]), responses: responses, isCancelling: true)
            try cancelling.runToEnd(choosing: { Int.random(in: 0..<$0, using: &random) })
            #expect(cancelling.open.isEmpty, "cut at \(cut)")
            guard case .finished? = cancelling.log.last?.event else {
                Issue.record("cut at \(cut): not finished")
                continue
            }
        }
    }

    /// A machine is a value that can be kept: what is read back goes on as the one that was kept.
    @Test(arguments: 1...20)
    func aMachineThatWasKeptGoesOn(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed) &* 7_919)
        let steps = Self.steps(using: &random)
        let run = try Self.run(steps, using: &random)
        var kept = ScriptedRun(steps)
        kept.outcome = run.outcome
        while try kept.proceed() != .ended {
            let snapshot = try JSONEncoder().encode(kept.machine)
            kept.machine = try JSONDecoder().decode(WorkflowMachine.self, from: snapshot)
            let count = run.deliveries[kept.log.count] ?? kept.responses.count
            for response in run.responses[kept.responses.count..<count] {
                kept.respond(response.joinSet, response.body)
            }
        }
        #expect(kept.log == run.log && kept.guest.answers == run.guest.answers)
    }

    private static func run(
        _ steps: [GuestStep], using random: inout SeededGenerator
    ) throws -> ScriptedRun {
        var run = ScriptedRun(steps)
        var (order, polls) = (SeededGenerator(seed: random.next()), SeededGenerator(seed: random.next()))
        if Bool.random(using: &random) { run.outcome = .failed(Failure(.trapped, reason: "by script")) }
        try run.runToEnd(
            choosing: { Int.random(in: 0..<$0, using: &order) }, polling: { Int.random(in: 0...2, using: &polls) })
        return run
    }

    private static func steps(using random: inout SeededGenerator) -> [GuestStep] {
        (0..<Int.random(in: 5...30, using: &random)).map { _ in step(using: &random) }
    }

    private static func step(using random: inout SeededGenerator) -> GuestStep {
        let function = ["a", "b", "fail", "dead", "firm", "silent", "missing"].randomElement(using: &random) ?? "a"
        let at = [ScheduleAt.now, .after(.seconds(3)), .at(ScriptedRun.start)].randomElement(using: &random) ?? .now
        let set = Int.random(in: 0...2, using: &random)
        let member = Int.random(in: 0...4, using: &random)
        switch Int.random(in: 0..<28, using: &random) {
        case 0...1: return .call(function)
        case 2: return .sleep(at, name: Bool.random(using: &random) ? "nap" : nil)
        case 3: return .now
        case 4: return .randomU64(UInt64(set), 9)
        case 5: return .randomString(set, 9)
        case 6: return .publish("p\(set)", "[\(member)]")
        case 7...8: return .log("line")
        case 9...10: return .create(Bool.random(using: &random) ? "s\(set)" : nil)
        case 11...14: return .submit(set, function, params: "[\(member)]")
        case 15: return .submitDelay(set, at)
        case 16...17: return .next(set)
        case 18: return .next(set, asking: function)
        case 19...20: return .tryNext(set)
        case 21: return .openRequests(set)
        case 22: return .close(set)
        case 23: return .lastCall
        case 24: return .outcome(member)
        case 25: return .failure(member)
        case 26: return .cancelChild(member)
        default: return Bool.random(using: &random) ? .cancelDelay(member) : .delayOutcome(member)
        }
    }
}
