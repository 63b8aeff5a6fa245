/// When to copy the write-ahead log into the database's file.
///
/// A log can begin anew only where all of it has been copied by the time of the next commit, and each copying costs two
/// syncs however little there is to copy. So it is done in two parts, and not again until the log has grown as much
/// once more: most of it beside the commits, then what came meanwhile between two of them. Readers may keep the second
/// part from being whole; it is tried at a few commits more.
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
    /// How long the log was after the last commit.
    private(set) var lastPageCount = 0
    /// How long the log was when it was last copied.
    private var copiedPageCount = 0
    private var phase = Phase.waiting

    private enum Phase {
        case waiting, copying
        case copied(triesLeft: Int)
    }

    /// How often what came meanwhile is copied, where readers keep it from being whole.
    static let triesMax = 16

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
        let hasBegunAnew = pageCount < lastPageCount
        lastPageCount = pageCount
        if hasBegunAnew {
            threshold = pagesMin
            if case .copied = phase { phase = .waiting }
        }
        switch phase {
        case .copying: return nil
        case .copied where pageCount - copiedPageCount <= pagesMin: return .complete
        case .waiting where pageCount < threshold: return nil
        // It has grown so much while it was copied that the rest would hold a commit up: once more beside them.
        case .copied, .waiting:
            threshold = pageCount + pagesMin
            copiedPageCount = pageCount
            phase = .copying
            return pageCount >= pagesMax ? .restart : .copy
        }
    }

    /// What `copy` or `restart` asked for has been done, or has failed.
    mutating func copied() {
        phase = .copied(triesLeft: Self.triesMax)
    }

    /// What `complete` asked for has been done: all of the log, or what readers left.
    mutating func completed(isWhole: Bool) {
        guard case .copied(let triesLeft) = phase else { return }
        phase = isWhole || triesLeft == 1 ? .waiting : .copied(triesLeft: triesLeft - 1)
    }
}
