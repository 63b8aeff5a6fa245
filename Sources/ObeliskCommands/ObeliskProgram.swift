import ArgumentParser
import Foundation

/// The program behind the executable: reads arguments, runs one command, tells the exit code.
package enum ObeliskProgram {
    /// The version the program tells.
    package static let version = "0.1.0"

    /// Runs the process's arguments on its console, and ends it.
    package static func main() async -> Never {
        exit(await run(arguments: Array(CommandLine.arguments.dropFirst()), on: .process))
    }

    /// Runs the command that the arguments name.
    ///
    /// - Returns: 0 ok, 1 the execution or command failed, 2 a usage or input error, 3 the server cannot be reached.
    package static func run(arguments: [String], on console: Console) async -> Int32 {
        do {
            var command = try RootCommand.parseAsRoot(arguments)
            if let command = command as? any ConsoleCommand {
                try await command.run(on: console)
            } else {
                try command.run()
            }
            return 0
        } catch let failure as CommandFailure {
            if !failure.message.isEmpty { tell(failure, asJSON: arguments.askForJSON, on: console) }
            return failure.exitCode.rawValue
        } catch {
            return tell(error, asJSON: arguments.askForJSON, on: console)
        }
    }

    /// Tells what the argument parser has to say: help that was asked for, or what is wrong with the arguments.
    private static func tell(_ error: any Error, asJSON: Bool, on console: Console) -> Int32 {
        let text = RootCommand.fullMessage(for: error)
        if RootCommand.exitCode(for: error).isSuccess {
            console.print(text)
            return 0
        }
        let message = text.hasPrefix("Error: ") ? String(text.dropFirst("Error: ".count)) : text
        let failure = CommandFailure(.usage, message, code: CommandFailure.argumentsInvalid)
        tell(failure, asJSON: asJSON, on: console)
        return failure.exitCode.rawValue
    }

    /// Tells a failure, for a person or for a program.
    private static func tell(_ failure: CommandFailure, asJSON: Bool, on console: Console) {
        console.tell(asJSON ? failure.json : failure.text(style: console.errorStyle))
    }
}

extension [String] {
    /// Whether these arguments ask for JSON, whatever else is wrong with them.
    fileprivate var askForJSON: Bool { prefix { $0 != "--" }.contains("--json") }
}
