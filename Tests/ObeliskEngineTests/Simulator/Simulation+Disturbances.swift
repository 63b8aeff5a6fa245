import ObeliskCore
import ObeliskTestSupport

@testable import ObeliskEngine

extension Simulation {
    /// Runs to the end of all executions with all that is planned; false where they hang.
    mutating func run(_ plan: [PlannedDisturbance], stepsMax: Int = 100_000) async throws -> Bool {
        var rest = plan[...]
        while !rest.isEmpty || !unfinished.isEmpty {
            guard stepCount < stepsMax else { return false }
            if let next = rest.first, next.step <= stepCount || unfinished.isEmpty || onlyWaitsLong {
                rest.removeFirst()
                try await disturb(next.disturbance, on: next.node)
            } else if try await !step() {
                guard let next = rest.popFirst() else { return false }
                try await disturb(next.disturbance, on: next.node)
            }
        }
        return true
    }

    /// Runs on until nothing is left to be done; false where it does not come to rest.
    mutating func comeToRest(stepsMax: Int = 5_000) async throws -> Bool {
        try await run(stepsMax: stepsMax) { simulation in
            simulation.pending.allSatisfy { $0.time != nil }
                && simulation.nodes.allSatisfy { node in
                    node.isDown
                        || node.state.runs.isEmpty && node.state.attempts.isEmpty
                            && node.state.commitsUnderWay == 0
                }
        }
    }

    mutating func disturb(_ disturbance: Disturbance, on number: Int = 0) async throws {
        if isTraced { print("disturbed by \(disturbance) on \(number)") }
        switch disturbance {
        case .submit(let function, let id, let delay): await submit(function, id: id, dueIn: delay)
        case .pause(let number): await command(.pause, number)
        case .resume: for id in unfinished { await apply(Transaction([.command(id, .resume)])) }
        case .cancel(let number): await command(.cancel, number)
        case .clock(let jump):
            clock.set(clock.now + jump)
            // Who sleeps does so for a span, and is not told: where the clock was set back, it wakes too early.
            if jump < .zero { pending = pending.map { $0.moved(by: jump) } }
        case .takeAway(let number):
            if let id = unfinished.picked(number) { try await takeAway(id) }
        case .otherEnds: try await endOther()
        case .node(let disturbance): try await disturb(disturbance, on: number)
        case .evict, .crash, .shutDown, .exhaust:
            if nodes[number].isAwake { try await disturbAwake(disturbance, on: number) }
        }
    }

    private mutating func disturbAwake(_ disturbance: Disturbance, on number: Int) async throws {
        switch disturbance {
        case .evict:
            for run in nodes[number].state.runs.values.sorted(by: { $0.id.serial < $1.id.serial }) {
                if case .blocked = run.phase { nodes[number].state.release(run, nodes[number].clock.now) }
            }
            take(.noticed([]), on: number)
        case .crash: try await start(number)
        case .shutDown:
            guard !nodes[number].state.isStopping else { return }
            take(.stopping, on: number)
            let end = nodes[number].clock.now + nodes[number].configuration.shutdownGrace
            pending.append(.action(.endGrace(at: end), on: number, nodes[number].clock))
        case .exhaust(let count): nodes[number].runtime.exhaustStarts(count)
        default: break
        }
    }

    private mutating func command(_ command: Command, _ number: Int) async {
        if let id = unfinished.picked(number) { await apply(Transaction([.command(id, command)])) }
    }

    /// Another node takes the execution for abandoned, and claims what is due of its component.
    mutating func takeAway(_ id: ExecutionID) async throws {
        let storage = try store.other()
        guard let row = try await store.own.execution(id) else { return }
        let generation: Generation
        if let otherGeneration, try await storage.nodes().live.contains(where: { $0.generation == otherGeneration }) {
            generation = otherGeneration
        } else {
            storage.observe { [heard = node.heard] notices in heard.add(notices.filter(\.isOfBooks)) }
            generation = try await storage.begin(node: "other")
            otherGeneration = generation
        }
        if row.hold == .none {
            _ = await storage.commit([
                Transaction([
                    .append(
                        Append(
                            execution: id, expectedVersion: row.version, epoch: row.epoch,
                            events: [.unlocked(Unlocked(reason: "taken away", due: clock.now))],
                            transition: .pending(due: clock.now), time: clock.now))
                ])
            ])
        }
        let locked = Locked(
            node: "other", generation: generation, componentDigest: "sha256:other",
            attempt: row.kind == .activity ? 1 : nil)
        let lease = row.kind == .activity ? clock.now + node.configuration.lease : nil
        _ = try await storage.claim(
            ClaimRequest(
                component: row.component, limit: 2, now: clock.now, lock: Lock(locked: locked, leaseUntil: lease)))
        hearForeign()
    }

    /// The other node starts again, frees what it held, and stops.
    mutating func endOther() async throws {
        guard otherGeneration != nil else { return }
        otherGeneration = nil
        let storage = try store.other()
        let generation = try await storage.begin(node: "other")
        try await recover(through: storage, now: clock.now)
        try await storage.end(generation)
        hearForeign()
    }

    /// What the sweep between processes will tell.
    private mutating func hearForeign() {
        for number in nodes.indices {
            hear(on: number)
            if !nodes[number].isDown { take(.noticed([.foreign]), on: number) }
        }
    }
}

extension Notice {
    /// Whether it says that an execution is there, or has ended.
    fileprivate var isOfBooks: Bool {
        switch self {
        case .changed, .finished: true
        default: false
        }
    }
}

extension Array {
    /// The element of this number, counted round and round.
    func picked(_ number: Int) -> Element? { isEmpty ? nil : self[number % count] }
}
