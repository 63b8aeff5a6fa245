import Foundation
import ObeliskCore
import ObeliskDeployment
import ObeliskEngine
import ObeliskSQLite
import ObeliskServer

/// A node in this process that runs the example's components, with the service that the gRPC handlers use.
struct ExampleNode: Sendable {
    static let fiboa = "demo:fibo/workflow.fiboa"
    static let sleepy = "demo:fibo/workflow.fibo-sleepy"

    /// The store and the engine beneath.
    let node: BenchNode
    let service: ObeliskService

    /// Reads and compiles the components.
    static func plan(_ options: BenchOptions) async throws -> ServerPlan {
        try await ServerPlan(
            ServerPlan.Source(
                file: options.example.appending(path: "obelisk.toml").path,
                environment: ["OBELISK__WASM__CACHE_DIRECTORY": options.directory.appending(path: "cache").path],
                workingDirectory: options.example.path))
    }

    /// Runs a body beside such a node.
    static func run<Value: Sendable>(
        _ plan: ServerPlan, in directory: URL, synchronous: SQLiteConfiguration.Synchronous = .full,
        _ body: @escaping @Sendable (ExampleNode) async throws -> Value
    ) async throws -> Value {
        let registry = plan.deployment.registry
        let setup = BenchNode.Setup(
            directory: directory, runtime: plan.runtime, registry: registry, synchronous: synchronous,
            engine: EngineConfiguration(plan.configuration))
        return try await BenchNode.run(setup) { node in
            let service = ObeliskService(
                storage: node.store, registry: registry, clock: node.clock, random: SystemRandom(),
                followers: node.engine.followers, create: node.engine.submit
            ) { _ in }
            return try await body(ExampleNode(node: node, service: service))
        }
    }

    /// Stores an execution, as a client's submit does.
    func submit(_ function: String, params: String, id: String? = nil) async throws -> String {
        try await service.submit(SubmissionRequest(function: function, params: params, id: id)).id.text
    }

    /// Waits for the end of an execution, which must be a good one.
    func end(of id: String) async throws {
        guard case .ok = try await service.result(of: id, wait: true).outcome else {
            throw BenchFailure("\(id) did not end well")
        }
    }
}
