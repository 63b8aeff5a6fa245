import ObeliskCore
import ObeliskTestSupport
import Testing

@testable import ObeliskEngine

/// An activity stub under a real engine: its result comes from outside.
@Suite(.timeLimit(.minutes(5))) struct StubTests {
    private let clock = ManualClock()
    private let runtime = ScriptedRuntime()
    private let main = ExecutionID(stored: "main")

    private func engine(on store: InMemoryStore) async throws -> Engine {
        Engine(
            configuration: EngineConfiguration(), generation: try await store.begin(node: "server"),
            ports: Engine.Ports(
                storage: store, runtime: runtime, registry: runtime, clock: clock, random: SeededRandom(seed: 1),
                threads: GuestThreads(count: 1)))
    }

    private func submit(to store: InMemoryStore) async throws {
        let created = Created(
            function: .demo("main"), params: JSONText(valid: "[]"), component: "workflows", due: clock.now, seed: 1,
            memoryBytesMax: 1 << 20)
        _ = await store.commit([
            Transaction([.create(Creation(id: main, kind: .workflow, created: created, time: clock.now))])
        ])
    }

    /// The children of the workflow, once it waits for one.
    private func waitingChild(in store: InMemoryStore) async -> ExecutionID? {
        while true {
            if case .blocked? = store.state.logs[main]?.row.state { break }
            await Task.yield()
        }
        return store.state.logs.keys.first { $0 != main }
    }

    @Test func aWorkflowThatCallsAStubWaitsOverARestartAndGoesOnWithItsResult() async throws {
        let store = InMemoryStore(clock: clock)
        runtime.workflow("main", [.call("approve"), .succeed("7")])
        runtime.stub("approve")
        let first = try await engine(on: store)
        async let firstEnd: Void = first.run()
        try await submit(to: store)
        let stub = try #require(await waitingChild(in: store))
        first.beginShutdown()
        try await firstEnd

        let second = try await engine(on: store)
        var ends = second.followers.end(of: main).makeAsyncIterator()
        async let secondEnd: Void = second.run()
        let row = try #require(store.state.logs[stub]?.row)
        #expect(row.kind == .activityStub && row.version == 0 && row.status == .pending(clock.now))
        let result = Outcome.ok(JSONText(valid: "1"))
        let outcomes = await store.commit([Transaction([.command(stub, .stub(result))])])
        #expect(outcomes == [.committed(Receipt(sequences: [1], commands: [.done]))])
        await ends.next()
        #expect(store.state.logs[main]?.row.state == .finished(.ok))
        #expect(runtime.attempts(of: stub) == 0)
        #expect(runtime.workflowStarts == 2)
        second.beginShutdown()
        try await secondEnd
    }
}
