import Foundation
import ObeliskCore
import ObeliskTestSupport

@testable import ObeliskEngine

/// Engine states with a store, scripted guests and virtual clocks, one step at a time: which of the things that could
/// happen next does happen is drawn from a seed. One node, unless others join.
struct Simulation {
    let clock: ManualClock
    let store: SharedStore
    let began: Timestamp
    var nodes: [SimulatedNode] = []
    var pending: [Pending] = []
    /// Where in `pending` that stands which is ready: kept to be filled again.
    private var ready: [Int] = []
    var generator: SeededGenerator
    /// Whether time may also move while there is something else to do.
    var isHurried = false
    var stepCount = 0
    /// The step at which an execution last began, ended, or had a response.
    var lastProgress = 0
    /// The lines that were told to be new, of each execution.
    var told: [ExecutionID: [OutputLine]] = [:]
    /// Executions that have not finished, in order of creation.
    var unfinished: [ExecutionID] = []
    var known: Set<ExecutionID> = []
    /// What was seen to break a rule while it ran.
    var violations: [String] = []
    /// The start of the node that holds executions and runs none, while it holds something.
    var otherGeneration: Generation?
    /// Whether each step is printed, to see what led to a problem.
    let isTraced = ProcessInfo.processInfo.environment["TRACE"] != nil

    /// - Parameter hasToLook: whether nodes notice each other's commits only as they commit themselves or look.
    init(
        _ runtime: ScriptedRuntime, on kind: StoreKind = .memory, seed: UInt64 = 1,
        configuration: EngineConfiguration = EngineConfiguration(), hasToLook: Bool = false
    ) async throws {
        clock = ManualClock()
        began = clock.now
        store = try SharedStore(kind, clock: clock, hasToLook: hasToLook)
        generator = SeededGenerator(seed: seed)
        nodes = [
            SimulatedNode(
                runtime, configuration: configuration, storage: store.own, clock: SkewedClock(base: clock))
        ]
        try await start(0)
    }

    /// The first node's, and the only one's where no other joined.
    var node: SimulatedNode {
        _read { yield nodes[0] }
        _modify { yield &nodes[0] }
    }

    /// Stores an execution, as the service would.
    @discardableResult
    mutating func submit(
        _ function: String = "main", as name: FunctionName? = nil, id: String, params: JSONText = .emptyArray,
        dueIn delay: Duration = .zero
    ) async -> ExecutionID {
        let name = name ?? .demo(function)
        guard case .success(let target) = node.runtime.resolve(name, params: params) else {
            preconditionFailure("no function '\(function)'")
        }
        let created = Created(
            function: name, params: params, component: target.component, due: clock.now + delay,
            seed: 7, memoryBytesMax: target.memoryBytesMax)
        let id = ExecutionID(stored: id)
        await apply(Transaction([.create(Creation(id: id, kind: target.kind, created: created, time: clock.now))]))
        return id
    }

    /// Carries out a transaction from outside the engine.
    @discardableResult
    mutating func apply(_ transaction: Transaction) async -> CommitOutcome {
        let number = drawAwake()
        let outcomes = await nodes[number].storage.commit([transaction])
        hear(on: number)
        return outcomes[0]
    }

    func outcome(of id: ExecutionID) async throws -> Outcome? {
        guard let row = try await store.own.execution(id), case .finished = row.state,
            case .finished(let outcome) = try await store.own.events(of: id, from: row.version, limit: 1).first?.event
        else { return nil }
        return outcome
    }

    /// Runs until all executions have ended; false where nothing more can happen, or far too much has.
    @discardableResult
    mutating func run(stepsMax: Int = 100_000) async throws -> Bool {
        try await run(stepsMax: stepsMax) { $0.unfinished.isEmpty }
    }

    /// Runs until `isDone`, or until nothing is left to happen.
    @discardableResult
    mutating func run(stepsMax: Int = 100_000, until isDone: (borrowing Simulation) -> Bool) async throws -> Bool {
        let last = stepCount + stepsMax
        while !isDone(self) {
            guard stepCount < last, try await step() else { return false }
        }
        return true
    }

