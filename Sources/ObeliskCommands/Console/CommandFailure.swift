/// Ends a command with an exit code and, if there is more to say than was said, a message on standard error.
struct CommandFailure: Error {
    /// The program's exit codes.
    enum ExitCode: Int32, CaseIterable {
        /// The execution or the command failed.
        case failed = 1
        /// The arguments or their contents are wrong.
        case usage = 2
        /// No server answers.
        case unreachable = 3

        /// The code of a failure that has none of its own.
        fileprivate var generalCode: String {
            switch self {
            case .failed: "command_failed"
            case .usage: "input_invalid"
            case .unreachable: "server_unreachable"
            }
        }
    }

    /// The code of arguments that do not fit the command.
    static let argumentsInvalid = "arguments_invalid"

    /// The codes of the command line's own failures.
    static var ownCodes: [String] { ExitCode.allCases.map(\.generalCode) + [argumentsInvalid] }

    /// What the process ends with.
    let exitCode: ExitCode
    /// The name of its page in `docs/errors`.
    let code: String
    /// What was wrong and what would be right; empty if it has been said.
    let message: String

    /// A failure with this exit code, of a general code unless it has its own.
    init(_ exitCode: ExitCode, _ message: String = "", code: String? = nil) {
        self.exitCode = exitCode
        self.code = code ?? exitCode.generalCode
        self.message = message
    }

    /// The code and the message as one line, or more where the message has more.
    func text(style: TextStyle) -> String { style.error("error[\(code)]:") + " " + message }

    /// The same for a program, on one line.
    var json: String {
        var error = JSONObject()
        error.set("code", code)
        error.set("message", message)
        var object = JSONObject()
        object.set("error", json: error.text)
        return object.text
    }
}
