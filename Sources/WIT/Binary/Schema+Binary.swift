extension Schema {
    /// A package as a component that has only types, as `wasm-tools component wit --wasm` writes it.
    ///
    /// - Throws: If the schema does not have the package, or the package has neither interfaces nor worlds: in binary
    ///   form it is known only by their names.
    public func encoded(_ name: PackageName) throws(SchemaError) -> [UInt8] {
        guard let package = package(name) else { throw SchemaError(message: "there is no package `\(name)`") }
        if package.interfaces.isEmpty, package.worlds.isEmpty {
            throw SchemaError(message: "package `\(name)` has no interface and no world, and so no binary form")
        }
        return PackageEncoder(schema: self, package: package).encode()
    }
}

extension Schema {
    /// Reads a package that was encoded as a component with nothing but types. Of the packages it uses, what it uses
    /// is there.
    ///
    /// - Throws: If the bytes are something else, such as a component with code, or damaged.
    public init(encodedPackage bytes: [UInt8]) throws(SchemaError) {
        var decoder = PackageDecoder()
        try decoder.decode(bytes)
        self = decoder.schema
    }

    /// Reads what a component imports and exports: the packages these belong to, as far as they are used, and a package
    /// `root:component` with the component's own world `root`.
    ///
    /// - Throws: If the bytes are no component, or one whose types cannot be described in WIT.
    public init(component bytes: [UInt8]) throws(SchemaError) {
        self = try ComponentDecoder.decode(bytes)
    }

    /// Reads a component, or a package that was encoded as one with nothing but types.
    ///
    /// - Throws: As the initialiser for what it is does.
    public init(binary bytes: [UInt8]) throws(SchemaError) {
        var sections = try ComponentSections(BinaryReader(bytes))
        var hasOnlyTypes = true
        while let section = try sections.next() {
            hasOnlyTypes = hasOnlyTypes && [.custom, .type, .export].contains(section.kind)
        }
        if hasOnlyTypes { try self.init(encodedPackage: bytes) } else { try self.init(component: bytes) }
    }
}
