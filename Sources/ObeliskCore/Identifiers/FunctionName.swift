/// The full name of an exported function: `namespace:package/interface[@version].function`.
package struct FunctionName: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    private let parts: Parts

    /// What a name consists of, shared by all its copies: names are handed on far more often than they are made.
    private final class Parts: Sendable {
        let interface: String
        let function: String
        let text: String

        init(interface: String, function: String, text: String) {
            self.interface = interface
            self.function = function
            self.text = text
        }
    }

    package init(interface: String, function: String) {
        parts = Parts(interface: interface, function: function, text: "\(interface).\(function)")
    }

    /// `namespace:package/interface` or `namespace:package/interface@version`.
    package var interface: String { parts.interface }

    /// The function's name within its interface; it holds no dot.
    package var function: String { parts.function }

    /// The printable form.
    package var text: String { parts.text }

    /// Reads the printable form; the function's name follows the last dot, so that versions may hold dots.
    package init(parsing text: String) throws(IdentifierError) {
        let bytes = text.utf8
        guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), Self.isName(bytes[bytes.index(after: dot)...]),
            Self.isInterface(bytes[..<dot])
        else {
            throw IdentifierError(
                text: text, expected: "namespace:package/interface.function, with @version behind the interface if any")
        }
        parts = Parts(
            interface: String(text[..<dot]), function: String(text[text.index(after: dot)...]), text: text)
    }

    /// Splits a text that the engine itself stored; nil where it is none of its making.
    package init?(stored text: String) {
        guard let dot = text.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        parts = Parts(
            interface: String(text[..<dot]), function: String(text[text.utf8.index(after: dot)...]), text: text)
    }

    /// Whether a text is `namespace:package/interface[@version]`, as far as its separators tell.
    private static func isInterface(_ text: Substring.UTF8View) -> Bool {
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon > text.startIndex,
            let slash = text[colon...].firstIndex(of: UInt8(ascii: "/")), text.index(after: colon) < slash
        else { return false }
        let name = text[text.index(after: slash)...]
        return name.first.map { $0 != UInt8(ascii: "@") } == true && name.last != UInt8(ascii: "@")
            && !text.contains(UInt8(ascii: " "))
    }

    /// Whether a text begins with a letter, followed by letters, digits and hyphens: not so the rest of a version that
    /// no function follows.
    private static func isName(_ text: Substring.UTF8View) -> Bool {
        guard let first = text.first, first.isLetterOrDigit, first > UInt8(ascii: "9") else { return false }
        return text.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
    }

    package var description: String { text }

    package static func == (left: FunctionName, right: FunctionName) -> Bool {
        left.parts === right.parts || left.text == right.text
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(text)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            interface: try container.decode(String.self, forKey: .interface),
            function: try container.decode(String.self, forKey: .function))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(interface, forKey: .interface)
        try container.encode(function, forKey: .function)
    }

    private enum CodingKeys: CodingKey {
        case interface, function
    }

    package static func < (left: FunctionName, right: FunctionName) -> Bool {
        (left.interface, left.function) < (right.interface, right.function)
    }
}
