import ObeliskDeployment
package import WIT

/// Another component, as somebody sees it who may import what it exports.
package struct Exporter: Sendable {
    /// Its name in the configuration.
    package let name: String
    /// What it imports and exports.
    package let types: ComponentDescription
    /// Whether its functions have no code and get their results from elsewhere.
    package let isStub: Bool

    /// A component of these parts.
    package init(name: String, types: ComponentDescription, isStub: Bool = false) {
        self.name = name
        self.types = types
        self.isStub = isStub
    }

    /// What it says of types, and the interfaces among them whose functions can be called, cut down to these.
    func callable() throws(ToolingError) -> (schema: Schema, interfaces: [InterfaceName]) {
        var schema: Schema
        do throws(SchemaError) { schema = try Schema(describing: types) } catch {
            throw ToolingError(.inputInvalid, "the types of component `\(name)` cannot be written as WIT: \(error)")
        }
        var interfaces: [InterfaceName] = []
        for instance in types.exports {
            guard let name = try? InterfaceName(instance.name), !Self.isReserved(name.package),
                var package = schema.package(name.package),
                let index = package.interfaces.firstIndex(where: { $0.name == name.interface })
            else { continue }
            let callable = Set(
                instance.functions.filter { !$0.name.contains("[") && $0.type.reasonNotCallable == nil }.map(\.name))
            package.interfaces[index].functions.removeAll { !callable.contains($0.fullName) }
            schema.add(package)
            if !callable.isEmpty { interfaces.append(name) }
        }
        return (schema, interfaces)
    }

    /// Packages that are the engine's or WASI's, or that somebody generated.
    private static func isReserved(_ package: PackageName) -> Bool {
        ["obelisk", "wasi"].contains(package.namespace) || ExtensionKind.split(package) != nil
    }
}
