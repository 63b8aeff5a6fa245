internal import DequeModule

/// A look at the stored responses of all runs, one after the other: another process's commits are not told of.
struct Sweep: Sendable {
    /// Runs that are still to be looked at.
    var rest: Deque<RunID> = []
    /// The run whose responses are being read.
    var current: RunID?
    /// Whether there was another such commit meanwhile, so that all is to be looked at again.
    var isOutdated = false
}
