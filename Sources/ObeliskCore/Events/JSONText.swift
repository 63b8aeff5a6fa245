internal import WIT

/// One JSON value as text in UTF-8: parameters, results and published values travel and are stored like this.
package struct JSONText: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The text's bytes; the makers vouch that they are one valid JSON value.
    package let bytes: [UInt8]

    /// Takes bytes that are known to be one valid JSON value.
    package init(valid bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Takes a text that is known to be one valid JSON value.
    package init(valid text: String) {
        bytes = Array(text.utf8)
    }

    /// An array without elements: the parameters of a function that takes none.
    package static let emptyArray = JSONText(valid: "[]")

    /// The bytes as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package var description: String { text }

    /// Whether two texts are the same value, whatever their spacing and the order of keys.
    package func isSameValue(as other: JSONText) -> Bool {
        if bytes == other.bytes { return true }
        guard let left = try? JSONValue.parse(bytes), let right = try? JSONValue.parse(other.bytes) else {
            return false
        }
        return left == right
    }
}
