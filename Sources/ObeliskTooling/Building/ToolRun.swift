import Foundation

/// What another program, run to its end, has left.
///
/// Foundation's `Process` is not used: on Linux it lists the open files of a busy process in a way that now and then
/// reads past a page's end.
struct ToolRun: Sendable {
    /// What it exited with; negative: the signal that ended it.
    let status: Int32
    /// What it wrote to standard output.
    let output: String
    /// What it wrote to standard error.
    let errors: String

    /// Runs a program without input, on a thread of its own, and waits for its end.
    ///
    /// - Parameter folder: where it is run; nil is where this process is.
    /// - Throws: `ToolingError` if it cannot be started.
    init(
        _ program: String, _ arguments: [String], in folder: String? = nil, environment: [String: String]
    ) async throws(ToolingError) {
        let work = FileManager.default.temporaryDirectory.appending(path: "obelisk-tool-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: work) }
        let (outputFile, errorsFile) = (work.appending(path: "output"), work.appending(path: "errors"))
        do {
            try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
            let variables = environment.map { "\($0.key)=\($0.value)" }
            // Not every C library can start a program in another folder, but every shell can.
            let shell = folder.map { ["/bin/sh", "-c", "cd -- \"$0\" && exec \"$@\"", $0] } ?? []
            let words = shell + [program] + arguments
            status = try await withCheckedThrowingContinuation { continuation in
                Thread.detachNewThread {
                    continuation.resume(
                        with: Result {
                            try Self.spawn(words, variables, output: outputFile.path, errors: errorsFile.path)
                        })
                }
            }
            output = String(decoding: try Data(contentsOf: outputFile), as: UTF8.self)
            errors = String(decoding: try Data(contentsOf: errorsFile), as: UTF8.self)
        } catch {
            throw ToolingError(.failed, "`\(program)` cannot be run: \(error.localizedDescription)")
        }
    }

    private static func spawn(
        _ words: [String], _ variables: [String], output: String, errors: String
    ) throws -> Int32 {
        // Sound: the pointers are the C library's own, used and freed within this function only.
        unsafe try withUnsafeTemporaryAllocation(of: posix_spawn_file_actions_t.self, capacity: 1) { buffer in
            guard let actions = buffer.baseAddress else { throw POSIXError(.ENOMEM) }
            unsafe posix_spawn_file_actions_init(actions)
            defer { unsafe posix_spawn_file_actions_destroy(actions) }
            unsafe posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0)
            unsafe posix_spawn_file_actions_addopen(actions, 1, output, O_WRONLY | O_CREAT, 0o600)
            unsafe posix_spawn_file_actions_addopen(actions, 2, errors, O_WRONLY | O_CREAT, 0o600)
            let arguments = unsafe words.map { unsafe strdup($0) } + [nil]
            defer { unsafe arguments.forEach { unsafe free($0) } }
            let environment = unsafe variables.map { unsafe strdup($0) } + [nil]
            defer { unsafe environment.forEach { unsafe free($0) } }
            var pid = pid_t()
            let code = unsafe posix_spawn(&pid, words[0], actions, nil, arguments, environment)
            guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
            var status: Int32 = 0
            while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
            return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
        }
    }
}
