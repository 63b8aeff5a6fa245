import Synchronization

@testable import ObeliskCommands

/// A console that keeps what is written to it.
final class ConsoleRecording: Sendable {
    private struct Written {
        var output = ""
        var error = ""
        var waiting: [(text: String, continuation: CheckedContinuation<Void, Never>)] = []

        /// Those whose text has come.
        mutating func served() -> [CheckedContinuation<Void, Never>] {
            defer { waiting.removeAll { error.contains($0.text) } }
            return waiting.filter { error.contains($0.text) }.map(\.continuation)
        }
    }

    private let written = Mutex(Written())

    /// What went to standard output.
    var output: String { written.withLock { $0.output } }
    /// What went to standard error.
    var error: String { written.withLock { $0.error } }

    /// Returns once this text has gone to standard error.
    func told(_ text: String) async {
        await withCheckedContinuation { continuation in
            let served = written.withLock {
                $0.waiting.append((text, continuation))
                return $0.served()
            }
            for continuation in served { continuation.resume() }
        }
    }

    /// A console that writes here.
    func console(environment: [String: String] = [:], isTerminal: Bool = false) -> Console {
        Console(
            writeOutput: { text in self.written.withLock { $0.output += text } },
            writeError: { text in
                let served = self.written.withLock {
                    $0.error += text
                    return $0.served()
                }
                for continuation in served { continuation.resume() }
            },
            outputIsTerminal: isTerminal, errorIsTerminal: isTerminal, environment: environment,
            workingDirectory: "/nowhere")
    }
}
