package import WIT

extension Schema {
    /// Reads a component, or a package in binary form, without the instance named `exports` that Python components
    /// export beside their world.
    ///
    /// - Throws: If the bytes are neither, or their types cannot be described in WIT.
    package init(componentFile bytes: [UInt8]) throws(SchemaError) {
        try self.init(binary: bytes)
        guard var package = mainPackage, package.name == Self.componentPackage else { return }
        for index in package.worlds.indices {
            package.worlds[index].exports.removeAll { item in
                if case .inline(let interface) = item { interface.name == "exports" } else { false }
            }
        }
        add(package)
    }

    /// The package of a component's own world.
    package static let componentPackage = PackageName(namespace: "root", name: "component")
}
