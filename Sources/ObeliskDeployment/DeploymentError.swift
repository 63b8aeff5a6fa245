/// Why a configuration or its components cannot be deployed: every problem found, not just the first.
package struct DeploymentError: Error, Sendable, Equatable {
    /// What a program can tell one error of this module from another by.
    package enum Code: String, CaseIterable, Sendable {
        /// The configuration file cannot be read, or is no TOML.
        case configurationUnreadable = "configuration_unreadable"
        /// The configuration has unknown keys, wrong types or values out of range.
        case configurationInvalid = "configuration_invalid"
        /// A component cannot be read, or does not fit the others.
        case componentInvalid = "component_invalid"
    }

    /// The kind of error, as documented in `docs/errors`.
    package let code: Code
    /// The file the problems were found in or because of.
    package let file: String
    /// The problems, in the order of the file.
    package let problems: [DeploymentProblem]

    /// An error of these problems.
    package init(code: Code, file: String, problems: [DeploymentProblem]) {
        self.code = code
        self.file = file
        self.problems = problems
    }
}

extension DeploymentError: CustomStringConvertible {
    package var description: String { message }

    /// One line for a single problem, and a list for several.
    package var message: String {
        if problems.count == 1, let only = problems.first {
            return "\(file): \(only)"
        }
        return (["\(file): \(problems.count) problems"] + problems.map { "  \($0)" }).joined(separator: "\n")
    }
}
