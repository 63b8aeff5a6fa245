package import ObeliskCore
internal import ServiceLifecycle
internal import Synchronization

/// Runs the executions of one node: carries out what its state decides, with the store, the guests and the clock.
package final class Engine: Service, Sendable {
    /// What the engine needs from outside.
    package struct Ports: Sendable {
        package let storage: any Storage
        package let runtime: any ComponentRuntime
        package let registry: any FunctionRegistry
        package let clock: any EngineClock
        package let random: any RandomSource
        /// Where guests run.
        package let executor: any TaskExecutor

        package init(
            storage: any Storage, runtime: any ComponentRuntime, registry: any FunctionRegistry,
            clock: any EngineClock, random: any RandomSource, executor: any TaskExecutor
        ) {
            self.storage = storage
            self.runtime = runtime
            self.registry = registry
            self.clock = clock
            self.random = random
            self.executor = executor
        }
    }

    /// Those who follow executions.
    package let followers = Followers()

    /// What the engine has from outside.
    let ports: Ports
    let configuration: EngineConfiguration
    let generation: Generation
    private let state: Mutex<EngineState>
    private let (work, workContinuation) = AsyncStream<Work>.makeStream()

    /// What the engine's main task spawns or ends on.
    private enum Work: Sendable {
        case action(EngineAction)
        case stop
        case fail(StorageError)
    }

    /// - Parameter generation: what `Storage.begin` gave this node.
    package init(configuration: EngineConfiguration, generation: Generation, ports: Ports) {
        self.configuration = configuration
        self.generation = generation
        self.ports = ports
        state = Mutex(
            EngineState(configuration: configuration, generation: generation, components: ports.registry.components))
    }

    /// Responses that workflows have taken durably since the start.
    package var stepCount: Int { state.withLock { $0.stepCount } }

    /// Recovers what earlier generations left, then runs until graceful shutdown has ended all work.
    ///
    /// - Throws: `StorageError` where the store is lost; the process must end then.
    package func run() async throws {
        try await recover()
        defer {
            ports.storage.observe { _ in }
            workContinuation.finish()
        }
        ports.storage.observe { [weak self] notices in self?.heard(notices) }
        let nodes = try await ports.storage.nodes()
        try await withGracefulShutdownHandler {
            try await withThrowingDiscardingTaskGroup { group in
                spawn(state.withLock { $0.start(at: ports.clock.now, nodes: nodes) })
                for await next in work {
                    switch next {
                    case .action(let action):
                        group.addTask(executorPreference: ports.executor) { await self.carryOut(action) }
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
        try await ports.storage.end(generation)
    }

    /// Passes an event to the state; all actions but the last are spawned, and the last returned.
    private func handle(_ event: EngineEvent) -> EngineAction? {
        var actions = state.withLock { $0.handle(event, at: ports.clock.now) }
        let last = actions.popLast()
        spawn(actions)
        return last
    }

    private func spawn(_ actions: [EngineAction]) {
        for action in actions { workContinuation.yield(.action(action)) }
    }

    /// Called on the store's writer thread.
    private func heard(_ notices: [Notice]) {
        followers.tell(notices)
        if let action = handle(.noticed(notices)) { spawn([action]) }
    }

    /// Stops claiming; the run returns once what runs has ended, or was given back at the end of the grace.
    func beginShutdown() {
        if let action = handle(.stopping) { spawn([action]) }
        let end = ports.clock.now + configuration.shutdownGrace
        workContinuation.yield(.action(.endGrace(at: end)))
    }

    /// Carries out an action, and whatever follows from it one by one, in this task; no further once the engine ends,
    /// or a guest that computes for ever would keep it.
    private func carryOut(_ first: EngineAction) async {
        var next: EngineAction? = first
        while let action = next, !Task.isCancelled {
            next = await event(of: action).flatMap(handle)
        }
    }

    private func event(of action: EngineAction) async -> EngineEvent? {
        let storage = ports.storage
        switch action {
        case .claim(let request):
            do { return .claimed(request, .success(try await storage.claim(request))) } catch {
                return .claimed(request, .failure(error))
            }
        case .begin(let id, let row, let created): return await begin(id, row, created)
        case .advance(let id, let run, let responses, let isYielding):
            if isYielding { await Task.yield() }
            return .advanced(id, run.advance(with: responses))
        case .commit(let commit):
            let outcomes = await storage.commit([commit.transaction])
            return .committed(commit, outcomes[0])
        case .startAttempt(let attempt): return await runAttempt(attempt)
        case .stopAttempt(let order, let ending):
            order.give(ending)
            return nil
        case .readResponses(let id, let after):
            do { return .responsesRead(id, .success(try await responses(of: id.execution, after: after))) } catch {
                return .responsesRead(id, .failure(error))
            }
        case .readTimers(let from):
            do {
                return .timersRead(.success(try await storage.timers(from: from, limit: configuration.pageMax)))
            } catch {
                return .timersRead(.failure(error))
            }
        case .readRow(let id):
            do { return .rowRead(id, .success(try await storage.execution(id.execution))) } catch {
                return .rowRead(id, .failure(error))
            }
        case .reclaim(let execution, let epoch):
            await reclaim(execution, epoch)
            return nil
        case .readWoken, .readNodes, .beat, .lookForForeignCommits, .recover: return await eventOfSharing(action)
        case .arm(let time):
            do { try await ports.clock.sleep(until: time) } catch { return nil }
            return .ticked
        case .endGrace(let time):
            do { try await ports.clock.sleep(until: time) } catch { return nil }
            return .graceEnded
        case .discard: return nil
        case .fail(let error):
            workContinuation.yield(.fail(error))
            return nil
        case .stopped:
            workContinuation.yield(.stop)
            return nil
        }
    }

    private func runAttempt(_ attempt: Attempt) async -> EngineEvent? {
        let body = ActivityAttempt(attempt, clock: ports.clock, configuration: configuration)
        do {
            guard let end = try await body.run(on: ports.runtime, store: write) else { return nil }
            return .attemptEnded(
                attempt.id, end.ending, isPermanent: end.isPermanent, lines: body.takeLines(),
                random: ports.random.next())
        } catch {
            workContinuation.yield(.fail(error))
            return nil
        }
    }

    /// Stores lines of an attempt that goes on; while the disk is full, it waits. What is a conflict nobody misses.
    private func write(_ output: Transaction) async throws(StorageError) {
        while !Task.isCancelled {
            switch await ports.storage.commit([output])[0] {
            case .committed, .conflict: return
            case .fatal(let error): throw error
            case .refused: do { try await ports.clock.sleep(until: ports.clock.now + configuration.fullRetry) } catch {}
            }
        }
    }
}
