import Foundation
import Logging
import ObeliskCore
import ObeliskEngine
import ObeliskSQLite
import ObeliskServer
import ServiceLifecycle

/// A node in this process: a store, and an engine over it that runs until a body returns.
struct BenchNode: Sendable {
    /// What a node is made of.
    struct Setup: Sendable {
        /// Where the database is.
        var directory: URL
        var runtime: any ComponentRuntime
        var registry: any FunctionRegistry
        var synchronous = SQLiteConfiguration.Synchronous.full
        var engine = EngineConfiguration()
    }

    /// Where its executions are.
    let store: SQLiteStore
    let engine: Engine
    let generation: Generation
    let registry: any FunctionRegistry
    let clock = SystemClock()

    /// Runs a body beside a node, and ends the node in good order.
    static func run<Value: Sendable>(
        _ setup: Setup, _ body: @escaping @Sendable (BenchNode) async throws -> Value
    ) async throws -> Value {
        let clock = SystemClock()
        var configuration = SQLiteConfiguration(path: setup.directory.appending(path: "obelisk.sqlite").path)
        configuration.synchronous = setup.synchronous
        let store = try SQLiteStore(configuration, clock: clock)
        defer { store.close() }
        let generation = try await store.begin(node: setup.engine.node)
        let engine = Engine(
            configuration: setup.engine, generation: generation,
            ports: Engine.Ports(
                storage: store, runtime: setup.runtime, registry: setup.registry, clock: clock, random: SystemRandom(),
                threads: GuestThreads(coreCount: ProcessInfo.processInfo.activeProcessorCount)))
        let node = BenchNode(store: store, engine: engine, generation: generation, registry: setup.registry)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(services: [engine], logger: .init(label: "bench")))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let value = try await body(node)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return value
        }
    }

    /// Stores an execution.
    func submit(_ function: FunctionName, params: String, id: String) async throws {
        let params = JSONText(valid: params)
        let target = try registry.resolve(function, params: params).get()
        let now = clock.now
        let creation = Creation(
            id: ExecutionID(stored: id), kind: target.kind,
            created: Created(
                function: function, params: params, component: target.component, due: now, seed: 1,
                memoryBytesMax: target.memoryBytesMax),
            time: now)
        for case .conflict(let conflict) in await store.commit([Transaction([.create(creation)])]) {
            throw BenchFailure("\(id) was not stored: \(conflict)")
        }
    }

    /// Returns once an execution has finished well.
    func end(of id: String) async throws {
        let id = ExecutionID(stored: id)
        var ends = engine.followers.end(of: id).makeAsyncIterator()
        while true {
            if case .finished(let kind) = try await store.execution(id)?.state {
                guard kind == .ok else { throw BenchFailure("\(id) ended as \(kind)") }
                return
            }
            _ = await ends.next()
        }
    }

    /// The whole log of an execution.
    func log(of id: String) async throws -> [LoggedEvent] {
        var log: [LoggedEvent] = []
        while true {
            let page = try await store.events(of: ExecutionID(stored: id), from: log.count, limit: 10_000)
            if page.isEmpty { return log }
            log += page
        }
    }
}

/// A workload did not do what it was to do.
struct BenchFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
