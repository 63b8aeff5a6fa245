/// A type that an interface or a world declares, or takes over from another interface.
public struct TypeDefinition: Hashable, Sendable {
    /// What it is.
    public enum Kind: Hashable, Sendable {
        /// Another type under this name: `type a = b;`, or `use other.{b as a};`
        case alias(TypeExpression)
        /// `record`; every member has a type.
        case record([Member])
        /// `variant`; members without a payload have no type.
        case variant([Member])
        /// `enum`; no member has a type.
        case `enum`([Member])
        /// `flags`; no member has a type.
        case flags([Member])
        /// `resource`; its functions are those of the interface that name it.
        case resource
    }

    /// A field, case or flag.
    public struct Member: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// The type of the field, or of the case's payload.
        public var type: TypeExpression?
        /// What is written about it.
        public var docs: String?

        /// The member `name`.
        public init(_ name: String, _ type: TypeExpression? = nil, docs: String? = nil) {
            self.name = name
            self.type = type
            self.docs = docs
        }
    }

    /// Its name.
    public var name: String
    /// What it is.
    public var kind: Kind
    /// What is written about it.
    public var docs: String?
    /// Since when, or under which feature, it is there.
    public var stability: Stability
    /// What `@external-id` says.
    public var externalID: String?

    /// The type `name`.
    public init(
        name: String, kind: Kind, docs: String? = nil, stability: Stability = .unknown, externalID: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.docs = docs
        self.stability = stability
        self.externalID = externalID
    }

    /// The types it is made of.
    var parts: [TypeExpression] {
        switch kind {
        case .alias(let target): [target]
        case .record(let members), .variant(let members), .enum(let members), .flags(let members):
            members.compactMap(\.type)
        case .resource: []
        }
    }

    /// This type with every reference replaced.
    func mapReferences(_ change: (TypeReference) -> TypeReference) -> TypeDefinition {
        func map(_ members: [Member]) -> [Member] {
            members.map { Member($0.name, $0.type?.mapReferences(change), docs: $0.docs) }
        }
        var copy = self
        switch kind {
        case .alias(let target): copy.kind = .alias(target.mapReferences(change))
        case .record(let members): copy.kind = .record(map(members))
        case .variant(let members): copy.kind = .variant(map(members))
        case .enum, .flags, .resource: break
        }
        return copy
    }
}
