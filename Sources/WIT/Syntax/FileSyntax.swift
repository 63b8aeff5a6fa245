/// A name in WIT text, without `%`.
struct NameSyntax: Hashable, Sendable {
    var text: String
    var range: Range<Int>
}

/// What stands before and within an item besides its meaning.
struct ItemHead: Hashable, Sendable {
    /// The comments before it; they document it.
    var leading: [Comment] = []
    /// The gates and other attributes before it.
    var attributes: [AttributeSyntax] = []
    /// The comments between its own tokens; they document nothing.
    var inner: [Comment] = []
}

/// `@since(version = 1.0.0)` and the like.
struct AttributeSyntax: Hashable, Sendable {
    /// What attributes there are.
    enum Kind: Hashable, Sendable {
        case since(Version, Range<Int>)
        case unstable(feature: String)
        case deprecated(Version)
        case externalID(String)
    }

    /// What it says, and where.
    var kind: Kind
    var range: Range<Int>
}

/// A whole file.
struct FileSyntax: Hashable, Sendable {
    var file: SourceFile
    var package: PackageHeaderSyntax?
    var items: [TopLevelItemSyntax] = []
    /// The comments after the last item.
    var closing: [Comment] = []
}

/// `package ns:name@version;`
struct PackageHeaderSyntax: Hashable, Sendable {
    var head: ItemHead
    var name: PackageName
    var range: Range<Int>
}

/// What may stand at the top of a file.
enum TopLevelItemSyntax: Hashable, Sendable {
    case interface(InterfaceSyntax)
    case world(WorldSyntax)
    case use(TopLevelUseSyntax)
    case package(NestedPackageSyntax)
}

/// `package ns:name { … }`
struct NestedPackageSyntax: Hashable, Sendable {
    var header: PackageHeaderSyntax
    var items: [TopLevelItemSyntax]
    var closing: [Comment]
}

/// `use ns:pkg/ifc as name;` at the top of a file.
struct TopLevelUseSyntax: Hashable, Sendable {
    var head: ItemHead
    var path: PathSyntax
    var alias: NameSyntax?
}

/// `name`, or `ns:pkg/name@version`.
struct PathSyntax: Hashable, Sendable {
    var package: PackageName?
    /// Where the package is named.
    var packageRange: Range<Int>
    var name: NameSyntax
}

/// `interface name { … }`
struct InterfaceSyntax: Hashable, Sendable {
    var head: ItemHead
    var name: NameSyntax
    var body: InterfaceBodySyntax
}

/// `{ … }` of an interface.
struct InterfaceBodySyntax: Hashable, Sendable {
    var items: [InterfaceItemSyntax]
    var closing: [Comment]
}

/// What may stand in an interface.
enum InterfaceItemSyntax: Hashable, Sendable {
    case use(UseSyntax)
    case type(TypeDefinitionSyntax)
    case function(FunctionSyntax)
}

/// `use path.{a, b as c};`
struct UseSyntax: Hashable, Sendable {
    var head: ItemHead
    var path: PathSyntax
    var names: [RenameSyntax]
}

/// `a`, or `a as b`.
struct RenameSyntax: Hashable, Sendable {
    var name: NameSyntax
    var alias: NameSyntax?

    /// The name it is known by afterwards.
    var result: NameSyntax { alias ?? name }
}

/// `world name { … }`
struct WorldSyntax: Hashable, Sendable {
    var head: ItemHead
    var name: NameSyntax
    var items: [WorldItemSyntax]
    var closing: [Comment]
}

/// What may stand in a world.
enum WorldItemSyntax: Hashable, Sendable {
    case `import`(ExternSyntax)
    case export(ExternSyntax)
    case use(UseSyntax)
    case type(TypeDefinitionSyntax)
    case include(IncludeSyntax)
}

/// What is imported or exported.
struct ExternSyntax: Hashable, Sendable {
    /// What kinds there are.
    enum Kind: Hashable, Sendable {
        case function(FunctionSyntax)
        /// `name: interface { … }`
        case inline(NameSyntax, InterfaceBodySyntax)
        /// `path`, or `name: path`.
        case interface(NameSyntax?, PathSyntax)
    }

    /// What stands before it, and what it is.
    var head: ItemHead
    var kind: Kind
}

/// `include path;` or `include path with { a as b }`
struct IncludeSyntax: Hashable, Sendable {
    var head: ItemHead
    var path: PathSyntax
    var renames: [RenameSyntax]
}
