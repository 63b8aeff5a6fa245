/// What is done to one commit or claim of a simulated node.
enum Fault: String, CaseIterable, Sendable {
    /// The process ends before it.
    case crashBefore
    /// The process ends when it is durable and nobody has been told.
    case crashAfter
    /// It is durable, and the caller is told that this is unknown: the process must end.
    case reportFailed
    /// Nothing is written, for the disk is full.
    case full
    /// It reaches the store only when nothing else can happen: whatever may arrive meanwhile does.
    case late
}

/// What happens to a simulated node between two steps. Executions are picked by a number, out of those unfinished.
enum Disturbance: Hashable, Sendable {
    case submit(String, id: String, dueIn: Duration)
    case pause(Int)
    /// Ends all pauses.
    case resume
    case cancel(Int)
    /// The clock jumps.
    case clock(Duration)
    /// All that is blocked in memory is let go.
    case evict
    case crash
    /// The process is asked to stop, and is started again once it has.
    case shutDown
    /// Another node takes an execution away and claims what is due of its component.
    case takeAway(Int)
    /// The other node has ended, and what it held is free.
    case otherEnds
    /// So many workflow starts find no instance.
    case exhaust(Int)
    /// What befalls a node as a whole.
    case node(NodeDisturbance)
}

/// What befalls one of several nodes.
enum NodeDisturbance: CaseIterable, Hashable, Sendable {
    /// Its process stands still, and does not know.
    case freeze
    /// It goes on, but its heartbeats do not get through.
    case mute
    /// Its process is gone, and nobody starts it again for now.
    case kill
    /// It can do all it could before; one that was killed is started again.
    case recover
}

/// When a disturbance happens: before the step of this number.
struct PlannedDisturbance: Hashable, Sendable {
    let step: Int
    var disturbance: Disturbance
    /// The node it happens to, where it happens to one.
    var node = 0
}
