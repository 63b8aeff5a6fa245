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
}