    /// Lets one thing happen; time moves only when nothing else is left, unless it is hurried. False if nothing can
    /// happen.
    mutating func step() async throws -> Bool {
        stepCount += 1
        // Nothing has happened for long but polls, heartbeats, looks and renewals of leases: what is waited for may be
        // hours away, and each second of it takes dozens of steps. A clock set forward passes the time.
        if stepCount - lastProgress > 1_000 {
            lastProgress = stepCount
            try await disturb(.clock(.seconds(3_600)))
            return true
        }
        if isHurried, generator.next() % 50 == 0, moveTime(atMost: .seconds(10)) { return true }
        guard let index = pickReady() else {
            try await watchRest()
            let late = pending.indices.first { pending[$0].isLate && isAwake(pending[$0]) }
            if moveTime(atMost: late == nil ? nil : .seconds(3_600)) { return true }
            guard let index = late else { return false }
            try await goOn(with: pending.remove(at: index))
            return true
        }
        let next = pending.remove(at: index)
        if isTraced { print("\(stepCount) \(clock.now): \(String(describing: next).prefix(700))") }
        try await goOn(with: next)
        if nodes[next.node].isFailed { try await start(next.node) }
        if nodes[next.node].isStopped {
            try await nodes[next.node].storage.end(nodes[next.node].generation)
            try await start(next.node)
        }
        return true
    }

    private mutating func goOn(with next: Pending) async throws {
        let number = next.node
        switch next.thing {
        case .event(let event): take(event, on: number)
        case .attempt(let id, let body): await goOn(id, body, on: number)
        case .action(let action): try await carryOut(action, on: number)
        case .reading(let id, let row, let created, let responses):
            try await begin(id, row, created, responses, on: number)
        case .late(let commit): await write(commit, on: number)
        case .knock:
            await nodes[number].storage.lookForForeignCommits()
            hear(on: number)
        }
    }

    /// Draws one of what is ready.
    private mutating func pickReady() -> Int? {
        let now = clock.now
        ready.removeAll(keepingCapacity: true)
        for index in pending.indices where isReady(pending[index], at: now) { ready.append(index) }
        return ready.isEmpty ? nil : ready[Int.random(in: 0..<ready.count, using: &generator)]
    }

    private func isReady(_ next: Pending, at now: Timestamp) -> Bool {
        next.isReady(at: now, step: stepCount) && isAwake(next)
    }

    /// Whether nothing keeps it from happening: its node may be frozen, or mute.
    private func isAwake(_ next: Pending) -> Bool {
        nodes[next.node].isAwake && !(nodes[next.node].isMute && next.isBeat)
    }

    /// Whether nothing is to happen within the hour.
    var onlyWaitsLong: Bool {
        let now = clock.now
        for index in pending.indices {
            if isReady(pending[index], at: now) || pending[index].isLate { return false }
            if let time = pending[index].time, time - now < .seconds(3_600) { return false }
        }
        return true
    }

    /// Moves to the next time at which something is to happen, if it is near enough.
    private func moveTime(atMost duration: Duration? = nil) -> Bool {
        var earliest: Timestamp?
        for index in pending.indices {
            guard let time = pending[index].time, isAwake(pending[index]) else { continue }
            if earliest.map({ time < $0 }) ?? true { earliest = time }
        }
        guard let next = earliest else { return false }
        if let duration, next - clock.now > duration { return false }
        clock.set(max(next, clock.now))
        return true
    }

    mutating func take(_ event: EngineEvent, on number: Int) {
        let actions = nodes[number].state.handle(event, at: nodes[number].clock.now)
        for action in actions { watch(action, on: number) }
        add(actions, on: number)
        watch(number)
    }

    mutating func add(_ actions: [EngineAction], on number: Int) {
        for action in actions { pending.append(.action(action, on: number, nodes[number].clock)) }
    }

    /// Takes in what the store has told a node.
    mutating func hear(on number: Int) {
        let notices = nodes[number].heard.takeAll()
        note(notices)
        if isTraced { for notice in notices { print("    heard \(String(describing: notice).prefix(300))") } }
        if !notices.isEmpty, !nodes[number].isDown { take(.noticed(notices), on: number) }
    }

    /// Keeps the books of which executions there are.
    mutating func note(_ notices: [Notice]) {
        for notice in notices {
            switch notice {
            case .changed(let id):
                guard known.insert(id).inserted else { continue }
                unfinished.append(id)
                lastProgress = stepCount
            case .response: lastProgress = stepCount
            case .finished(let id):
                lastProgress = stepCount
                if known.insert(id).inserted == false { unfinished.removeAll { $0 == id } }
                if let child = unfinished.first(where: { $0.text.hasPrefix(id.text + ".") }) {
                    violations.append("\(child) outlives \(id)")
                }
            case .output(let id, let lines): told[id, default: []] += lines
            default: break
            }
        }
    }
}
