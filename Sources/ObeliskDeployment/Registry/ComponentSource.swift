package import ObeliskCore

/// A component as it was found: its bytes' name, its types, and how it is configured.
package struct ComponentSource: Sendable {
    /// As its executor sees it.
    package let component: DeployedComponent
    /// The file it was read from.
    package let path: String
    /// What it imports and exports.
    package let description: ComponentDescription
    /// All its types as one WIT document; nil if WIT cannot say them.
    package let wit: String?

    /// A component of these parts.
    package init(component: DeployedComponent, path: String, description: ComponentDescription, wit: String? = nil) {
        self.component = component
        self.path = path
        self.description = description
        self.wit = wit
    }

    /// The kind and the name, as problems and warnings place it.
    var place: String { "\(component.kind.rawValue) `\(component.name)`" }
}
