import Foundation
import ObeliskCore
import ObeliskEngine
import ObeliskRuntime
import ObeliskSQLite
import ObeliskTestSupport
import Testing

/// A real engine with the probes' components and a SQLite store, without a protocol around it.
struct ProbeServer: FunctionRegistry {
    let components: [DeployedComponent]
    let clock: any EngineClock
    let store: any Storage
    private let sqlite: SQLiteStore
    let runtime: WasmtimeRuntime
    private let folder: URL

    /// - Parameter attemptDurationMax: of the activity, which is tried once.
    init(
        clock: any EngineClock, attemptDurationMax: Duration = .seconds(600), concurrencyMax: Int? = nil,
        pooledInstancesMax: Int = 8, handlesMax: Int = 1_000
    ) async throws {
        self.clock = clock
        components = [
            DeployedComponent(
                name: "flow", kind: .workflow, digest: "sha256:0", concurrencyMax: concurrencyMax,
                memoryBytesMax: 8 << 20),
            DeployedComponent(
                name: "act", kind: .activity, digest: "sha256:0",
                retry: RetryPolicy(retriesMax: 0, backoff: .zero, jitter: 0), attemptDurationMax: attemptDurationMax,
                memoryBytesMax: 8 << 20),
        ]
        runtime = try WasmtimeRuntime(
            WasmtimeRuntime.Configuration(pooledInstancesMax: pooledInstancesMax, handlesMax: handlesMax))
        for component in components {
            try await runtime.load(component, bytes: try ProbeGuest.bytes(component.kind))
        }
        folder = FileManager.default.temporaryDirectory.appending(path: "obelisk-probe-\(UUID().uuidString)")
        var configuration = SQLiteConfiguration(path: folder.appending(path: "obelisk.sqlite").path)
        configuration.synchronous = .normal
        sqlite = try SQLiteStore(configuration, clock: clock)
        store = sqlite
    }

    func component(named name: String) -> DeployedComponent? { components.first { $0.name == name } }

    func resolve(_ function: FunctionName, params: JSONText) -> Result<Target, Refusal> {
        guard let found = components.first(where: { function.interface == "test:guest/\($0.name)" }) else {
            return .failure(.functionNotFound)
        }
        return .success(
            Target(component: found.name, kind: found.kind, memoryBytesMax: found.memoryBytesMax))
    }

    /// Runs an engine on the store while the body runs.
    func run(
        _ configuration: EngineConfiguration = EngineConfiguration(), threadCount: Int = 1,
        _ body: (Engine) async throws -> Void
    ) async throws {
        let engine = Engine(
            configuration: configuration, generation: try await store.begin(node: "server"),
            ports: Engine.Ports(
                storage: store, runtime: runtime, registry: self, clock: clock, random: SeededRandom(seed: 1),
                threads: GuestThreads(count: threadCount)))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await engine.run() }
            try await body(engine)
            group.cancelAll()
            do { try await group.waitForAll() } catch is CancellationError {}
        }
        sqlite.close()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Stores executions of one function, as a service would.
    func submit(_ component: String, _ function: String, _ ids: [ExecutionID]) async throws {
        let target = try #require(self.component(named: component))
        let name = FunctionName(interface: "test:guest/\(component)", function: function)
        let outcomes = await store.commit(
            ids.map { id in
                let created = Created(
                    function: name, params: .emptyArray, component: component, due: clock.now, seed: 1,
                    memoryBytesMax: target.memoryBytesMax)
                return Transaction([.create(Creation(id: id, kind: target.kind, created: created, time: clock.now))])
            })
        for outcome in outcomes {
            guard case .committed = outcome else { throw StorageError(.failed, "\(outcome)") }
        }
    }

    /// Stores one execution.
    func submit(_ component: String, _ function: String) async throws -> ExecutionID {
        let id = ExecutionID(stored: "\(component)-\(function)")
        try await submit(component, function, [id])
        return id
    }

    /// How an execution ends.
    func outcome(of id: ExecutionID, _ engine: Engine) async throws -> Outcome? {
        var ends = engine.followers.end(of: id).makeAsyncIterator()
        while true {
            if let row = try await store.execution(id), case .finished = row.state,
                case .finished(let outcome)? = try await store.events(of: id, from: row.version, limit: 1).first?.event
            {
                return outcome
            }
            guard await ends.next() != nil else { return nil }
        }
    }
}
