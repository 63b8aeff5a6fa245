import WIT

/// A declared type as a Swift guest has it.
struct GuestDeclaration {
    /// What it is made of.
    enum Shape {
        /// A struct.
        case record([Field])
        /// An enum with payloads.
        case variant([Case])
        /// An enum without payloads; its raw value is the position in WIT.
        case enumeration([Case])
        /// An option set.
        case flags([Case])
        /// A final class around an imported handle.
        case resource
        /// A type of the SDK or of Swift with the same meaning, and how it is made of parts.
        case known(KnownType, [Case])
    }

    /// A field of a record.
    struct Field {
        /// In Swift, without backticks.
        let name: String
        let type: GuestType
        let docs: String?
    }

    /// A case of a variant or an enum, or a flag.
    struct Case {
        /// In Swift, without backticks.
        let name: String
        let payload: GuestType?
        let docs: String?
    }

    /// Where it is declared.
    let reference: TypeReference
    /// The name in its namespace.
    let name: String
    /// The enum it is nested in.
    let namespace: String
    let shape: Shape
    let docs: String?
}

/// The types of `obelisk:types/time` for which the SDK has better ones.
enum KnownType: String {
    case duration
    case instant = "datetime"
    case scheduleAt = "schedule-at"

    /// The type behind a name in WIT; any version 1 will do.
    init?(_ reference: TypeReference) {
        guard case .interface(let interface) = reference.owner, interface.interface == "time",
            interface.package.isObelisk("types"), let known = KnownType(rawValue: reference.name)
        else { return nil }
        self = known
    }
}

extension PackageName {
    /// Whether it is version 1 of a package of the engine's own.
    func isObelisk(_ name: String) -> Bool {
        namespace == "obelisk" && self.name == name && (version.map { "\($0)".hasPrefix("1.") } ?? false)
    }
}
