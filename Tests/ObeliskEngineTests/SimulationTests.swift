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
    func chain() throws {
        let runtime = runtime()
        runtime.workflow("main", [.repeat(100, [.call("one")])])
        var simulation = Simulation(runtime)
        let id = simulation.submit("main", id: "chain")
        let isDone = simulation.run(until: id)
        #expect(isDone)
        #expect(simulation.outcome(of: id)?.kind == .ok)
        #expect(simulation.commitCount <= 105)
        simulation.run { $0.pending.isEmpty }
        #expect(simulation.state.stepCount == 100)
        #expect(runtime.attemptCounts == (100, 100))
        #expect(runtime.workflowStarts == 1)
    }
}
