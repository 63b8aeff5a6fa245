package import ObeliskCore

/// What a test may make of a physical commit.
package enum CommitFault: Hashable, Sendable {
    /// Nothing is written, and the callers are told so.
    case refuse(StorageError)
    /// Nothing is written, and the callers are told that this is unknown: a crash before the commit.
    case drop
    /// It is written, and the callers are told that this is unknown: a crash behind the commit.
    case reportUnknown

    /// What the callers of a dropped commit, or of one reported as unknown, are told.
    package static let unknown = StorageError(.failed, "whether the commit was done is unknown (injected fault)")
}

/// A physical commit that is about to be made.
package struct PhysicalCommit: Hashable, Sendable {
    /// What is to be committed.
    package enum Content: Hashable, Sendable {
        case transactions([Transaction])
        case claim(ClaimRequest)
    }

    /// Counted from 1 since the store was made.
    package let number: Int
    package let content: Content
}
