package import ObeliskCore
package import WIT

/// A component as it was found: its bytes' name, its types, and how it is configured.
package struct ComponentSource: Sendable {
    /// As its executor sees it.
    package let component: DeployedComponent
    /// The file it was read from.
    package let path: String
    /// What it imports and exports.
    package let description: ComponentDescription

    /// A component of these parts.
    package init(component: DeployedComponent, path: String, description: ComponentDescription) {
        self.component = component
        self.path = path
        self.description = description
    }

    /// The kind and the name, as problems and warnings place it.
    var place: String { "\(component.kind.rawValue) `\(component.name)`" }
}
