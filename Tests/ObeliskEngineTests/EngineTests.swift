import ObeliskCore
import ObeliskTestSupport
import Testing

@testable import ObeliskEngine

@Suite("An engine", .timeLimit(.minutes(5)))
struct EngineTests {
    private let clock = ManualClock()
    private let runtime = ScriptedRuntime()

    private func engine(on store: InMemoryStore) async throws -> Engine {
        runtime.activity("one") { _, _ in .returned(.ok(JSONText(valid: "1")), isPermanent: false) }
        runtime.activity("endless") { _, _ in nil }
        return Engine(
            configuration: EngineConfiguration(), generation: try await store.begin(node: "server"),
            ports: Engine.Ports(
                storage: store, runtime: runtime, registry: runtime, clock: clock, random: SeededRandom(seed: 1),
                threads: GuestThreads(count: 1)))
    }

    private func submit(_ function: String, to store: InMemoryStore) async throws -> ExecutionID {
        let target = try runtime.resolve(.demo(function), params: JSONText(valid: "[]")).get()
        let id = ExecutionID(stored: function)
        let created = Created(
            function: .demo(function), params: JSONText(valid: "[]"), component: target.component, due: clock.now,
            seed: 1, memoryBytesMax: target.memoryBytesMax)
        _ = await store.commit([
            Transaction([.create(Creation(id: id, kind: target.kind, created: created, time: clock.now))])
        ])
        return id
    }

    private func state(_ id: ExecutionID, _ store: InMemoryStore) -> ExecutionState? {
        store.state.logs[id]?.row.state
    }

    private func failure(of engine: Engine) async -> StorageError? {
        do {
            try await engine.run()
            return nil
        } catch {
            return error as? StorageError
        }
    }

    @Test("runs what is submitted to its end, and returns once it is asked to stop and has")
    func runs() async throws {
        let store = InMemoryStore(clock: clock)
        runtime.workflow("main", [.repeat(10, [.call("one")])])
        let engine = try await engine(on: store)
        var ends = engine.followers.end(of: ExecutionID(stored: "main")).makeAsyncIterator()
        async let end: Void = engine.run()
        let id = try await submit("main", to: store)
        await ends.next()
        #expect(state(id, store) == .finished(.ok))
        engine.beginShutdown()
        try await end
        #expect(store.state.nodes.allSatisfy { $0.isEnded })
        #expect(store.state.orphans(limit: 1).isEmpty)
    }

    @Test("gives back at the end of the grace what does not end by itself")
    func grace() async throws {
        let store = InMemoryStore(clock: clock)
        let engine = try await engine(on: store)
        let started = AsyncStream<Void>.makeStream()
        runtime.activity("endless") { _, _ in
            started.continuation.yield()
            return nil
        }
        async let end: Void = engine.run()
        let id = try await submit("endless", to: store)
        var starts = started.stream.makeAsyncIterator()
        await starts.next()
        engine.beginShutdown()
        while clock.nextWake != clock.now + .seconds(10) { await Task.yield() }
        clock.advance(by: .seconds(10))
        try await end
        #expect(state(id, store) == .pending(due: clock.now))
        #expect(store.state.logs[id]?.row.owner == nil)
    }

    @Test("ends with the error where the store is lost, whatever its guests are doing")
    func fatal() async throws {
        let store = InMemoryStore(clock: clock)
        runtime.workflow("main", [.call("one")])
        runtime.workflow("spinning", [.compute(ticks: .max)])
        let engine = try await engine(on: store)
        let started = AsyncStream<Void>.makeStream()
        runtime.activity("endless") { _, _ in
            started.continuation.yield()
            return nil
        }
        async let failure = failure(of: engine)
        _ = try await submit("spinning", to: store)
        _ = try await submit("endless", to: store)
        var starts = started.stream.makeAsyncIterator()
        await starts.next()
        store.injectFaults { commit in
            guard case .transactions(let transactions) = commit.content,
                case .append? = transactions.first?.operations.first
            else { return nil }
            return .drop
        }
        _ = try await submit("main", to: store)
        let caught = await failure
        #expect(caught == CommitFault.unknown)
    }

    @Test("ends when its task is cancelled, whatever its guests are doing")
    func cancelled() async throws {
        let store = InMemoryStore(clock: clock)
        let engine = try await engine(on: store)
        let started = AsyncStream<Void>.makeStream()
        runtime.activity("endless") { _, _ in
            started.continuation.yield()
            return nil
        }
        try await withThrowingTaskGroup { group in
            group.addTask { try await engine.run() }
            _ = try await submit("endless", to: store)
            var starts = started.stream.makeAsyncIterator()
            await starts.next()
            group.cancelAll()
            try await group.waitForAll()
        }
    }
}
