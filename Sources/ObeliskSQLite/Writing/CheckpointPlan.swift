/// When to copy the write-ahead log into the database's file.
///
/// A log can begin anew only where all of it has been copied by the time of the next commit, and each copying costs two
/// syncs however little there is to copy. So it is done in two parts, and not again until the log has grown as much
/// once more: most of it beside the commits, then what came meanwhile between two of them.
struct CheckpointPlan {
    /// What is to be done.
    enum Step: Equatable {
        /// Copy what is there, beside the commits.
        case copy
        /// Copy the rest now, before the next commit.
        case complete
        /// Copy all of it while nobody writes, for the log has become too long.
        case restart
    }

    private let pagesMin: Int
    private let pagesMax: Int
    /// The length of the log from which on it is copied.
    private var threshold: Int
    private var lastPageCount = 0
    private var phase = Phase.waiting

    private enum Phase {
        case waiting, copying, copied
    }

    /// - Parameters:
    ///   - pagesMin: how much the log grows before it is copied.
    ///   - pagesMax: how long it may become while readers need what is in it.
    init(pagesMin: Int, pagesMax: Int) {
        self.pagesMin = pagesMin
        self.pagesMax = pagesMax
        threshold = pagesMin
    }

    /// What a commit calls for after which the log has so many pages.
    mutating func next(afterCommitTo pageCount: Int) -> Step? {
        // It has begun anew.
        if pageCount < lastPageCount { threshold = pagesMin }
        lastPageCount = pageCount
        switch phase {
        case .copying: return nil
        case .copied:
            phase = .waiting
            return .complete
        case .waiting:
            guard pageCount >= threshold else { return nil }
            threshold = pageCount + pagesMin
            phase = .copying
            return pageCount >= pagesMax ? .restart : .copy
        }
    }

    /// What `copy` or `restart` asked for has been done, or has failed.
    mutating func copied() {
        phase = .copied
    }
}
