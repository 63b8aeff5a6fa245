import ObeliskCore

/// The things behind the handles a guest holds.
///
/// Each handle has an entry of its own, also two handles to one execution; it goes when the guest drops the handle.
struct HandleTable {
    /// What a handle stands for.
    enum Entry: Hashable {
        case execution(ExecutionID)
        case delay(DelayID)
        case joinSet(JoinSetID)
    }

    /// How many handles a guest may hold at once.
    let handlesMax: Int
    private var entries: [UInt32: Entry] = [:]
    private var next: UInt32 = 1

    init(handlesMax: Int) { self.handlesMax = handlesMax }

    /// How many handles the guest holds.
    var count: Int { entries.count }

    /// Makes the number of a new handle.
    mutating func add(_ entry: Entry) throws(GuestTrap) -> UInt32 {
        guard entries.count < handlesMax else {
            throw GuestTrap("limit-reached: a guest may hold \(handlesMax) handles at once", kind: .limitExceeded)
        }
        while entries[next] != nil || next == 0 { next &+= 1 }
        defer { next &+= 1 }
        entries[next] = entry
        return next
    }

    /// What a handle stands for.
    func entry(_ rep: UInt32) -> Entry? { entries[rep] }

    /// Forgets a handle.
    mutating func remove(_ rep: UInt32) { entries[rep] = nil }
}

/// The reason for which the host ends a guest's run in the middle of a call.
struct GuestTrap: Error, CustomStringConvertible {
    let reason: String
    /// What the guest's execution ends as.
    let kind: FailureKind

    init(_ reason: String, kind: FailureKind = .trapped) {
        self.reason = reason
        self.kind = kind
    }

    var description: String { reason }
}
