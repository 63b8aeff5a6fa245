import ObeliskCore
import ObeliskTestSupport

@testable import ObeliskEngine

extension Simulation {
    /// Another node joins, with guests and a clock of its own.
    mutating func join(
        _ runtime: ScriptedRuntime, configuration: EngineConfiguration, clockAheadBy offset: Duration
    ) async throws {
        let clock = SkewedClock(base: clock, offset: offset)
        nodes.append(
            SimulatedNode(
                runtime, configuration: configuration, storage: try store.open(clock: clock), clock: clock))
        try await start(nodes.count - 1)
    }

    /// A process of a node begins on what is stored.
    mutating func start(_ number: Int) async throws {
        let storage = nodes[number].storage
        note(nodes[number].heard.takeAll())
        let configuration = nodes[number].configuration
        let generation = try await storage.begin(node: configuration.node)
        nodes[number].generation = generation
        pending.removeAll { $0.node == number }
        nodes[number].isFailed = false
        nodes[number].isStoreLost = false
        nodes[number].isStopped = false
        nodes[number].isDown = false
        nodes[number].storedStepCount = 0
        nodes[number].state = EngineState(
            configuration: configuration, generation: generation, components: nodes[number].runtime.components)
        try await recover(through: storage, now: nodes[number].clock.now)
        note(nodes[number].heard.takeAll())
        let live = try await storage.nodes()
        add(nodes[number].state.start(at: nodes[number].clock.now, nodes: live), on: number)
        watch(number)
        for other in nodes.indices where other != number && !nodes[other].isDown {
            pending.append(Pending(.knock, on: other))
        }
    }

    /// Frees what ended generations left locked.
    func recover(through storage: any Storage, now: Timestamp) async throws {
        while case let rows = try await storage.orphans(limit: node.configuration.pageMax), !rows.isEmpty {
            _ = await storage.commit(Recovery.transactions(for: rows, registry: node.runtime, now: now))
        }
    }

    /// One of the nodes that something outside can reach.
    mutating func drawAwake() -> Int {
        let awake = nodes.indices.filter { nodes[$0].isAwake }
        return awake.count > 1 ? awake[Int.random(in: awake.indices, using: &generator)] : awake.first ?? 0
    }

    /// What befalls a node as a whole; one at least is left awake.
    mutating func disturb(_ disturbance: NodeDisturbance, on number: Int) async throws {
        let areOthersAwake = nodes.indices.contains { $0 != number && nodes[$0].isAwake && !nodes[$0].isMute }
        switch disturbance {
        case .freeze where areOthersAwake: nodes[number].isFrozen = true
        case .mute where areOthersAwake: nodes[number].isMute = true
        case .kill where areOthersAwake:
            nodes[number].isDown = true
            pending.removeAll { $0.node == number }
            note(nodes[number].heard.takeAll())
        case .freeze, .mute, .kill: break
        case .recover:
            nodes[number].isFrozen = false
            nodes[number].isMute = false
            if nodes[number].isDown { try await start(number) }
        }
    }
}
