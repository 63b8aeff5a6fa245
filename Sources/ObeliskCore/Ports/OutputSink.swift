/// Takes what executions wrote on to the world outside.
package protocol OutputSink: Sendable {
    /// Takes lines that are durable, each once in the life of a process.
    ///
    /// Called on the thread that has committed them; must not block.
    func take(_ lines: [OutputLine], of execution: ExecutionID)
}
