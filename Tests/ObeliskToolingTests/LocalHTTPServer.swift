import Foundation

/// Serves a folder on a free port of this machine until it is let go.
final class LocalHTTPServer {
    /// `http://127.0.0.1:PORT`.
    let url: String
    private let process = Process()

    struct NotReady: Error {
        let said: String
    }

    /// Starts the server and returns once it listens.
    init(serving folder: String) throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", folder,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        guard let match = line.firstMatch(of: #/port (\d+)/#) else { throw NotReady(said: line) }
        url = "http://127.0.0.1:\(match.1)"
    }

    deinit { process.terminate() }
}
