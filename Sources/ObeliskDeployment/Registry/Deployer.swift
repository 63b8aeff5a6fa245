import Foundation
package import ObeliskCore
import WIT

/// Turns a configuration into checked components: reads their files, has their types read, and checks that they fit.
package struct Deployer: Sendable {
    private let runtime: any ComponentRuntime

    /// A deployer that has components described by this runtime.
    package init(runtime: any ComponentRuntime) {
        self.runtime = runtime
    }

    /// Reads and checks everything a configuration names.
    ///
    /// - Parameter file: the configuration's file, named in errors.
    /// - Throws: `DeploymentError` that lists every problem of every component.
    package func deploy(_ configuration: ServerConfiguration, file: String) async throws(DeploymentError) -> Deployment
    {
        var problems: [DeploymentProblem] = []
        var sources: [ComponentSource] = []
        var contents: [String: [UInt8]] = [:]
        for (component, common) in Self.components(of: configuration) {
            let place = "\(component.kind.rawValue) `\(component.name)`"
            let path = common.path
            let found = FileManager.default.contents(atPath: path)
            if let source = common.source,
                let problem = BuildState(of: common.name, source, contents: found)
                    .problem(path: path, configuration: file)
            {
                problems.append(DeploymentProblem(place, problem))
                continue
            }
            guard let data = found else {
                let isThere = FileManager.default.fileExists(atPath: path)
                problems.append(
                    DeploymentProblem(place, "\(path): \(isThere ? "cannot be read" : "there is no such file")"))
                continue
            }
            let bytes = Array(data)
            var component = component
            component.digest = "sha256:" + ContentDigest.text(of: data)
            let schema = try? Schema(componentFile: bytes)
            if let package = schema?.main, package != Schema.componentPackage {
                problems.append(
                    DeploymentProblem(
                        place, "\(path): is the WIT package `\(package)`, which has no code; expected a component"))
                continue
            }
            if let part = schema?.unreadablePart {
                problems.append(
                    DeploymentProblem(place, "\(path): \(part), which this version's Wasmtime cannot read"))
                continue
            }
            do throws(RuntimeError) {
                let description = try await runtime.describe(bytes)
                sources.append(
                    ComponentSource(component: component, path: path, description: description, wit: schema?.text()))
                contents[component.name] = bytes
            } catch {
                problems.append(DeploymentProblem(place, "\(path): \(error.message)"))
            }
        }
        for (component, path, world) in Self.componentsWithoutCode(of: configuration) {
            do throws(TypesFileError) {
                sources.append(try ComponentSource(component, declaredAt: path, world: world))
            } catch {
                problems.append(
                    DeploymentProblem("\(component.kind.rawValue) `\(component.name)`", error.message))
            }
        }
        return try Deployment(checking: sources, contents: contents, file: file, problems: problems)
    }

    /// The components as configured; their digests are not known yet.
    private static func components(
        of configuration: ServerConfiguration
    ) -> [(component: DeployedComponent, configuration: ComponentConfiguration)] {
        let memory = configuration.wasm.memoryLimitBytes
        let workflows = configuration.workflows.map { workflow in
            let common = workflow.component
            let component = DeployedComponent(
                name: common.name, kind: .workflow, digest: "", concurrencyMax: common.concurrency,
                memoryBytesMax: memory)
            return (component, common)
        }
        let activities = configuration.activities.map { activity in
            let common = activity.component
            let retry = RetryPolicy(
                retriesMax: activity.maxRetries, backoff: activity.retryBackoff, jitter: activity.retryJitter)
            let component = DeployedComponent(
                name: common.name, kind: .activity, digest: "", concurrencyMax: common.concurrency, retry: retry,
                attemptDurationMax: activity.attemptTimeout, memoryBytesMax: memory)
            return (component, common)
        }
        return workflows + activities
    }

    /// The components that only have types, as configured.
    private static func componentsWithoutCode(
        of configuration: ServerConfiguration
    ) -> [(component: DeployedComponent, path: String, world: String?)] {
        let memory = configuration.wasm.memoryLimitBytes
        let stubs = configuration.activityStubs.map { stub in
            let component = DeployedComponent(
                name: stub.component.name, kind: .activityStub, digest: "", memoryBytesMax: memory)
            return (component, stub.component.path, stub.world)
        }
        let externals = configuration.activityExternals.map { external in
            let retry = RetryPolicy(
                retriesMax: external.maxRetries, backoff: external.retryBackoff, jitter: external.retryJitter)
            let component = DeployedComponent(
                name: external.component.name, kind: .activityExternal, digest: "", retry: retry,
                memoryBytesMax: memory)
            return (component, external.component.path, external.world)
        }
        return stubs + externals
    }
}
