/// The name of a join set within its execution: `o:` one-off (made by a direct call or a sleep), `n:` named by the
/// guest, `g:` generated.
package struct JoinSetID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The printable form, `<kind letter>:<name>`.
    package let text: String

    /// Who named the set.
    package enum Kind: Character, Sendable {
        case oneOff = "o"
        case named = "n"
        case generated = "g"
    }

    /// Takes a text that the engine itself made or stored.
    package init(stored text: String) {
        self.text = text
    }

    /// The one-off set of the `index`-th (from 1) direct call or sleep of an execution.
    package static func oneOff(_ index: Int, _ suffix: String) -> JoinSetID {
        JoinSetID(stored: "o:\(index)-\(suffix)")
    }

    /// The `index`-th (from 1) set whose name the guest left open.
    package static func generated(_ index: Int) -> JoinSetID {
        JoinSetID(stored: "g:\(index)")
    }

    /// A set named by the guest; nil where the name is empty or holds anything but ASCII letters, digits, `-` and `/`.
    package init?(named name: String) {
        guard Self.isName(Substring(name)) else { return nil }
        text = "n:" + name
    }

    /// Whether a direct call or a sleep made this set, so that the guest holds no handle to it.
    package var isOneOff: Bool { text.utf8.first == UInt8(ascii: "o") }

    /// Whether the engine named this set for the guest.
    package var isGenerated: Bool { text.utf8.first == UInt8(ascii: "g") }

    package var description: String { text }

    /// Whether a text has the form `<join set>_<number>`, the last part of a child's or delay's id.
    static func isMember(_ text: Substring) -> Bool {
        guard let underscore = text.firstIndex(of: "_"), let colon = text.firstIndex(of: ":"), colon < underscore else {
            return false
        }
        return text[..<colon].count == 1 && Kind(rawValue: text[text.startIndex]) != nil
            && isName(text[text.index(after: colon)..<underscore])
            && isNumber(text[text.index(after: underscore)...])
    }

    /// Whether a text is a number as ids hold it: digits alone, without leading zeros.
    private static func isNumber(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } && UInt64(text) != nil
            && (text.utf8.count == 1 || text.utf8.first != UInt8(ascii: "0"))
    }

    private static func isName(_ name: Substring) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "/") }
    }
}
