/// The name of a declared type together with the place that declares it.
public struct TypeReference: Hashable, Sendable, CustomStringConvertible {
    /// Where it is declared.
    public var owner: TypeOwner
    /// Its name there.
    public var name: String

    /// The type `name` of `owner`.
    public init(owner: TypeOwner, name: String) {
        self.owner = owner
        self.name = name
    }

    /// `namespace:package/interface.{name}`
    public var description: String { "\(owner).{\(name)}" }
}

/// A place that declares types.
public enum TypeOwner: Hashable, Sendable, CustomStringConvertible {
    /// An interface of a package.
    case interface(InterfaceName)
    /// A world of a package; worlds share the names of interfaces.
    case world(InterfaceName)
    /// An interface written inside a world, known there as `name`.
    case inline(world: InterfaceName, name: String, isExport: Bool)

    /// How it is named in messages.
    public var description: String {
        switch self {
        case .interface(let name), .world(let name): name.description
        case .inline(let world, let name, let isExport): "\(world)#\(isExport ? "export" : "import"):\(name)"
        }
    }

    /// The package it belongs to.
    public var package: PackageName {
        switch self {
        case .interface(let name), .world(let name), .inline(let name, _, _): name.package
        }
    }
}
