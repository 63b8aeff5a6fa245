internal import DequeModule

/// A look at the stored responses of runs, one after the other: another process's commits are not told of.
///
/// A run that is blocked has nothing to be read unless its row is due; all others may.
struct Sweep: Sendable {
    /// Runs that are still to be looked at.
    var rest: Deque<RunID> = []
    /// Whether it is being read which rows are due.
    var isReadingWoken = false
    /// The run whose responses are being read.
    var current: RunID?
    /// Whether there was another such commit meanwhile, so that all is to be looked at again.
    var isOutdated = false
}
