package import ObeliskCore
package import WIT

/// A component that a configuration names, and what its file says of itself.
package struct ConfiguredComponent: Sendable {
    /// Unique among all components.
    package let name: String
    /// What it is run as.
    package let kind: ComponentKind
    /// Its file.
    package let path: String
    /// What it imports and exports; nil if there is no such file yet.
    package var types: ComponentDescription?
}
