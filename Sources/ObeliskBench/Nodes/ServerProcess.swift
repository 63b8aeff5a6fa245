import Foundation
import ObeliskClient

/// The real program serving the example on a free port; killed when it is let go.
final class ServerProcess: Sendable {
    /// Where it listens.
    let address: ServerAddress
    /// Its number.
    let process: Int32
    /// When it was asked to start.
    let startedAt: Date
    private let standardError: FileHandle

    /// Starts a server over the database in `directory`, and returns once it listens.
    init(_ options: BenchOptions, directory: URL, settings: [String: String] = [:]) throws {
        let environment = ProcessInfo.processInfo.environment.merging([
            "OBELISK__API__LISTENING_ADDRESS": "127.0.0.1:0",
            "OBELISK__DATABASE__SQLITE__DIRECTORY": directory.path,
            "OBELISK__WASM__CACHE_DIRECTORY": options.directory.appending(path: "cache").path,
        ]) { $1 }.merging(settings) { $1 }
        let configuration = options.example.appending(path: "obelisk.toml").path
        startedAt = Date()
        (process, standardError) = try Self.spawn(
            [options.program.path, "server", "run", "-c", configuration],
            environment: environment.map { "\($0.key)=\($0.value)" })
        var said = ""
        while true {
            let data = standardError.availableData
            guard !data.isEmpty else { throw BenchFailure("the server ended before it listened: \(said)") }
            said += String(decoding: data, as: UTF8.self)
            if let match = said.firstMatch(of: #/listening on (127\.0\.0\.1):(\d+)/#), let port = Int(match.2) {
                address = ServerAddress(host: String(match.1), port: port)
                return
            }
        }
    }

    deinit {
        kill(process, SIGKILL)
    }

    /// Ends the process with a signal, and returns once it is gone.
    func end(with signal: Int32) {
        kill(process, signal)
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    }

    private static func spawn(_ words: [String], environment: [String]) throws -> (Int32, FileHandle) {
        let pipe = Pipe()
        // Sound: the pointers are the C library's own, used and freed within this function only.
        return unsafe try withUnsafeTemporaryAllocation(of: posix_spawn_file_actions_t.self, capacity: 1) { buffer in
            guard let actions = buffer.baseAddress else { throw POSIXError(.ENOMEM) }
            unsafe posix_spawn_file_actions_init(actions)
            defer { unsafe posix_spawn_file_actions_destroy(actions) }
            unsafe posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0)
            unsafe posix_spawn_file_actions_addopen(actions, 1, "/dev/null", O_WRONLY, 0)
            unsafe posix_spawn_file_actions_adddup2(actions, pipe.fileHandleForWriting.fileDescriptor, 2)
            let arguments = unsafe words.map { unsafe strdup($0) } + [nil]
            let variables = unsafe environment.map { unsafe strdup($0) } + [nil]
            defer { unsafe (arguments + variables).forEach { unsafe free($0) } }
            var process = pid_t()
            let code = unsafe posix_spawn(&process, words[0], actions, nil, arguments, variables)
            try pipe.fileHandleForWriting.close()
            guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
            return (process, pipe.fileHandleForReading)
        }
    }
}
