/// A type where it is used.
struct TypeSyntax: Hashable, Sendable {
    /// What kinds there are.
    indirect enum Kind: Hashable, Sendable {
        case primitive(Primitive)
        case name(NameSyntax)
        case list(TypeSyntax)
        case fixedList(TypeSyntax, count: UInt32)
        case map(key: TypeSyntax, value: TypeSyntax)
        case option(TypeSyntax)
        case result(ok: TypeSyntax?, err: TypeSyntax?)
        case tuple([TypeSyntax])
        case future(TypeSyntax?)
        case stream(TypeSyntax?)
        case own(NameSyntax)
        case borrow(NameSyntax)
    }

    /// What it is, and where it stands.
    var kind: Kind
    var range: Range<Int>
}

/// `type name = …;`, `record name { … }` and the like.
struct TypeDefinitionSyntax: Hashable, Sendable {
    /// What kinds there are.
    enum Kind: Hashable, Sendable {
        case alias(TypeSyntax)
        case record(MembersSyntax)
        case variant(MembersSyntax)
        case `enum`(MembersSyntax)
        case flags(MembersSyntax)
        case resource([FunctionSyntax], closing: [Comment])
    }

    /// What stands before it, its name, and what it is.
    var head: ItemHead
    var name: NameSyntax
    var kind: Kind
}

/// A list of fields, cases, flags or parameters.
struct MembersSyntax: Hashable, Sendable {
    var members: [MemberSyntax]
    /// The comments after the last member.
    var closing: [Comment]
}

/// A field, case, flag or parameter.
struct MemberSyntax: Hashable, Sendable {
    var head: ItemHead
    var name: NameSyntax
    var type: TypeSyntax?
}

/// A function of any kind.
struct FunctionSyntax: Hashable, Sendable {
    /// What kinds there are.
    enum Kind: Hashable, Sendable {
        case function
        case getter
        case setter
        case constructor
    }

    /// What stands before it, its name, and what kind it is of.
    var head: ItemHead
    var name: NameSyntax
    var kind: Kind
    var isStatic: Bool
    var isAsync: Bool
    /// Where `func`, `get`, `set` or `constructor` stands.
    var keywordRange: Range<Int>
    var parameters: MembersSyntax
    var result: TypeSyntax?
}
