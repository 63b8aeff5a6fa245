import Foundation
package import ObeliskCore
package import ObeliskDeployment
package import WIT

/// A component that a configuration names, and what its file says of types.
package struct ConfiguredComponent: Sendable {
    /// Unique among all components.
    package let name: String
    /// What it is run as.
    package let kind: ComponentKind
    /// Its file.
    package let path: String
    /// What it imports and exports; nil if there is no such file yet.
    package let types: Schema?

    /// Whether its results are supplied from outside.
    package var isStub: Bool { kind == .activityStub }
    /// Its table in the configuration.
    package var kindName: String { kind.rawValue }

    /// Reads every component that a configuration names, in its order; they need not fit each other.
    ///
    /// - Throws: `ToolingError` that lists everything wrong with the configuration, or with the files that are there.
    package static func all(
        in file: String, of loader: ConfigurationLoader
    ) throws(ToolingError) -> [ConfiguredComponent] {
        let configuration: ServerConfiguration
        do throws(DeploymentError) { configuration = try loader.load(file: file) } catch {
            throw ToolingError(.inputInvalid, error.description)
        }
        let named =
            configuration.workflows.map { (ComponentKind.workflow, $0.component, nil as String?) }
            + configuration.activities.map { (.activity, $0.component, nil) }
            + configuration.activityStubs.map { (.activityStub, $0.component, $0.world) }
            + configuration.activityExternals.map { (.activityExternal, $0.component, $0.world) }
        var components: [ConfiguredComponent] = []
        var problems: [String] = []
        for (kind, component, world) in named {
            do throws(TypesFileError) {
                let isThere = FileManager.default.fileExists(atPath: component.path)
                var file = isThere ? try TypesFile(at: component.path) : nil
                if !kind.hasCode { try file?.choose(world: world, forComponent: component.name, at: component.path) }
                let types = file?.schema
                components.append(
                    ConfiguredComponent(name: component.name, kind: kind, path: component.path, types: types))
            } catch {
                problems.append("\(kind.rawValue) `\(component.name)`: \(error.message)")
            }
        }
        if let error = ToolingError(file, problems: problems) { throw error }
        return components
    }
}
