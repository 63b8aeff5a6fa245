import ObeliskDeployment
package import WIT

/// Another component, as somebody sees it who may import what it exports.
package struct Exporter: Sendable {
    /// Its name in the configuration.
    package let name: String
    /// What it imports and exports, as read from its file.
    package let types: Schema
    /// Whether its functions have no code and get their results from elsewhere.
    package let isStub: Bool

    /// A component of these parts.
    package init(name: String, types: Schema, isStub: Bool = false) {
        self.name = name
        self.types = types
        self.isStub = isStub
    }

    /// The interfaces it exports with functions that can be called, cut down to these, and what they need.
    ///
    /// - Throws: If a type cannot be spelled out.
    func callable() throws(SchemaError) -> (schema: Schema, interfaces: [InterfaceName]) {
        var schema = types
        var interfaces: [InterfaceName] = []
        for name in types.offeredInterfaces where !Self.isReserved(name.package) {
            guard var package = schema.package(name.package),
                let index = package.interfaces.firstIndex(where: { $0.name == name.interface })
            else { continue }
            var functions: [Function] = []
            for function in package.interfaces[index].functions where function.kind == .freestanding {
                let type = try types.functionType(of: function, in: .interface(name))
                if type.reasonNotCallable == nil { functions.append(function) }
            }
            package.interfaces[index].functions = functions
            schema.add(package)
            if !functions.isEmpty { interfaces.append(name) }
        }
        return (try schema.restricted(to: Set(interfaces)), interfaces)
    }

    /// Packages that are the engine's or WASI's, or that somebody generated.
    private static func isReserved(_ package: PackageName) -> Bool {
        ["obelisk", "wasi"].contains(package.namespace) || ExtensionKind.split(package) != nil
    }
}
