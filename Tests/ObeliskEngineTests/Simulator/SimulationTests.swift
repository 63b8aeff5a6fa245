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
        #expect(simulation.commitCount <= 105)
        let isAtRest = try await simulation.comeToRest()
        #expect(isAtRest)
        #expect(simulation.state.stepCount == 100)
        #expect(runtime.attemptCounts == (100, 100))
        #expect(runtime.workflowStarts == 1)
    }
}
