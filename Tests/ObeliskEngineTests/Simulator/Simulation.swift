import Foundation
import ObeliskCore
import ObeliskTestSupport

@testable import ObeliskEngine

/// The engine's state with a store, scripted guests and a virtual clock, one step at a time: which of the things that
/// could happen next does happen is drawn from a seed.
struct Simulation {
    let runtime: ScriptedRuntime
    let configuration: EngineConfiguration
    let clock: ManualClock
    let store: SharedStore
    let began: Timestamp
    var generation = Generation(0)
    var state: EngineState
    var pending: [Pending] = []
    /// Where in `pending` that stands which is ready: kept to be filled again.
    private var ready: [Int] = []
    var generator: SeededGenerator
    /// Whether time may also move while there is something else to do.
    var isHurried = false
    var commitCount = 0
    var stepCount = 0
    /// What is done to commits, by their number from 1.
    var faults: [Int: Fault] = [:]
    var isFailed = false
    /// After a commit of unknown outcome, nothing can be written until the process has ended.
    var isStoreLost = false
    /// The engine has ended all its work after it was asked to stop.
    var isStopped = false
    /// Executions that have not finished, in order of creation.
    var unfinished: [ExecutionID] = []
    var known: Set<ExecutionID> = []
    /// What was seen to break a rule while it ran.
    var violations: [String] = []
    /// The other node's start, while it holds something.
    var otherGeneration: Generation?
    /// Whether each step is printed, to see what led to a problem.
    let isTraced = ProcessInfo.processInfo.environment["TRACE"] != nil
    let heard = HeardNotices()

    init(
        _ runtime: ScriptedRuntime, on kind: StoreKind = .memory, seed: UInt64 = 1,
        configuration: EngineConfiguration = EngineConfiguration()
    ) async throws {
        self.runtime = runtime
        self.configuration = configuration
        clock = ManualClock()
        began = clock.now
        store = try SharedStore(kind, clock: clock)
        generator = SeededGenerator(seed: seed)
        state = EngineState(configuration: configuration, generation: generation, components: [])
        store.own.observe { [heard] in heard.add($0) }
        try await start()
    }

    /// A process begins on what is stored.
    mutating func start() async throws {
        note(heard.takeAll())
        generation = try await store.own.begin(node: configuration.node)
        pending = []
        isFailed = false
        isStoreLost = false
        isStopped = false
        state = EngineState(configuration: configuration, generation: generation, components: runtime.components)
        try await recover(through: store.own)
        note(heard.takeAll())
        let nodes = try await store.own.nodes()
        pending = state.start(at: clock.now, nodes: nodes).map(Pending.action)
    }

    /// Frees what ended generations left locked.
    func recover(through storage: any Storage) async throws {
        while case let rows = try await storage.orphans(limit: configuration.pageMax), !rows.isEmpty {
            _ = await storage.commit(Recovery.transactions(for: rows, registry: runtime, now: clock.now))
        }
    }

    /// Stores an execution, as the service would.
    @discardableResult
    mutating func submit(
        _ function: String = "main", as name: FunctionName? = nil, id: String, params: JSONText = .emptyArray,
        dueIn delay: Duration = .zero
    ) async -> ExecutionID {
        let name = name ?? .demo(function)
        guard case .success(let target) = runtime.resolve(name, params: params) else {
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
        let outcomes = await store.own.commit([transaction])
        hear()
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
        if isHurried, generator.next() % 50 == 0, moveTime(atMost: .seconds(10)) { return true }
        guard let index = pickReady() else {
            let late = pending.indices.first { pending[$0].isLate }
            if moveTime(atMost: late == nil ? nil : .seconds(3_600)) { return true }
            guard let index = late else { return false }
            try await goOn(with: pending.remove(at: index).thing)
            return true
        }
        let next = pending.remove(at: index).thing
        if isTraced { print("\(stepCount) \(clock.now): \(String(describing: next).prefix(700))") }
        try await goOn(with: next)
        if isFailed { try await start() }
        if isStopped {
            try await store.own.end(generation)
            try await start()
        }
        return true
    }

    private mutating func goOn(with next: Pending.Thing) async throws {
        switch next {
        case .event(let event): take(event)
        case .attempt(let id, let body): await goOn(id, body)
        case .action(let action): try await carryOut(action)
        case .reading(let id, let row, let created, let responses): try await begin(id, row, created, responses)
        case .late(let commit): await write(commit)
        }
    }

    /// Draws one of what is ready.
    private mutating func pickReady() -> Int? {
        let now = clock.now
        ready.removeAll(keepingCapacity: true)
        for index in pending.indices where pending[index].isReady(at: now, step: stepCount) { ready.append(index) }
        return ready.isEmpty ? nil : ready[Int.random(in: 0..<ready.count, using: &generator)]
    }

    /// Whether nothing is to happen within the hour.
    var onlyWaitsLong: Bool {
        let now = clock.now
        for index in pending.indices {
            if pending[index].isReady(at: now, step: stepCount) || pending[index].isLate { return false }
            if let time = pending[index].time, time - now < .seconds(3_600) { return false }
        }
        return true
    }

    /// Moves to the next time at which something is to happen, if it is near enough.
    private func moveTime(atMost duration: Duration? = nil) -> Bool {
        var earliest: Timestamp?
        for index in pending.indices {
            guard let time = pending[index].time else { continue }
            if earliest.map({ time < $0 }) ?? true { earliest = time }
        }
        guard let next = earliest else { return false }
        if let duration, next - clock.now > duration { return false }
        clock.set(max(next, clock.now))
        return true
    }

    mutating func take(_ event: EngineEvent) {
        let actions = state.handle(event, at: clock.now)
        for action in actions { watch(action) }
        pending += actions.map(Pending.action)
    }

    /// Takes in what the store has told.
    mutating func hear() {
        let notices = heard.takeAll()
        note(notices)
        if isTraced { for notice in notices { print("    heard \(String(describing: notice).prefix(300))") } }
        if !notices.isEmpty { take(.noticed(notices)) }
    }

    /// Keeps the books of which executions there are.
    mutating func note(_ notices: [Notice]) {
        for notice in notices {
            switch notice {
            case .changed(let id): if known.insert(id).inserted { unfinished.append(id) }
            case .finished(let id):
                if known.insert(id).inserted == false { unfinished.removeAll { $0 == id } }
                if let child = unfinished.first(where: { $0.text.hasPrefix(id.text + ".") }) {
                    violations.append("\(child) outlives \(id)")
                }
            default: break
            }
        }
    }
}
