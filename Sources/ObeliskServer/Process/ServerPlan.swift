import ObeliskCore
package import ObeliskDeployment
package import ObeliskRuntime

/// A configuration whose components were read, checked and compiled: all that can be known before the database is
/// touched.
package struct ServerPlan: Sendable {
    /// Which file to read, and what of the process's surroundings counts.
    package struct Source: Sendable {
        /// The configuration's file, relative to the working directory.
        package var file: String
        /// The environment variables.
        package var environment: [String: String]
        /// Where relative paths begin.
        package var workingDirectory: String

        /// A source of these parts.
        package init(file: String?, environment: [String: String], workingDirectory: String) {
            self.file = file ?? ConfigurationLoader.defaultFile
            self.environment = environment
            self.workingDirectory = workingDirectory
        }
    }

    /// The configuration.
    package let configuration: ServerConfiguration
    /// Its components.
    package let deployment: Deployment
    /// What runs them, with all of them loaded.
    package let runtime: WasmtimeRuntime
    /// What is odd, but does not hinder.
    package let warnings: [String]

    /// Reads and checks all of it.
    ///
    /// - Throws: `ServerError` that lists every problem.
    package init(_ source: Source) async throws(ServerError) {
        let loader = ConfigurationLoader(
            environment: source.environment, workingDirectory: source.workingDirectory)
        do throws(DeploymentError) {
            configuration = try loader.load(file: source.file)
        } catch {
            throw ServerError(error)
        }
        var warnings: [String] = []
        runtime = try Self.makeRuntime(configuration.wasm, warnings: &warnings)
        do throws(DeploymentError) {
            deployment = try await Deployer(runtime: runtime).deploy(configuration, file: source.file)
        } catch {
            throw ServerError(error)
        }
        for component in deployment.registry.components {
            do throws(RuntimeError) {
                try await runtime.load(component, bytes: deployment.contents[component.name] ?? [])
            } catch {
                throw ServerError(
                    .runtime(error.code),
                    "\(source.file): \(component.kind.rawValue) `\(component.name)`: \(error.message)",
                    cause: error)
            }
        }
        self.warnings = warnings + deployment.warnings.map(\.description)
    }

    private static func makeRuntime(
        _ wasm: ServerConfiguration.WASM, warnings: inout [String]
    ) throws(ServerError) -> WasmtimeRuntime {
        var configuration = WasmtimeRuntime.Configuration(
            cacheDirectory: wasm.cacheDirectory, wasmStackBytesMax: wasm.stackLimitBytes,
            pooledInstancesMax: wasm.allocator == .onDemand ? 0 : wasm.poolInstances,
            furtherInstancesMax: wasm.furtherInstances, fuelPerBurst: wasm.fuel.map(UInt64.init),
            handlesMax: wasm.handles,
            memoriesMax: wasm.memories, tableElementsMax: wasm.tableElements, tablesMax: wasm.tables,
            compilesInParallel: wasm.parallelCompilation)
        do throws(RuntimeError) {
            return try WasmtimeRuntime(configuration)
        } catch {
            guard wasm.allocator == .automatic else {
                throw ServerError(.runtime(error.code), error.message, cause: error)
            }
            warnings.append("wasm.allocator: on demand instead of pooling: \(error.message)")
        }
        configuration.pooledInstancesMax = 0
        do throws(RuntimeError) {
            return try WasmtimeRuntime(configuration)
        } catch {
            throw ServerError(.runtime(error.code), error.message, cause: error)
        }
    }
}

extension ServerPlan {
    /// The components and what they offer, a line each.
    package var summary: [String] {
        deployment.registry.entries.flatMap { entry in
            ["\(entry.component.kind.rawValue) `\(entry.component.name)`: \(entry.path)"]
                + entry.exports.map { "  \($0.name)" }
        }
    }
}
