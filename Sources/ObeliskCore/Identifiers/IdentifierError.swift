/// A text that is not an identifier of the kind asked for.
package struct IdentifierError: Error, Hashable, CustomStringConvertible {
    /// The text as given.
    package let text: String
    /// What would have been right.
    package let expected: String

    package init(text: String, expected: String) {
        self.text = text
        self.expected = expected
    }

    package var description: String { "'\(text)' is not valid: expected \(expected)" }
}
