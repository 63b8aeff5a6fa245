import Foundation
import ObeliskClient

/// The real program serving an example, on a free port and a database of its own; killed when it is let go.
final class ServerProcess {
    /// Where it listens.
    let address: ServerAddress
    private let process: Process
    private let lines: AsyncStream<String>

    /// Where the program and the example's components are, both built before the tests.
    static let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("obelisk")
    static let example = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../Examples/fibo").standardized

    struct NotReady: Error {
        let said: [String]
    }

    /// Starts a server, on this port or a free one, and returns once it listens.
    ///
    /// - Parameters:
    ///   - configuration: its `obelisk.toml`, the example's by default; its components are built.
    ///   - settings: further settings, as environment variables.
    ///   - fileBlocksMax: how large its files may grow, in blocks of the shell's `ulimit -f`; writes beyond fail as
    ///     they do on a broken disk.
    init(
        directory: URL, configuration: URL? = nil, port: Int = 0, settings: [String: String] = [:],
        fileBlocksMax: Int? = nil
    ) async throws {
        process = Process()
        let limit = fileBlocksMax.map { "trap '' XFSZ; ulimit -f \($0); " } ?? ""
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c", limit + "exec \"$0\" \"$@\"", Self.program.path, "server", "run", "-c",
            (configuration ?? Self.example.appendingPathComponent("obelisk.toml")).path,
        ]
        process.environment = ProcessInfo.processInfo.environment.merging([
            "OBELISK__API__LISTENING_ADDRESS": "127.0.0.1:\(port)",
            "OBELISK__DATABASE__SQLITE__DIRECTORY": directory.appendingPathComponent("data").path,
            "OBELISK__WASM__CACHE_DIRECTORY": directory.appendingPathComponent("cache").path,
        ]) { $1 }.merging(settings) { $1 }
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = FileHandle.nullDevice
        let (lines, continuation) = AsyncStream<String>.makeStream()
        self.lines = lines
        try process.run()
        let output = pipe.fileHandleForReading
        // A thread that blocks rather than a handler of the file: taking handlers down while others are put up crashes
        // libdispatch on Linux (swift-corelibs-libdispatch, issue 949).
        Thread.detachNewThread {
            var unfinished = Data()
            while case let data = output.availableData, !data.isEmpty {
                unfinished += data
                let pieces = unfinished.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                for line in pieces.dropLast() where !line.isEmpty {
                    continuation.yield(String(decoding: line, as: UTF8.self))
                }
                unfinished = Data(pieces.last ?? Data())
            }
            if !unfinished.isEmpty { continuation.yield(String(decoding: unfinished, as: UTF8.self)) }
            continuation.finish()
        }
        var said: [String] = []
        for await line in lines {
            said.append(line)
            if let match = line.firstMatch(of: #/listening on (127\.0\.0\.1):(\d+)/#), let port = Int(match.2) {
                address = ServerAddress(host: String(match.1), port: port)
                return
            }
        }
        throw NotReady(said: said)
    }

    deinit {
        if process.isRunning {
            kill(process.processIdentifier, SIGKILL)
        }
    }

    /// Waits for so many lines, or for the end of the process.
    ///
    /// - Returns: the lines it said since it listened, or since the last call.
    func said(_ count: Int) async -> [String] {
        var said: [String] = []
        for await line in lines {
            said.append(line)
            if said.count == count { break }
        }
        return said
    }

    /// Waits for the process to end by itself.
    ///
    /// - Returns: its exit code, and the lines it said since it listened.
    func ended() async -> (exitCode: Int32, said: [String]) {
        var said: [String] = []
        for await line in lines { said.append(line) }
        process.waitUntilExit()
        return (process.terminationStatus, said)
    }

    /// Ends the process with a signal, and returns once it is gone.
    ///
    /// - Returns: the exit code, or the number of the signal that ended it.
    @discardableResult
    func end(with signal: Int32) async -> Int32 {
        send(signal)
        return await ended().exitCode
    }

    /// Sends the process a signal.
    func send(_ signal: Int32) {
        kill(process.processIdentifier, signal)
    }
}
