internal import ObeliskCore

/// What a workflow run did until it could do no more without waiting.
struct Burst: Sendable {
    /// Why a burst ended.
    enum End: Hashable, Sendable {
        /// It waits for a response of this set.
        case blocked(on: JoinSetID)
        /// It asked what has arrived: it goes on once this burst is durable.
        case polling(JoinSetID)
        /// A limit or an epoch tick with something unwritten: it goes on once this burst is durable.
        case yielded
        /// An epoch tick with nothing unwritten: it goes on after others had their turn, without a commit.
        case interrupted
        case finished(FinishedKind)
        /// The log and the code differ.
        case parked(Divergence)
        /// There was no room for an instance.
        case exhausted(String)
    }

    /// What the run did, in order.
    var writes: [Write]
    var end: End
}
