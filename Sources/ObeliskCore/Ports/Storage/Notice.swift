/// What a commit brought about, told to the engine.
package enum Notice: Hashable, Sendable {
    /// A row of this component that nobody owns is due at this time, now or later.
    case due(component: String, at: Timestamp)
    /// A delay was set.
    case delaySet(Delay)
    /// A response was stored for an execution. `isDue`: it was blocked on that set and its row is due now.
    case response(of: ExecutionID, Response, owner: Generation?, isDue: Bool)
    /// A command began a new epoch on an execution that this generation owned: its run or attempt must stop.
    case fenced(ExecutionID, owner: Generation)
    /// Something was appended to this log; for those who follow it.
    case changed(ExecutionID)
    case finished(ExecutionID)
    /// Lines of an execution were stored that were not there before: those that a replay writes again are not told.
    case output(ExecutionID, [OutputLine])
    /// Another process has committed: what is due has to be read again.
    case foreign
}
