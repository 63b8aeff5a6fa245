/// Decides when the writer makes room for others, by counting batches and pauses.
///
/// Who waits is let in after at most `batchesBetweenLooks` batches, the one under way included. Who holds the turn and
/// does not take it, for its process is stopped, holds the writer up for `pausesMax` pauses and is then passed over
/// until the next look.
struct TurnTaking {
    /// What is to be done before the next batch.
    enum Step: Equatable {
        case go
        /// See whether somebody waits, and tell `looked`.
        case look
        case pause
    }

    private enum State {
        /// So many since the last look.
        case batches(Int)
        case looking(pauses: Int)
        case waiting(pauses: Int)
    }

    private let batchesBetweenLooks: Int
    private let pausesMax: Int
    private var state = State.batches(0)

    init(batchesBetweenLooks: Int, pausesMax: Int) {
        self.batchesBetweenLooks = batchesBetweenLooks
        self.pausesMax = pausesMax
    }

    /// What to do now; after anything but `go` it is to be asked again.
    mutating func next() -> Step {
        switch state {
        case .batches(let count) where count < batchesBetweenLooks:
            state = .batches(count + 1)
            return .go
        case .waiting(let pauses) where pauses >= pausesMax:
            state = .batches(1)
            return .go
        case .waiting(let pauses):
            state = .looking(pauses: pauses + 1)
            return .pause
        case .batches:
            state = .looking(pauses: 0)
            return .look
        case .looking: return .look
        }
    }

    /// Answers `look`.
    mutating func looked(isSomebodyWaiting: Bool) {
        guard case .looking(let pauses) = state else { return }
        state = isSomebodyWaiting ? .waiting(pauses: pauses) : .batches(0)
    }
}
