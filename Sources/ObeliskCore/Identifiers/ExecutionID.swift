/// The name of one execution: `E_<ULID>` or a key its submitter chose, followed for a child by
/// `.<join set>_<n>` for each level.
///
/// An id is a name, never a route: parents and join sets are read from columns, not out of the text.
package struct ExecutionID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    /// The printable form.
    package let text: String
    /// The hash of the text, computed once: ids are the keys of all that is under way.
    private let textHash: Int

    /// Takes a text that the engine itself made or stored.
    package init(stored text: String) {
        self.text = text
        textHash = text.hashValue
    }

    /// Checks a text that came from outside, for a lookup: 1–100 characters chosen by a submitter, `E_<ULID>`, or
    /// either followed by child segments.
    package init(parsing text: String) throws(IdentifierError) {
        let levels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let root = levels.first, Self.isRoot(root) else {
            throw IdentifierError(text: text, expected: "E_<ULID>, or 1 to 100 letters, digits and '-'")
        }
        for level in levels.dropFirst() where !JoinSetID.isMember(level) {
            throw IdentifierError(text: text, expected: "child segments of the form <join set>_<number>")
        }
        self.init(stored: text)
    }

    /// Checks a key that a submitter chose for a new top-level execution.
    package init(submitted text: String) throws(IdentifierError) {
        guard Self.isRoot(Substring(text)) else {
            throw IdentifierError(text: text, expected: "E_<ULID>, or 1 to 100 letters, digits and '-'")
        }
        self.init(stored: text)
    }

    /// Makes a fresh top-level id from the time of its making and 80 random bits.
    package init(time: Timestamp, random: (high: UInt16, low: UInt64)) {
        self.init(stored: "E_" + ULID(milliseconds: time.millisecondsSinceEpoch, random: random).text)
    }

    /// The id of the `index`-th (from 1) child that this execution submits to `joinSet`.
    package func child(in joinSet: JoinSetID, index: Int) -> ExecutionID {
        ExecutionID(stored: "\(text).\(joinSet.text)_\(index)")
    }

    package var description: String { text }

    package static func == (left: ExecutionID, right: ExecutionID) -> Bool {
        left.textHash == right.textHash && left.text == right.text
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(textHash)
    }

    package static func < (left: ExecutionID, right: ExecutionID) -> Bool { left.text < right.text }

    /// Reads a text that `encode` wrote.
    package init(from decoder: any Decoder) throws {
        self.init(stored: try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .text))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(text, forKey: .text)
    }

    private enum CodingKeys: CodingKey {
        case text
    }

    private static func isRoot(_ text: Substring) -> Bool {
        if text.hasPrefix("E_") { return ULID.isValid(text.dropFirst(2)) }
        return (1...100).contains(text.utf8.count)
            && text.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
    }
}

extension UInt8 {
    /// Whether this is an ASCII letter or digit.
    var isLetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
