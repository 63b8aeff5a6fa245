/// Ends a command with an exit code and, if there is more to say than was said, a message on standard error.
struct CommandFailure: Error {
    /// The program's exit codes.
    enum ExitCode: Int32 {
        /// The execution or the command failed.
        case failed = 1
        /// The arguments or their contents are wrong.
        case usage = 2
        /// No server answers.
        case unreachable = 3
    }

    /// What the process ends with.
    let exitCode: ExitCode
    /// What was wrong and what would be right; empty if it has been said.
    let message: String

    /// A failure with this exit code.
    init(_ exitCode: ExitCode, _ message: String = "") {
        self.exitCode = exitCode
        self.message = message
    }
}
