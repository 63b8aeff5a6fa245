/// A world: what a component of its kind imports and exports.
public struct World: Hashable, Sendable {
    /// One import or export.
    public enum Item: Hashable, Sendable {
        /// An interface of a package.
        case interface(InterfaceItem)
        /// An interface written here, known by its name.
        case inline(Interface)
        /// A function.
        case function(Function)
        /// A type of the world itself; always among the imports.
        case type(TypeDefinition)
    }

    /// An import or export of an interface.
    public struct InterfaceItem: Hashable, Sendable {
        /// The interface.
        public var interface: InterfaceName
        /// The name it is imported or exported under, if it is not its own.
        public var name: String?
        /// What is written about it here.
        public var docs: String?
        /// Since when, or under which feature, it is there.
        public var stability: Stability
        /// What `@external-id` says.
        public var externalID: String?

        /// An import or export of `interface`.
        public init(
            _ interface: InterfaceName, name: String? = nil, docs: String? = nil, stability: Stability = .unknown,
            externalID: String? = nil
        ) {
            self.interface = interface
            self.name = name
            self.docs = docs
            self.stability = stability
            self.externalID = externalID
        }
    }

    /// Its name in its package.
    public var name: String
    /// What is written about it.
    public var docs: String?
    /// Since when, or under which feature, it is there.
    public var stability: Stability
    /// What it imports: what is declared, what is included, and every interface these need.
    public var imports: [Item]
    /// What it exports.
    public var exports: [Item]

    /// The world `name`.
    public init(
        name: String, docs: String? = nil, stability: Stability = .unknown, imports: [Item] = [], exports: [Item] = []
    ) {
        self.name = name
        self.docs = docs
        self.stability = stability
        self.imports = imports
        self.exports = exports
    }
}

extension World.Item {
    /// The name it has in the world: an interface's full name, or the plain name.
    public var key: String {
        switch self {
        case .interface(let item): item.name ?? item.interface.description
        case .inline(let interface): interface.name
        case .function(let function): function.fullName
        case .type(let type): type.name
        }
    }
}
