/// Why a tool for authors gives up.
package struct ToolingError: Error, Sendable, Hashable {
    /// What a program can tell one error from another by.
    package enum Code: String, CaseIterable, Sendable {
        /// What the author wrote or named is wrong.
        case inputInvalid = "input_invalid"
        /// A compiler or linker refuses a component's source.
        case buildFailed = "build_failed"
        /// A program that building needs is not there, or too old.
        case programMissing = "program_missing"
        /// A file cannot be written, or another machine does not answer.
        case failed = "tooling_failed"
    }

    /// The kind of error.
    package let code: Code
    /// What was wrong, where, and what would be right.
    package let message: String

    /// An error of this kind.
    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// One error for several problems; nil if there is none.
    init?(_ subject: String, problems: [String]) {
        guard let first = problems.first else { return nil }
        let list = problems.map { "\n  \($0)" }.joined()
        self.init(
            .inputInvalid,
            problems.count == 1 ? "\(subject): \(first)" : "\(subject): \(problems.count) problems\(list)")
    }
}
