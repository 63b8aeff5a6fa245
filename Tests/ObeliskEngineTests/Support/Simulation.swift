import ObeliskCore
import ObeliskTestSupport
import Synchronization

@testable import ObeliskEngine

/// The engine's state with a store in memory, scripted guests and a virtual clock, one step at a time: which of the
/// things that could happen next does happen is drawn from a seed.
struct Simulation {
    /// Something that may happen next.
    enum Pending {
        case action(EngineAction)
        case event(EngineEvent)
        /// An attempt goes on; one that computes is polled once at each instant.
        case attempt(RunID, ActivityAttempt, polledAt: Timestamp?)
    }

    /// What a test may do to a commit.
    enum Fault {
        /// The process ends before it.
        case crashBefore
        /// The process ends when it is durable and nobody has been told.
        case crashAfter
        /// Nothing is written, for the disk is full.
        case full
    }

    let runtime: ScriptedRuntime
    let configuration: EngineConfiguration
    let clock = ManualClock()
    var store = StoreState()
    var generation = Generation(0)
    var state: EngineState
    var pending: [Pending] = []
    var generator: SeededGenerator
    var commitCount = 0
    var stepCount = 0
    /// Asked at each commit, with its number from 1.
    var fault: (Int) -> Fault? = { _ in nil }
    var isFailed = false

    init(_ runtime: ScriptedRuntime, seed: UInt64 = 1, configuration: EngineConfiguration = EngineConfiguration()) {
        self.runtime = runtime
        self.configuration = configuration
        generator = SeededGenerator(seed: seed)
        state = EngineState(configuration: configuration, generation: generation, components: [])
        start()
    }

    /// A process begins on what is stored.
    mutating func start() {
        generation = store.begin(node: configuration.node)
        pending = []
        isFailed = false
        state = EngineState(configuration: configuration, generation: generation, components: runtime.components)
        while case let rows = store.orphans(limit: 100), !rows.isEmpty {
            _ = store.apply(Recovery.transactions(for: rows, registry: runtime, now: clock.now), at: clock.now)
        }
        pending = state.start(at: clock.now).map(Pending.action)
    }

    /// Stores an execution, as the service would.
    @discardableResult
    mutating func submit(_ function: String, id: String, params: String = "[]") -> ExecutionID {
        guard case .success(let target) = runtime.resolve(.demo(function), params: JSONText(valid: params)) else {
            preconditionFailure("no function '\(function)'")
        }
        let created = Created(
            function: .demo(function), params: JSONText(valid: params), component: target.component, due: clock.now,
            seed: 7, memoryBytesMax: target.memoryBytesMax)
        let id = ExecutionID(stored: id)
        apply(Transaction([.create(Creation(id: id, kind: target.kind, created: created, time: clock.now))]))
        return id
    }

    /// Carries out a transaction from outside the engine.
    @discardableResult
    mutating func apply(_ transaction: Transaction) -> CommitOutcome {
        let (outcomes, notices) = store.apply([transaction], at: clock.now)
        hear(notices)
        return outcomes[0]
    }

    func outcome(of id: ExecutionID) -> Outcome? {
        guard case .finished(let outcome) = store.logs[id]?.events.last?.event else { return nil }
        return outcome
    }

    /// Runs until the execution has ended; false where nothing more can happen, or far too much has.
    @discardableResult
    mutating func run(until id: ExecutionID, stepsMax: Int = 100_000) -> Bool {
        run(stepsMax: stepsMax) { $0.outcome(of: id) != nil }
    }

    /// Runs until `isDone`, or until nothing is left to happen.
    @discardableResult
    mutating func run(stepsMax: Int = 100_000, until isDone: (Simulation) -> Bool) -> Bool {
        let last = stepCount + stepsMax
        while !isDone(self) {
            guard stepCount < last, step() else { return false }
        }
        return true
    }

    /// Lets one thing happen; time moves only when nothing else is left. False if nothing can happen.
    mutating func step() -> Bool {
        stepCount += 1
        let ready = pending.indices.filter { isReady(pending[$0]) }
        guard let index = ready.randomElement(using: &generator) else {
            guard let next = pending.compactMap(\.time).min() else { return false }
            clock.set(max(next, clock.now))
            return true
        }
        switch pending.remove(at: index) {
        case .event(let event): take(event)
        case .attempt(let id, let body, _): goOn(id, body)
        case .action(let action): carryOut(action)
        }
        if isFailed { start() }
        return true
    }

    private func isReady(_ pending: Pending) -> Bool {
        if case .attempt(_, let body, let polledAt) = pending { return polledAt != clock.now || body.isStopping }
        return pending.time.map { $0 <= clock.now } ?? true
    }

    mutating func take(_ event: EngineEvent) {
        pending += state.handle(event, at: clock.now).map(Pending.action)
    }

    mutating func hear(_ notices: [Notice]) {
        if !notices.isEmpty { take(.noticed(notices)) }
    }
}
