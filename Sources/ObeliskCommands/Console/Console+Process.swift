import Foundation

extension Console {
    /// The console of this process.
    package static var process: Console {
        Console(
            // A reader that went away, as `head` does, is no error of ours.
            writeOutput: { try? FileHandle.standardOutput.write(contentsOf: Data($0.utf8)) },
            writeError: { try? FileHandle.standardError.write(contentsOf: Data($0.utf8)) },
            outputIsTerminal: isatty(STDOUT_FILENO) == 1,
            errorIsTerminal: isatty(STDERR_FILENO) == 1,
            environment: ProcessInfo.processInfo.environment,
            workingDirectory: FileManager.default.currentDirectoryPath,
            program: Bundle.main.executablePath ?? "", timeZone: .current)
    }
}
