extension Schema {
    /// The interface that holds the handles, errors and instants which extensions speak of.
    public static let executionTypes = InterfaceName(
        package: PackageName(namespace: "obelisk", name: "types", version: Version(1, 0, 0)), interface: "execution")

    /// The package that extends `package` in one way. Only functions that can be extended are in it: freestanding
    /// ones that return a `result` and whose values can be written as JSON.
    ///
    /// - Parameter interfaces: The interfaces to extend; nil for all. Those without such a function are left out.
    /// - Returns: Nil if nothing can be extended.
    /// - Throws: If the schema does not have the package or the interface, or cannot spell out a type.
    public func extensionPackage(
        _ kind: ExtensionKind, of package: PackageName, interfaces: Set<String>? = nil
    ) throws(SchemaError) -> Package? {
        guard let base = self.package(package) else { throw SchemaError(message: "there is no package `\(package)`") }
        var result = Package(name: kind.packageName(for: package))
        for interface in base.interfaces where interfaces?.contains(interface.name) ?? true {
            let name = InterfaceName(package: package, interface: interface.name)
            var functions: [Function] = []
            for function in interface.functions where try isExtensible(function, in: name) {
                functions.append(function)
            }
            if functions.isEmpty { continue }
            var builder = ExtensionBuilder(kind: kind, source: name, functions: functions)
            result.interfaces.append(builder.build())
        }
        if let missing = interfaces?.subtracting(base.interfaces.map(\.name)).sorted().first {
            throw SchemaError(message: "package `\(package)` has no interface `\(missing)`")
        }
        return result.interfaces.isEmpty ? nil : result
    }

    /// Whether a function of an interface can be submitted, scheduled and stubbed.
    public func isExtensible(_ function: Function, in interface: InterfaceName) throws(SchemaError) -> Bool {
        guard function.kind == .freestanding, function.access == .function, function.result != nil else { return false }
        let type = try functionType(of: function, in: .interface(interface))
        guard case .result = type.result else { return false }
        return type.hasJSONForm
    }
}
