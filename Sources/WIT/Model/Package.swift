/// A package: interfaces and worlds.
public struct Package: Hashable, Sendable {
    /// Its name and version.
    public var name: PackageName
    /// What is written about it.
    public var docs: String?
    /// Its interfaces, in order.
    public var interfaces: [Interface]
    /// Its worlds, in order.
    public var worlds: [World]

    /// The package `name`.
    public init(name: PackageName, docs: String? = nil, interfaces: [Interface] = [], worlds: [World] = []) {
        self.name = name
        self.docs = docs
        self.interfaces = interfaces
        self.worlds = worlds
    }

    /// The interface called `name`.
    public func interface(named name: String) -> Interface? {
        interfaces.first { $0.name == name }
    }

    /// The world called `name`.
    public func world(named name: String) -> World? {
        worlds.first { $0.name == name }
    }
}
