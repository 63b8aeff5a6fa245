import Synchronization

@testable import ObeliskCommands

/// A console that keeps what is written to it.
final class ConsoleRecording: Sendable {
    private let written = Mutex((output: "", error: ""))

    /// What went to standard output.
    var output: String { written.withLock { $0.output } }
    /// What went to standard error.
    var error: String { written.withLock { $0.error } }

    /// A console that writes here.
    func console(environment: [String: String] = [:], isTerminal: Bool = false) -> Console {
        Console(
            writeOutput: { text in self.written.withLock { $0.output += text } },
            writeError: { text in self.written.withLock { $0.error += text } },
            outputIsTerminal: isTerminal, errorIsTerminal: isTerminal, environment: environment,
            workingDirectory: "/nowhere")
    }
}
