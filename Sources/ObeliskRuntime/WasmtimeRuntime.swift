import Dispatch
package import ObeliskCore
import Synchronization
import WIT
import Wasmtime

/// Runs components for the engine, with Wasmtime.
package final class WasmtimeRuntime: ComponentRuntime {
    /// The settings; those of the stack and of fuel decide where old histories trap, so they belong to `semantics`.
    package struct Configuration: Hashable, Sendable {
        /// Where compiled components are kept; nil compiles anew each time.
        package var cacheDirectory: String?
        /// The largest memory any component may be given.
        package var memoryBytesMax: Int
        /// The stack WebAssembly code may use.
        package var wasmStackBytesMax: Int
        /// Instances kept ready in a pool; further ones are made when needed. 0 makes all when needed.
        package var pooledInstancesMax: Int
        /// Instances beyond the pool; nil: as many as the machine can map.
        package var furtherInstancesMax: Int?
        /// The instructions a guest may execute between two answers of the engine; nil does not count them.
        package var fuelPerBurst: UInt64?
        /// Handles one guest may hold at once.
        package var handlesMax: Int
        /// Memories one guest may have, each of which may grow to the guest's limit.
        package var memoriesMax: Int
        /// Elements one table of a guest may have; each takes 16 bytes of the host's memory.
        package var tableElementsMax: Int
        /// Tables one guest may have.
        package var tablesMax: Int
        /// Whether one component is compiled on all cores.
        package var compilesInParallel: Bool

        package init(
            cacheDirectory: String? = nil, memoryBytesMax: Int = 4 << 30, wasmStackBytesMax: Int = 512 << 10,
            pooledInstancesMax: Int = 1_024, furtherInstancesMax: Int? = nil, fuelPerBurst: UInt64? = nil,
            handlesMax: Int = 100_000,
            memoriesMax: Int = 4, tableElementsMax: Int = 1_000_000, tablesMax: Int = 100,
            compilesInParallel: Bool = true
        ) {
            self.cacheDirectory = cacheDirectory
            self.memoryBytesMax = memoryBytesMax
            self.wasmStackBytesMax = wasmStackBytesMax
            self.pooledInstancesMax = pooledInstancesMax
            self.furtherInstancesMax = furtherInstancesMax
            self.fuelPerBurst = fuelPerBurst
            self.handlesMax = handlesMax
            self.memoriesMax = memoriesMax
            self.tableElementsMax = tableElementsMax
            self.tablesMax = tablesMax
            self.compilesInParallel = compilesInParallel
        }
    }

    /// One in so many places of the pool is kept for attempts, which end soon and gain most from it: workflows that
    /// wait would have taken them all.
    private static let attemptsShareOfPool = 4
    /// Places beyond the pool that are kept for attempts.
    private static let furtherInstancesForAttempts = 16

    private let configuration: Configuration
    private let engine: Engine
    private let cache: ComponentCache?
    private let guests = Mutex<[String: LoadedGuest]>([:])
    /// Compiling takes up to seconds, and must not hold a thread of Swift's own.
    private let compiler = DispatchQueue(label: "obelisk-compiler")

    /// Makes a runtime.
    ///
    /// - Throws: `failed` if the machine cannot give what the settings ask for.
    package init(_ configuration: Configuration = Configuration()) throws(RuntimeError) {
        self.configuration = configuration
        let settings = EngineConfiguration(
            memoryBytesMax: configuration.memoryBytesMax, wasmStackBytesMax: configuration.wasmStackBytesMax,
            countsFuel: configuration.fuelPerBurst != nil, compilesInParallel: configuration.compilesInParallel,
            pool: configuration.pooledInstancesMax == 0
                ? nil : EngineConfiguration.Pool(instancesMax: configuration.pooledInstancesMax),
            instancesOnDemandMax: configuration.furtherInstancesMax)
        let engine: Engine
        do throws(WasmtimeError) { engine = try Engine(settings) } catch {
            throw RuntimeError(.failed, error.message)
        }
        self.engine = engine
        cache = configuration.cacheDirectory.map { ComponentCache(directory: $0, engine: engine) }
    }

    /// Reads a component's types, which takes compiling it.
    package func describe(_ bytes: [UInt8]) async throws(RuntimeError) -> ComponentDescription {
        try await ComponentDescription(compile(bytes).type)
    }

    /// Makes a component ready under its name, in place of another of that name.
    package func load(_ component: DeployedComponent, bytes: [UInt8]) async throws(RuntimeError) {
        let guest = try LoadedGuest(await compile(bytes), kind: component.kind)
        guests.withLock { $0[component.name] = guest }
    }

    /// Begins a call of a workflow's export.
    package func startWorkflow(
        _ start: GuestStart, host: @escaping @Sendable (HostCall) -> HostReply
    ) throws(RuntimeError) -> any GuestCall {
        try self.start(start, kind: .workflow, host: host)
    }

    /// Begins one attempt of an activity's export.
    package func startActivity(
        _ start: GuestStart, host: @escaping @Sendable (ActivityCall) -> HostReply
    ) throws(RuntimeError) -> any GuestCall {
        try self.start(start, kind: .activity) { call in
            guard case .log(let level, let message, let fields) = call else {
                return .trap("an activity cannot ask for \(call)")
            }
            return host(.log(level, message: message, fields: fields))
        }
    }

    private func start(
        _ start: GuestStart, kind: ComponentKind, host: @escaping @Sendable (HostCall) -> HostReply
    ) throws(RuntimeError) -> any GuestCall {
        guard let loaded = guests.withLock({ $0[start.component] }), loaded.kind == kind else {
            throw RuntimeError(.invalid, "no \(kind) named \(start.component) is loaded")
        }
        let export = try loaded.export(start.function)
        guard start.memoryBytesMax <= configuration.memoryBytesMax else {
            throw RuntimeError(
                .invalid,
                "\(start.component) may have \(start.memoryBytesMax) bytes of memory, but the engine gives at most "
                    + "\(configuration.memoryBytesMax)")
        }
        let arguments: [ComponentValue]
        do { arguments = try export.signature.arguments(start.params) } catch {
            throw RuntimeError(.invalid, "\(error)")
        }
        let guest = GuestInstance(
            component: loaded.component, linker: loaded.linker,
            state: GuestHost(handlesMax: configuration.handlesMax, reply: host),
            limits: GuestLimits(
                memoryBytesMax: start.memoryBytesMax, memoriesMax: configuration.memoriesMax,
                tableElementsMax: configuration.tableElementsMax, tablesMax: configuration.tablesMax,
                fuel: configuration.fuelPerBurst),
            leavingInPool: kind == .workflow ? configuration.pooledInstancesMax / Self.attemptsShareOfPool : 0,
            leavingOnDemand: kind == .workflow ? Self.furtherInstancesForAttempts : 0)
        do throws(WasmtimeError) {
            try guest.start(export.function, arguments)
        } catch {
            throw RuntimeError(error.code == .exhausted ? .exhausted : .invalid, error.message)
        }
        return WasmtimeGuestCall(guest: guest, signature: export.signature, fuelPerBurst: configuration.fuelPerBurst)
    }

    /// Compiles on a thread of its own, one component at a time.
    private func compile(_ bytes: [UInt8]) async throws(RuntimeError) -> Component {
        let result = await withCheckedContinuation { continuation in
            compiler.async { [engine, cache] in
                continuation.resume(
                    returning: Result { () throws(WasmtimeError) in
                        guard let cache else { return try Component(compiling: bytes, engine: engine) }
                        return try cache.component(bytes).component
                    })
            }
        }
        do throws(WasmtimeError) { return try result.get() } catch { throw RuntimeError(.unsuitable, error.message) }
    }
}
