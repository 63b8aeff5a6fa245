import WIT

/// What one interface, or the world itself, is to a Swift guest: an enum that everything of it is nested in.
struct GuestInterface {
    /// Another name of a type.
    struct Alias {
        let name: String
        let target: GuestType
        let docs: String?
    }

    /// A type it declares, in the order of WIT.
    enum Item {
        case declaration(GuestDeclaration)
        case alias(Alias)
    }

    /// What it is in the schema.
    let owner: TypeOwner
    /// How it is called in WIT, for comments.
    let title: String
    /// The enum's name.
    let namespace: String
    /// What its functions are imported from; nil if it is not imported.
    let importModule: String?
    /// What stands before the names of its exported functions; nil if it is not exported.
    let exportPrefix: String?
    let docs: String?
    let items: [Item]
    let imports: [GuestFunction]
    let exports: [GuestFunction]

    /// Whether nothing would be nested in its enum.
    var isEmpty: Bool { items.isEmpty && imports.isEmpty && exports.isEmpty }
}
