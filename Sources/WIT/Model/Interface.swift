/// An interface: types and functions.
public struct Interface: Hashable, Sendable {
    /// Its name in its package, or in the world it is written in.
    public var name: String
    /// What is written about it.
    public var docs: String?
    /// Since when, or under which feature, it is there.
    public var stability: Stability
    /// Its types, those taken over by `use` included, in order.
    public var types: [TypeDefinition]
    /// Its functions, those of its resources included, in order.
    public var functions: [Function]

    /// The interface `name`.
    public init(
        name: String, docs: String? = nil, stability: Stability = .unknown, types: [TypeDefinition] = [],
        functions: [Function] = []
    ) {
        self.name = name
        self.docs = docs
        self.stability = stability
        self.types = types
        self.functions = functions
    }

    /// The type called `name`.
    public func type(named name: String) -> TypeDefinition? {
        types.first { $0.name == name }
    }

    /// The function whose full name is `name`.
    public func function(named name: String) -> Function? {
        functions.first { $0.fullName == name }
    }
}
