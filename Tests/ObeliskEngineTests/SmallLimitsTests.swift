import ObeliskCore
import ObeliskTestSupport
import Testing

@testable import ObeliskEngine

@Suite("An engine whose limits are as small as can be")
struct SmallLimitsTests {
    static let names = Scripts.all.map(\.name)

    private var configuration: EngineConfiguration {
        var configuration = EngineConfiguration()
        configuration.warmRunsMax = 1
        configuration.claimMax = 1
        configuration.timersMax = 1
        configuration.pageMax = 2
        configuration.burstWritesMax = 1
        return configuration
    }

    @Test("runs every script, several at a time, to the same end, and gives back every permit", arguments: names)
    func ends(name: String) throws {
        let steps = try #require(Scripts.all.first { $0.name == name }).steps
        for seed in 1...20 {
            let runtime = Scripts.runtime(steps, workflowsMax: 1, activitiesMax: 4)
            var simulation = Simulation(runtime, seed: UInt64(seed), configuration: configuration)
            let ids = ["x", "y", "z"].map { simulation.submit("main", id: $0) }
            let isDone = simulation.run(stepsMax: 200_000) { simulation in
                ids.allSatisfy { simulation.outcome(of: $0) != nil }
            }
            let place = Comment(rawValue: "\(name), seed \(seed)")
            #expect(isDone, place)
            #expect(Set(ids.map { simulation.outcome(of: $0)?.kind }).count == 1, place)
            simulation.run(stepsMax: 20_000) { $0.isQuiet }
            #expect(simulation.isQuiet, place)
            if !isDone || !simulation.isQuiet { return }
        }
    }
}

extension Simulation {
    /// Whether nothing runs, and nobody holds a permit.
    fileprivate var isQuiet: Bool {
        state.runs.isEmpty && state.attempts.isEmpty && state.executors.values.allSatisfy { $0.permitsTaken == 0 }
    }
}
