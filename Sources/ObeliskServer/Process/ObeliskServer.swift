import Foundation
import Logging
import ObeliskCore
import ObeliskDeployment
import ObeliskEngine
import ObeliskSQLite
import ServiceLifecycle
import UnixSignals

/// A whole server: the store, the engine and the API, until the process is told to stop.
package struct ObeliskServer: Sendable {
    private let plan: ServerPlan
    private let version: String
    private let tell: @Sendable (String) -> Void

    /// The name of the database's file.
    private static let databaseFile = "obelisk.sqlite"
    /// What is left to the services beside the engine once its grace period is over.
    private static let shutdownSlack = Duration.seconds(5)
    /// How long the lines of executions that are still to be shown hold up the end.
    private static let forwardingSlack = Duration.seconds(1)

    /// A server of a plan.
    ///
    /// - Parameters:
    ///   - version: what it tells clients of its program.
    ///   - tell: takes lines for the operator.
    package init(_ plan: ServerPlan, version: String, tell: @escaping @Sendable (String) -> Void) {
        self.plan = plan
        self.version = version
        self.tell = tell
    }

    /// Runs until SIGTERM or SIGINT has ended all work in good order.
    ///
    /// - Throws: `ServerError` if it cannot start, or must end.
    package func run() async throws {
        let clock = SystemClock()
        let store = try openStore(clock)
        defer { store.close() }
        do {
            try await serve(store, clock)
        } catch let error as StorageError {
            throw ServerError(error)
        } catch let error as ServerError {
            throw error
        } catch {
            throw ServerError(.failed, "the server ended: \(error)", cause: error)
        }
    }

    private func openStore(_ clock: SystemClock) throws(ServerError) -> SQLiteStore {
        let sqlite = plan.configuration.database.sqlite
        var configuration = SQLiteConfiguration(path: "\(sqlite.directory)/\(Self.databaseFile)")
        configuration.synchronous = sqlite.synchronous == .full ? .full : .normal
        configuration.readersMax = sqlite.readers
        configuration.batchTransactionsMax = sqlite.batchTransactions
        configuration.batchBytesMax = sqlite.batchBytes
        configuration.queuedTransactionsMax = sqlite.queueCapacity
        configuration.busyTimeout = sqlite.busyTimeout
        do throws(StorageError) {
            return try SQLiteStore(configuration, clock: clock)
        } catch {
            throw ServerError(error)
        }
    }

    private func serve(_ store: SQLiteStore, _ clock: SystemClock) async throws {
        let registry = plan.deployment.registry
        let random = SystemRandom()
        let forwarder = LogLevel(plan.configuration.log.guests).map { OutputForwarder(least: $0, tell: tell) }
        let generation = try await store.begin(node: plan.configuration.node.name)
        let engine = Engine(
            configuration: EngineConfiguration(plan.configuration), generation: generation,
            ports: Engine.Ports(
                storage: store, runtime: plan.runtime, registry: registry, clock: clock, random: random,
                threads: GuestThreads(coreCount: ProcessInfo.processInfo.activeProcessorCount), output: forwarder))
        let lostStore = StoreWatch()
        let service = ObeliskService(
            storage: store, registry: registry, clock: clock, random: random, followers: engine.followers,
            limits: ObeliskService.Limits(plan.configuration.limits), create: engine.submit,
            onFatal: { lostStore.report($0) })
        let facts = ServerFacts(
            version: version, node: plan.configuration.node.name, startedAt: clock.now,
            stepCount: { engine.stepCount }, storageStatistics: { store.statistics })
        let listening = Gate()
        let api = APIServer(
            service: service, facts: facts, address: plan.configuration.api.listeningAddress
        ) { address in
            tell(
                "obelisk: listening on \(address), node `\(facts.node)`, \(registry.entries.count) components, "
                    + "database \(plan.configuration.database.sqlite.directory)/\(Self.databaseFile)")
            listening.open()
        }
        // Shut down in reverse: clients are let go before work is.
        let services: [any Service] = [lostStore, GatedService(gate: listening, service: engine), api]
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration =
            plan.configuration.limits.shutdownGracePeriod + Self.shutdownSlack
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch {
            await forwarder?.finish(within: Self.forwardingSlack)
            throw error
        }
        await forwarder?.finish(within: Self.forwardingSlack)
    }

    /// Lines of libraries, for the operator.
    private var logger: Logger {
        var logger = Logger(label: "obelisk") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: plan.configuration.log.level.rawValue) ?? .info
        return logger
    }
}
