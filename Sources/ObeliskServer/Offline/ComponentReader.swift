import Foundation
package import ObeliskCore
import ObeliskDeployment
import ObeliskRuntime
package import WIT

/// Reads what components import and export, without a server.
package struct ComponentReader: Sendable {
    private let runtime: WasmtimeRuntime

    /// A reader with the runtime's defaults, so that it shares the cache of compiled components with a server that has
    /// them too.
    ///
    /// - Throws: `ServerError` if a variable that overrides a setting is wrong, or components cannot be run here.
    package init(environment: [String: String], workingDirectory: String) throws(ServerError) {
        let loader = ConfigurationLoader(environment: environment, workingDirectory: workingDirectory)
        let configuration: ServerConfiguration
        do throws(DeploymentError) {
            configuration = try loader.load(text: "", file: "environment", directory: workingDirectory)
        } catch {
            throw ServerError(error)
        }
        try self.init(configuration.wasm)
    }

    private init(_ wasm: ServerConfiguration.WASM) throws(ServerError) {
        var warnings: [String] = []
        runtime = try ServerPlan.makeRuntime(wasm, warnings: &warnings)
    }

    /// What a component imports and exports.
    ///
    /// - Throws: `ServerError` that says what the bytes are, or what in them cannot be read.
    package func description(of bytes: [UInt8]) async throws(ServerError) -> ComponentDescription {
        do throws(RuntimeError) {
            return try await runtime.describe(bytes)
        } catch {
            throw ServerError(.deploymentInvalid, error.message, cause: error)
        }
    }

    /// Reads every component that a configuration names, in its order; the components need not fit each other.
    ///
    /// - Throws: `ServerError` that lists everything that is wrong with the configuration, or with a file that is there.
    package static func components(
        configuredIn source: ServerPlan.Source
    ) async throws(ServerError) -> [ConfiguredComponent] {
        let loader = ConfigurationLoader(environment: source.environment, workingDirectory: source.workingDirectory)
        let configuration: ServerConfiguration
        do throws(DeploymentError) { configuration = try loader.load(file: source.file) } catch {
            throw ServerError(error)
        }
        let reader = try ComponentReader(configuration.wasm)
        var components: [ConfiguredComponent] = []
        var problems: [DeploymentProblem] = []
        let named =
            configuration.workflows.map { (ComponentKind.workflow, $0.component) }
            + configuration.activities.map { (ComponentKind.activity, $0.component) }
        for (kind, component) in named {
            var configured = ConfiguredComponent(name: component.name, kind: kind, path: component.path)
            if let data = FileManager.default.contents(atPath: component.path) {
                do throws(ServerError) {
                    configured.types = try await reader.description(of: Array(data))
                } catch {
                    let place = "\(kind.rawValue) `\(component.name)`"
                    problems.append(DeploymentProblem(place, "\(component.path): \(error.message)"))
                }
            }
            components.append(configured)
        }
        guard problems.isEmpty else {
            throw ServerError(DeploymentError(code: .componentInvalid, file: source.file, problems: problems))
        }
        return components
    }
}
