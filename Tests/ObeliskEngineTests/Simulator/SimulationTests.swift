import ObeliskCore
import ObeliskTestSupport
import Testing

@testable import ObeliskEngine

@Suite("An engine under a virtual clock")
struct SimulationTests {
    private func runtime() -> ScriptedRuntime {
        let runtime = ScriptedRuntime()
        runtime.activity("one") { _, _ in .returned(.ok(JSONText(valid: "1")), isPermanent: false) }
        return runtime
    }

    @Test("runs a chain of activities with one commit a step")
    func chain() async throws {
        let runtime = runtime()
        runtime.workflow("main", [.repeat(100, [.call("one")])])
        var simulation = try await Simulation(runtime)
        let id = await simulation.submit("main", id: "chain")
        let isDone = try await simulation.run()
        #expect(isDone)
        let outcome = try await simulation.outcome(of: id)
        #expect(outcome?.kind == .ok)
        #expect(simulation.node.commitCount <= 105)
        let isAtRest = try await simulation.comeToRest()
        #expect(isAtRest)
        #expect(simulation.node.state.stepCount == 100)
        #expect(runtime.attemptCounts == (100, 100))
        #expect(runtime.workflowStarts == 1)
    }

    @Test(
        "with one permit of each kind, workflows that call themselves end, and what is older is not passed over",
        arguments: 1...20 as ClosedRange<UInt64>)
    func onePermit(_ seed: UInt64) async throws {
        let runtime = ScriptedRuntime(workflowsMax: 1, activitiesMax: 1)
        runtime.activity("one") { _, _ in .returned(.ok(JSONText(valid: "1")), isPermanent: false) }
        // Each level waits for the next, and all levels wait for the one activity: whoever waits lends its permit.
        for level in 0..<5 { runtime.workflow("level\(level)", [.call("one"), .call("level\(level + 1)")]) }
        runtime.workflow("level5", [.call("one")])
        runtime.workflow("busy", [.repeat(40, [.call("level4")])])
        var simulation = try await Simulation(runtime, seed: seed)
        let busy = await simulation.submit("busy", id: "busy")
        _ = try await simulation.run(stepsMax: 200)
        let late = await simulation.submit("level0", id: "late")
        // It is older than most of what the busy one asks for: that may not go on for ever before it.
        let lateHasEnded = try await simulation.run { !$0.unfinished.contains(late) }
        #expect(lateHasEnded)
        let busyHasEnded = !simulation.unfinished.contains(busy)
        #expect(!busyHasEnded)
        let allHaveEnded = try await simulation.run()
        #expect(allHaveEnded)
        let isAtRest = try await simulation.comeToRest()
        #expect(isAtRest)
        let taken = simulation.node.state.executors.values.map(\.permitsTaken)
        #expect(taken == [0, 0])
    }
}
