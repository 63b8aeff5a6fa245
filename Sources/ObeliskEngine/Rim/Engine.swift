package import ObeliskCore
internal import ServiceLifecycle

/// Runs the executions of one node: carries out what its state decides, with the store, the guests and the clock.
package final class Engine: Service, Sendable {
    /// What the engine needs from outside.
    package struct Ports: Sendable {
        package let storage: any Storage
        package let runtime: any ComponentRuntime
        package let registry: any FunctionRegistry
        package let clock: any EngineClock
        package let random: any RandomSource
        /// Where guests run; ended with the engine.
        package let threads: GuestThreads
        /// Where what executions write goes besides the store, if anywhere.
        package let output: (any OutputSink)?

        package init(
            storage: any Storage, runtime: any ComponentRuntime, registry: any FunctionRegistry,
            clock: any EngineClock, random: any RandomSource, threads: GuestThreads,
            output: (any OutputSink)? = nil
        ) {
            self.storage = storage
            self.runtime = runtime
            self.registry = registry
            self.clock = clock
            self.random = random
            self.threads = threads
            self.output = output
        }
    }

    /// Those who follow executions.
    package let followers = Followers()

    /// What the engine has from outside.
    let ports: Ports
    let configuration: EngineConfiguration
    let generation: Generation
    /// What runs need from outside.
    let runEnvironment: WorkflowRun.Environment
    private let state: ContendedState<EngineState>
    /// What is to be decided on by the next of the guests' threads.
    private let inbox = ContendedState<[EngineEvent]>([])
    private let (waiting, workContinuation) = AsyncStream<Work>.makeStream()

    /// How many events the state takes before it is let go to others.
    private static let eventsTogetherMax = 64

    /// What the engine's main task has to do: all that waits for something, and the end.
    private enum Work: Sendable {
        case action(EngineAction)
        case store(Transaction, of: ActivityAttempt)
        case stop
        case fail(StorageError)
    }

    /// - Parameter generation: what `Storage.begin` gave this node.
    package init(configuration: EngineConfiguration, generation: Generation, ports: Ports) {
        self.configuration = configuration
        self.generation = generation
        self.ports = ports
        runEnvironment = WorkflowRun.Environment(
            runtime: ports.runtime, registry: ports.registry, clock: ports.clock,
            writesMax: configuration.burstWritesMax, bytesMax: configuration.burstBytesMax)
        state = ContendedState(
            EngineState(configuration: configuration, generation: generation, components: ports.registry.components))
    }

    /// Responses that workflows have taken durably since the start.
    package var stepCount: Int { state.withLock { $0.stepCount } }

    /// Stores a client's new execution. It starts here in that very transaction where a permit is free and nothing
    /// older waits, and waits to be claimed otherwise.
    package func submit(_ creation: Creation) async -> CommitOutcome {
        var creation = creation
        state.withLock { $0.admit(submission: &creation, at: ports.clock.now) }
        let outcome = await ports.storage.commit([Transaction([.create(creation)])])[0]
        react(to: .submitted(creation, outcome))
        return outcome
    }

    /// Recovers what earlier generations left, then runs until graceful shutdown has ended all work.
    ///
    /// - Throws: `StorageError` where the store is lost; the process must end then.
    package func run() async throws {
        let result: Result<Void, any Error>
        do { result = .success(try await work()) } catch { result = .failure(error) }
        ports.storage.observe { _ in }
        workContinuation.finish()
        await ports.threads.end()
        try result.get()
        try await ports.storage.end(generation)
    }

    private func work() async throws {
        // What is recovered may end here, and somebody may wait for that end already.
        ports.storage.observe { [followers] notices in followers.tell(notices) }
        try await recover()
        ports.storage.observe { [weak self] notices in self?.heard(notices) }
        let nodes = try await ports.storage.nodes()
        try await withGracefulShutdownHandler {
            try await withThrowingDiscardingTaskGroup { group in
                spawn(state.withLock { $0.start(at: ports.clock.now, nodes: nodes) })
                for await next in waiting {
                    switch next {
                    case .action(let action):
                        group.addTask {
                            if let event = await self.eventAfterWaiting(for: action) { self.react(to: event) }
                        }
                    case .store(let lines, let attempt):
                        group.addTask { await self.store(lines, of: attempt) }
                    case .stop:
                        group.cancelAll()
                        return
                    case .fail(let error): throw error
                    }
                }
            }
        } onGracefulShutdown: {
            self.beginShutdown()
        }
    }

    /// Called on the thread that has committed.
    private func heard(_ notices: [Notice]) {
        followers.tell(notices)
        if let output = ports.output {
            for case .output(let id, let lines) in notices { output.take(lines, of: id) }
        }
        spawn(state.withLock { $0.handle(.noticed(notices), at: ports.clock.now) })
    }

    /// Stops claiming; the run returns once what runs has ended, or was given back at the end of the grace.
    func beginShutdown() {
        spawn(state.withLock { $0.handle(.stopping, at: ports.clock.now) })
        let end = ports.clock.now + configuration.shutdownGrace
        workContinuation.yield(.action(.endGrace(at: end)))
    }

    /// Has an event decided on by one of the guests' threads, together with those that come until it has its turn: the
    /// callers of one physical commit are answered one after the other, and the state is locked once for many of them.
    private func react(to event: EngineEvent) {
        let isFirst = inbox.withLock { inbox in
            inbox.append(event)
            return inbox.count == 1
        }
        if isFirst { ports.threads.run { self.handleInbox() } }
    }

    private func handleInbox() {
        var rest = inbox.withLock { inbox in
            defer { inbox = [] }
            return inbox[...]
        }
        while !rest.isEmpty {
            let some = rest.prefix(Self.eventsTogetherMax)
            rest = rest.dropFirst(some.count)
            let actions = state.withLock { state in some.flatMap { state.handle($0, at: ports.clock.now) } }
            if rest.isEmpty { follow(actions) } else { spawn(actions) }
        }
    }

    /// Has actions carried out by the guests' threads.
    private func spawn(_ actions: [EngineAction]) {
        ports.threads.run(actions.map { action in { @Sendable in self.carryOut(action) } })
    }

    /// On one of the guests' threads: carries out an action, and what follows from it.
    private func carryOut(_ action: EngineAction) {
        if let event = event(of: action) { handle(event) }
    }

    /// On one of the guests' threads: passes an event to the state, and does what follows.
    private func handle(_ event: EngineEvent) {
        follow(state.withLock { $0.handle(event, at: ports.clock.now) })
    }

    /// On one of the guests' threads: carries out the last action, and the last of what that leads to, on this thread,
    /// and all others on any. No further once the engine ends, or a guest that computes for ever would keep it.
    private func follow(_ actions: [EngineAction]) {
        var actions = actions
        while !ports.threads.isEnded, let last = actions.popLast() {
            // The others first: the last may run a guest, or make a commit.
            spawn(actions)
            guard let event = event(of: last) else { return }
            actions = state.withLock { $0.handle(event, at: ports.clock.now) }
        }
    }

    /// Carries out an action, unless it waits for something.
    private func event(of action: EngineAction) -> EngineEvent? {
        switch action {
        case .advance(let id, let run, let responses, let isYielding):
            guard isYielding else { return .advanced(id, run.advance(with: responses)) }
            ports.threads.run { self.handle(.advanced(id, run.advance(with: responses))) }
        case .commit(let commit):
            let outcome = ports.storage.submit(commit.transaction) { self.react(to: .committed(commit, $0)) }
            return outcome.map { .committed(commit, $0) }
        case .begin(let id, let row, let created) where row.version <= 1: return began(id, row, created)
        case .startAttempt(let attempt):
            return goOn(with: ActivityAttempt(attempt, clock: ports.clock, configuration: configuration))
        case .stopAttempt(let order, let ending): order.give(ending)
        case .discard: break
        case .fail(let error): workContinuation.yield(.fail(error))
        case .stopped: workContinuation.yield(.stop)
        default: workContinuation.yield(.action(action))
        }
        return nil
    }

    /// Lets an attempt have its turn; one that goes on has its next when others had theirs.
    private func goOn(with attempt: ActivityAttempt) -> EngineEvent? {
        if let end = attempt.step(on: ports.runtime) {
            return .attemptEnded(
                attempt.attempt.id, end.ending, isPermanent: end.isPermanent, lines: attempt.takeLines(),
                random: ports.random.next())
        }
        if let surplus = attempt.takeSurplus() {
            workContinuation.yield(.store(surplus, of: attempt))
        } else {
            resume(attempt)
        }
        return nil
    }

    private func resume(_ attempt: ActivityAttempt) {
        ports.threads.run { if let event = self.goOn(with: attempt) { self.handle(event) } }
    }

    /// Stores lines of an attempt that goes on; while the disk is full, it waits, unless it was ordered to stop. What
    /// is a conflict nobody misses.
    private func store(_ lines: Transaction, of attempt: ActivityAttempt) async {
        while !Task.isCancelled {
            switch await ports.storage.commit([lines])[0] {
            case .committed, .conflict: return resume(attempt)
            case .fatal(let error):
                workContinuation.yield(.fail(error))
                return
            case .refused where attempt.isStopping:
                attempt.restore(lines)
                return resume(attempt)
            case .refused: do { try await ports.clock.sleep(until: ports.clock.now + configuration.fullRetry) } catch {}
            }
        }
    }
}
