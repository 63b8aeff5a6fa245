package import Foundation

/// What a command can see of its surroundings, and where it writes.
package struct Console: Sendable {
    /// Takes text for standard output.
    package var writeOutput: @Sendable (String) -> Void
    /// Takes text for standard error.
    package var writeError: @Sendable (String) -> Void
    /// Whether a person reads standard output.
    package var outputIsTerminal: Bool
    /// Whether a person reads standard error.
    package var errorIsTerminal: Bool
    /// The environment variables.
    package var environment: [String: String]
    /// Where relative paths begin.
    package var workingDirectory: String
    /// The file this process runs, beside which other programs may be.
    package var program: String
    /// The zone in which people are told times.
    package var timeZone: TimeZone

    /// A console of these parts.
    package init(
        writeOutput: @escaping @Sendable (String) -> Void, writeError: @escaping @Sendable (String) -> Void,
        outputIsTerminal: Bool = false, errorIsTerminal: Bool = false, environment: [String: String] = [:],
        workingDirectory: String = "/", program: String = "", timeZone: TimeZone = .gmt
    ) {
        self.writeOutput = writeOutput
        self.writeError = writeError
        self.outputIsTerminal = outputIsTerminal
        self.errorIsTerminal = errorIsTerminal
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.program = program
        self.timeZone = timeZone
    }

    /// Writes a line of data to standard output.
    func print(_ line: String) {
        writeOutput(line + "\n")
    }

    /// Writes a line for a person to standard error.
    func tell(_ line: String) {
        writeError(line + "\n")
    }

    /// How standard output is coloured.
    var outputStyle: TextStyle { TextStyle(isColoured: outputIsTerminal && allowsColour) }

    /// How standard error is coloured.
    var errorStyle: TextStyle { TextStyle(isColoured: errorIsTerminal && allowsColour) }

    /// See https://no-color.org: set and not empty means no colour.
    private var allowsColour: Bool {
        (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }
}
