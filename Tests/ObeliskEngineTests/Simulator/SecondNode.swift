import ObeliskCore
import ObeliskTestSupport

@testable import ObeliskEngine

/// What a seed decides about the second of two nodes that share a store, and about what befalls either.
struct SecondNode: Sendable {
    let configuration: EngineConfiguration
    let faults: [Int: Fault]
    /// How far its clock is ahead of the first one's.
    let clockAhead: Duration
    let disturbances: [PlannedDisturbance]

    init(_ configuration: EngineConfiguration, span: Int, _ random: inout SplitMix64) {
        var configuration = configuration
        configuration.node = "second"
        self.configuration = configuration
        var faults: [Int: Fault] = [:]
        for _ in 0..<random.below(4) {
            faults[1 + random.below(span / 3)] = Fault.allCases[random.below(Fault.allCases.count)]
        }
        self.faults = faults
        clockAhead = .milliseconds([0, 0, 700, -700, 45_000, -45_000][random.below(6)])
        var plan: [PlannedDisturbance] = []
        for _ in 0..<1 + random.below(4) {
            let node = random.below(2)
            let step = random.below(span)
            let disturbance = [NodeDisturbance.freeze, .mute, .kill][random.below(3)]
            plan.append(PlannedDisturbance(step: step, disturbance: .node(disturbance), node: node))
            let end = step + random.below(600)
            plan.append(PlannedDisturbance(step: end, disturbance: .node(.recover), node: node))
        }
        // Either may be killed for good: the other has to take over all that it held.
        let doomed = [nil, 0, 1][random.below(3)]
        if let doomed {
            let death = random.below(span)
            plan.removeAll { $0.node == doomed && $0.step >= death }
            plan.append(PlannedDisturbance(step: death, disturbance: .node(.kill), node: doomed))
        }
        for node in doomed == 0 ? [1, 0] : [0, 1] {
            let end = node == doomed ? NodeDisturbance.kill : .recover
            plan.append(PlannedDisturbance(step: 2 * span + 600, disturbance: .node(end), node: node))
        }
        disturbances = plan
    }
}
