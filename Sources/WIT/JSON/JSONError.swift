/// Text that is not the JSON that was asked for: what was wrong, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Offset of the offending byte from the start of the text.
    public let offset: Int
    /// Line of the offending byte, counted from 1.
    public let line: Int
    /// Column of the offending byte in Unicode scalars, counted from 1.
    public let column: Int
    /// What was found and what was expected, without the place.
    public let message: String

    /// An error at the byte `offset` of `bytes`; line and column are counted there.
    public init(_ message: String, at offset: Int, in bytes: [UInt8]) {
        var line = 1
        var column = 1
        for byte in bytes.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        self.offset = offset
        self.line = line
        self.column = column
        self.message = message
    }

    /// The message with its place, for people.
    public var description: String { "line \(line), column \(column): \(message)" }
}
