/// Collects the packages that the author of one component may import, as files for `wit/deps`.
public struct GuestDependencies: Sendable {
    /// Everything collected so far.
    public private(set) var schema: Schema

    /// A collection that starts with the packages Obelisk itself provides, of which `support` may be imported.
    ///
    /// - Throws: If the schema does not have one of the packages.
    public init(support: Set<PackageName>, of provided: Schema) throws(SchemaError) {
        schema = Schema()
        var interfaces: Set<InterfaceName> = []
        for name in support {
            guard let package = provided.package(name) else {
                throw SchemaError(message: "there is no package `\(name)`")
            }
            for interface in package.interfaces {
                interfaces.insert(InterfaceName(package: name, interface: interface.name))
            }
        }
        schema = try provided.restricted(to: interfaces)
    }

    /// Adds interfaces that another component exports, and their extensions.
    ///
    /// - Parameters:
    ///   - interfaces: What it exports.
    ///   - exporter: The packages of that component.
    ///   - extensions: The ways in which the author's component may call it. They need `obelisk:types`.
    /// - Throws: If `exporter` lacks an interface, or tells of one otherwise than another exporter.
    public mutating func add(
        _ interfaces: Set<InterfaceName>, of exporter: Schema, extensions: Set<ExtensionKind>
    ) throws(SchemaError) {
        if !extensions.isEmpty, schema.interface(Schema.executionTypes) == nil {
            throw SchemaError(message: "extensions need `\(Schema.executionTypes)`, which is not among the support")
        }
        try schema.merge(exporter.restricted(to: interfaces))
        let packages = Dictionary(grouping: interfaces, by: \.package)
        for (name, own) in packages.sorted(by: { $0.key.description < $1.key.description }) {
            for kind in ExtensionKind.allCases where extensions.contains(kind) {
                let names = Set(own.map(\.interface))
                if let package = try schema.extensionPackage(kind, of: name, interfaces: names) {
                    try schema.merge(Schema(packages: [package]))
                }
            }
        }
    }

    /// A file for each package, at `NAMESPACE_NAME@VERSION/NAMESPACE_NAME@VERSION.wit`, by path.
    ///
    /// - Parameter header: A comment for the first line of each, without `//`.
    public func files(header: String) -> [SourceFile] {
        schema.packages.compactMap { package in
            guard let text = schema.text(of: package.name) else { return nil }
            let version = package.name.version.map { "@\($0)" } ?? ""
            let name = "\(package.name.namespace)_\(package.name.name)\(version)"
            return SourceFile(path: "\(name)/\(name).wit", text: "// \(header)\n\(text)")
        }.sorted { $0.path < $1.path }
    }
}
