/// The full name of an exported function: `namespace:package/interface[@version].function`.
package struct FunctionName: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    /// `namespace:package/interface` or `namespace:package/interface@version`.
    package let interface: String
    /// The function's name within its interface; it holds no dot.
    package let function: String

    package init(interface: String, function: String) {
        self.interface = interface
        self.function = function
    }

    /// Reads the printable form; the function's name follows the last dot, so that versions may hold dots.
    package init(parsing text: String) throws(IdentifierError) {
        let expected = "namespace:package/interface.function, with @version behind the interface if it has one"
        guard let dot = text.lastIndex(of: "."), let slash = text.firstIndex(of: "/"), slash < dot,
            let colon = text.firstIndex(of: ":"), colon < slash
        else {
            throw IdentifierError(text: text, expected: expected)
        }
        let parts = [text[..<colon], text[text.index(after: colon)..<slash], text[text.index(after: slash)..<dot]]
        let function = text[text.index(after: dot)...]
        guard parts.allSatisfy({ !$0.isEmpty }), !function.isEmpty, !text.hasSuffix("@." + function) else {
            throw IdentifierError(text: text, expected: expected)
        }
        interface = String(text[..<dot])
        self.function = String(function)
    }

    /// The printable form.
    package var text: String { "\(interface).\(function)" }

    package var description: String { text }

    package static func < (left: FunctionName, right: FunctionName) -> Bool {
        (left.interface, left.function) < (right.interface, right.function)
    }
}
