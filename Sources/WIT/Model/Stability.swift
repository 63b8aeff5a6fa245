/// Since when, or under which feature, an item is there.
public enum Stability: Hashable, Sendable {
    /// Nothing is said.
    case unknown
    /// `@since(version = …)`, perhaps with `@deprecated(version = …)`.
    case stable(since: Version, deprecated: Version?)
    /// `@unstable(feature = …)`, perhaps with `@deprecated(version = …)`.
    case unstable(feature: String, deprecated: Version?)
}

/// The unstable items that are kept when packages are resolved.
public enum Features: Hashable, Sendable {
    /// Every one.
    case all
    /// Those of these features.
    case only(Set<String>)

    /// None.
    public static let none = Features.only([])

    /// Whether an item of this stability is kept.
    func include(_ stability: Stability) -> Bool {
        guard case .unstable(let feature, _) = stability else { return true }
        return switch self {
        case .all: true
        case .only(let features): features.contains(feature)
        }
    }
}
