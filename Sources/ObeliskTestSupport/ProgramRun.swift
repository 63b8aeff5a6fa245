package import Foundation

/// What a program that a test ran to its end has left.
///
/// Foundation's `Process` is not used: on Linux it lists the open files of a busy process in a way that now and then
/// reads past a page's end.
package struct ProgramRun: Sendable {
    /// What it exited with; negative: the signal that ended it.
    package let status: Int32
    /// What it wrote to standard output.
    package let output: [UInt8]
    /// What it wrote to standard error.
    package let errors: String

    /// Runs a program without input, in this process's environment, and waits for its end.
    ///
    /// - Throws: `POSIXError` if it cannot be started.
    package init(_ program: URL, _ arguments: [String]) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "obelisk-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (output, errors) = (folder.appending(path: "output"), folder.appending(path: "errors"))
        status = try Self.spawn([program.path] + arguments, output: output.path, errors: errors.path)
        self.output = Array(try Data(contentsOf: output))
        self.errors = String(decoding: try Data(contentsOf: errors), as: UTF8.self)
    }

    private static func spawn(_ words: [String], output: String, errors: String) throws -> Int32 {
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
            var pid = pid_t()
            let code = unsafe posix_spawn(&pid, words[0], actions, nil, arguments, environ)
            guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
            var status: Int32 = 0
            while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
            return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
        }
    }
}
