/// The name of a WIT package: `namespace:name` or `namespace:name@version`.
public struct PackageName: Hashable, Sendable, CustomStringConvertible {
    /// Before the colon.
    public var namespace: String
    /// After the colon.
    public var name: String
    /// After `@`, if there.
    public var version: Version?

    /// The name of these parts.
    public init(namespace: String, name: String, version: Version? = nil) {
        self.namespace = namespace
        self.name = name
        self.version = version
    }

    /// The name written as `text`.
    public init(_ text: String) throws(NameError) {
        let (path, version) = try NameError.splitVersion(text)
        guard let colon = path.firstIndex(of: ":") else { throw NameError(.missingColon, in: text) }
        let namespace = path[..<colon]
        let name = path[path.index(after: colon)...]
        if namespace.isEmpty { throw NameError(.emptyNamespace, in: text) }
        if name.isEmpty { throw NameError(.emptyPackage, in: text) }
        try NameError.check(namespace, called: "namespace", in: text)
        try NameError.check(name, called: "package", in: text)
        self.init(namespace: String(namespace), name: String(name), version: version)
    }

    /// The name as it is written.
    public var description: String { "\(namespace):\(name)" + (version.map { "@\($0)" } ?? "") }
}
