/// What a component, or a package encoded as one, says of its imports and exports: types by structure, with the names
/// its interfaces give to some of them.
///
/// Structure is all that a component has: `record`s and the like carry no name of their own here, and a type taken
/// over by `use` cannot be told from one declared again. Resources are known by identity, which a `TypeName` stands
/// for: that of the first interface to declare it.
public struct ComponentTypes: Hashable, Sendable {
    /// Types and functions under one name.
    public struct Instance: Hashable, Sendable {
        /// A type and the name it is exported under.
        public struct NamedType: Hashable, Sendable {
            /// The name.
            public var name: String
            /// The type; a resource is given as the handle that owns it.
            public var type: ValueType

            /// The type `type` under `name`.
            public init(_ name: String, _ type: ValueType) {
                self.name = name
                self.type = type
            }
        }

        /// The full name of an interface, or a plain name.
        public var name: String
        /// Its types, in order.
        public var types: [NamedType]
        /// Its functions, in order, by full name.
        public var functions: [InterfaceType.Function]

        /// The instance `name`.
        public init(name: String, types: [NamedType] = [], functions: [InterfaceType.Function] = []) {
            self.name = name
            self.types = types
            self.functions = functions
        }
    }

    /// What it imports, in order.
    public var imports: [Instance]
    /// What it exports, in order.
    public var exports: [Instance]
    /// Types and functions it imports by themselves; their instance's name is of no account.
    public var rootImports: Instance
    /// Functions it exports by themselves.
    public var rootExports: Instance

    /// A component with these imports and exports.
    public init(
        imports: [Instance] = [], exports: [Instance] = [], rootImports: Instance = Instance(name: ""),
        rootExports: Instance = Instance(name: "")
    ) {
        self.imports = imports
        self.exports = exports
        self.rootImports = rootImports
        self.rootExports = rootExports
    }
}
