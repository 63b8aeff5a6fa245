import ObeliskCore
import ObeliskTestSupport
import Synchronization
import Testing

@testable import ObeliskEngine

@Suite("What a guest writes at length", .timeLimit(.minutes(5)))
struct SurplusTests {
    /// A runtime whose one activity writes 100 lines of 1,000 bytes, as fast as it can.
    private final class Chatty: ComponentRuntime {
        final class Call: GuestCall {
            let count = Mutex(0)
            let isWaiting = Mutex(false)
            let host: @Sendable (ActivityCall) -> HostReply

            init(_ host: @escaping @Sendable (ActivityCall) -> HostReply) {
                self.host = host
            }

            func poll() -> GuestProgress {
                if isWaiting.withLock({ $0 }) { return .suspended }
                while true {
                    let number = count.withLock { count in
                        count += 1
                        return count
                    }
                    guard number <= 100 else { return .finished(.returned(.ok(nil), isPermanent: false)) }
                    let text = "\(number) " + String(repeating: "x", count: 1_000)
                    if case .suspend = host(.log(.info, message: text, fields: [])) {
                        isWaiting.withLock { $0 = true }
                        return .suspended
                    }
                }
            }

            func answer(_ result: HostResult) { isWaiting.withLock { $0 = false } }
        }

        let scripts: ScriptedRuntime

        init(_ scripts: ScriptedRuntime) {
            self.scripts = scripts
        }

        func describe(_ bytes: [UInt8]) async throws(RuntimeError) -> ComponentDescription {
            try await scripts.describe(bytes)
        }

        func load(_ component: DeployedComponent, bytes: [UInt8]) async throws(RuntimeError) {}

        func startWorkflow(
            _ start: GuestStart, host: @escaping @Sendable (HostCall) -> HostReply
        ) throws(RuntimeError) -> any GuestCall { try scripts.startWorkflow(start, host: host) }

        func startActivity(
            _ start: GuestStart, host: @escaping @Sendable (ActivityCall) -> HostReply
        ) throws(RuntimeError) -> any GuestCall { Call(host) }
    }

    private var configuration: EngineConfiguration {
        var configuration = EngineConfiguration()
        configuration.attemptOutputBytesMax = 10_000
        return configuration
    }

    private func engine(on store: InMemoryStore, _ clock: ManualClock) async throws -> Engine {
        let scripts = ScriptedRuntime()
        scripts.activity("one") { _, _ in nil }
        return Engine(
            configuration: configuration, generation: try await store.begin(node: "server"),
            ports: Engine.Ports(
                storage: store, runtime: Chatty(scripts), registry: scripts, clock: clock,
                random: SeededRandom(seed: 1), threads: GuestThreads(count: 1)))
    }

    @Test("lines of an attempt are stored while it runs, once each and in order, also over a full disk")
    func lines() async throws {
        let clock = ManualClock()
        let store = InMemoryStore(clock: clock)
        let engine = try await engine(on: store, clock)
        let chunks = Mutex<[Int]>([])
        store.injectFaults { commit in
            guard case .transactions(let transactions) = commit.content,
                case .output(_, let lines)? = transactions.first?.operations.first
            else { return nil }
            return chunks.withLock { chunks in
                chunks.append(lines.count)
                return chunks.count == 2 ? .refuse(StorageError(.full, "no room")) : nil
            }
        }
        let id = ExecutionID(stored: "x")
        let created = Created(
            function: .demo("one"), params: .emptyArray, component: "activities", due: clock.now, seed: 1,
            memoryBytesMax: 1 << 20)
        _ = await store.commit([
            Transaction([.create(Creation(id: id, kind: .activity, created: created, time: clock.now))])
        ])
        var ends = engine.followers.end(of: id).makeAsyncIterator()
        async let end: Void = engine.run()
        while clock.nextWake != clock.now + configuration.fullRetry { await Task.yield() }
        clock.advance(by: configuration.fullRetry)
        await ends.next()
        let lines = try await store.output(of: id, after: 0, limit: 1_000).map(\.line)
        #expect(lines.map(\.ordinal) == Array(0..<100))
        #expect(lines.map { $0.text.prefix { $0 != " " } } == (1...100).map { "\($0)" })
        #expect(chunks.withLock { $0.count } > 10, "written in one turn, they are stored in many")
        #expect(chunks.withLock { $0.allSatisfy { $0 <= 10 } }, "ten lines are more than may be kept")
        engine.beginShutdown()
        try await end
    }

    @Test("a burst ends once it has so many bytes")
    func burst() async throws {
        let runtime = Scripts.runtime([.repeat(100, [.publish("x", "\"" + String(repeating: "x", count: 500) + "\"")])])
        var configuration = EngineConfiguration()
        configuration.burstBytesMax = 11_000
        var simulation = try await Simulation(runtime, configuration: configuration)
        await simulation.submit(id: "x")
        let isDone = try await simulation.run()
        #expect(isDone)
        // Each publishing is two writes of some 560 bytes: ten of them a burst.
        #expect((10...16).contains(simulation.node.commitCount))
    }

    @Test("an attempt that waits for room for its lines hears that it is to stop")
    func stopped() async throws {
        let clock = ManualClock()
        let store = InMemoryStore(clock: clock)
        let engine = try await engine(on: store, clock)
        store.injectFaults { commit in
            guard case .transactions(let transactions) = commit.content,
                case .output? = transactions.first?.operations.first
            else { return nil }
            return .refuse(StorageError(.full, "no room"))
        }
        let created = Created(
            function: .demo("one"), params: .emptyArray, component: "activities", due: clock.now, seed: 1,
            memoryBytesMax: 1 << 20)
        let creation = Creation(id: ExecutionID(stored: "x"), kind: .activity, created: created, time: clock.now)
        _ = await store.commit([Transaction([.create(creation)])])
        let isOver = Mutex(false)
        @Sendable func run() async throws {
            try await engine.run()
            isOver.withLock { $0 = true }
        }
        async let end: Void = run()
        while clock.nextWake != clock.now + configuration.fullRetry { await Task.yield() }
        engine.beginShutdown()
        while !isOver.withLock({ $0 }) {
            clock.advance(by: configuration.fullRetry)
            await Task.yield()
        }
        try await end
        #expect(store.state.nodes.allSatisfy { $0.isEnded })
    }
}
