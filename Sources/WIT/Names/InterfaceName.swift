/// The name of an interface in a package: `namespace:package/interface` or `namespace:package/interface@version`.
public struct InterfaceName: Hashable, Sendable, CustomStringConvertible {
    /// The package it belongs to.
    public var package: PackageName
    /// Its name there.
    public var interface: String

    /// The name of `interface` in `package`.
    public init(package: PackageName, interface: String) {
        self.package = package
        self.interface = interface
    }

    /// The name written as `text`.
    public init(_ text: String) throws(NameError) {
        let (path, version) = try NameError.splitVersion(text)
        guard let colon = path.firstIndex(of: ":") else { throw NameError(.missingColon, in: text) }
        let namespace = path[..<colon]
        if namespace.isEmpty { throw NameError(.emptyNamespace, in: text) }
        let rest = path[path.index(after: colon)...]
        guard let slash = rest.firstIndex(of: "/") else { throw NameError(.missingSlash, in: text) }
        let name = rest[..<slash]
        let interface = rest[rest.index(after: slash)...]
        if name.isEmpty { throw NameError(.emptyPackage, in: text) }
        if interface.isEmpty { throw NameError(.emptyInterface, in: text) }
        try NameError.check(namespace, called: "namespace", in: text)
        try NameError.check(name, called: "package", in: text)
        try NameError.check(interface, called: "interface", in: text)
        self.init(
            package: PackageName(namespace: String(namespace), name: String(name), version: version),
            interface: String(interface))
    }

    /// The namespace of the package.
    public var namespace: String { package.namespace }

    /// The version of the package.
    public var version: Version? { package.version }

    /// The name as it is written.
    public var description: String {
        "\(package.namespace):\(package.name)/\(interface)" + (package.version.map { "@\($0)" } ?? "")
    }

    /// Whether a component that imports one of both can be linked to the other: the same but for a compatible version.
    public func isCompatible(with other: InterfaceName) -> Bool {
        guard interface == other.interface, package.namespace == other.package.namespace,
            package.name == other.package.name
        else { return false }
        switch (version, other.version) {
        case (nil, nil): return true
        case (let version?, let other?): return version.isCompatible(with: other)
        default: return false
        }
    }
}
