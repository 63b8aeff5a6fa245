/// WIT text that is not valid: what is wrong and what was expected, and where.
public struct SourceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    public let path: String
    /// The line, counted from 1.
    public let line: Int
    /// The column in characters, counted from 1.
    public let column: Int
    /// What is wrong and what would be right.
    public let message: String
    /// The text of that line.
    public let lineText: String
    /// How many characters of the line are wrong, at least 1.
    public let length: Int

    /// An error about some bytes of `file`; at its end if the range is empty there.
    init(_ message: String, at range: Range<Int>, in file: SourceFile) {
        let bytes = file.bytes
        let newline = UInt8(ascii: "\n")
        let start = min(range.lowerBound, bytes.count)
        let lineStart = bytes[..<start].lastIndex(of: newline).map { $0 + 1 } ?? 0
        let lineEnd = bytes[start...].firstIndex(of: newline) ?? bytes.count
        path = file.path
        line = bytes[..<start].count { $0 == newline } + 1
        column = file.text(lineStart..<start).count + 1
        self.message = message
        lineText = file.text(lineStart..<lineEnd).filter { !$0.isNewline }
        length = max(1, file.text(start..<max(start, min(range.upperBound, lineEnd))).count)
    }

    /// An error that no place in a file can be blamed for.
    init(_ message: String, path: String) {
        self.path = path
        line = 1
        column = 1
        self.message = message
        lineText = ""
        length = 1
    }

    /// `file:line:column: message`, then the line and a caret below the place.
    public var description: String {
        let number = String(line)
        let margin = String(repeating: " ", count: number.count)
        let indent = String(lineText.prefix(column - 1).map { $0 == "\t" ? "\t" : " " })
        let caret = "^" + String(repeating: "-", count: min(length, max(1, lineText.count - column + 1)) - 1)
        return """
            \(path):\(line):\(column): \(message)
             \(margin) |
             \(number) | \(lineText)
             \(margin) | \(indent)\(caret)
            """
    }
}
