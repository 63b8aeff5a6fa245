/// Takes what executions wrote on to the world outside.
package protocol OutputSink: Sendable {
    /// Takes lines that are durable, each at most once: what was told when the process ended is not told again.
    ///
    /// Called on the thread that has committed them; must not block.
    func take(_ lines: [OutputLine], of execution: ExecutionID)
}
