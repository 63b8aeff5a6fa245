/// Swift source while it is written: lines and how far they are indented.
struct SourceText {
    /// The lines so far.
    private(set) var lines: [String] = []
    private var depth = 0

    /// The whole, each line ended.
    var text: String { lines.map { $0 + "\n" }.joined() }

    /// Arguments in one line, or each in one if that would be long.
    static func list(_ arguments: [String]) -> String {
        let line = arguments.joined(separator: ", ")
        return line.count <= 80 ? line : "\n" + arguments.joined(separator: ",\n")
    }

    /// One line, or an empty one; lines within it are indented once more.
    mutating func line(_ text: String = "") {
        for (index, part) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let indent = String(repeating: "    ", count: index == 0 ? depth : depth + 1)
            lines.append(part.isEmpty ? "" : indent + part)
        }
    }

    /// An empty line, unless a block has just begun or the line before is empty.
    mutating func gap() {
        guard let last = lines.last, !last.isEmpty, !last.hasSuffix("{") else { return }
        lines.append("")
    }

    /// A line that opens braces, what is inside, and the line that closes them.
    mutating func block(_ head: String, end: String = "}", _ body: (inout SourceText) -> Void) {
        line(head + " {")
        depth += 1
        body(&self)
        depth -= 1
        line(end)
    }

    /// What stands one step further in.
    mutating func indented(_ body: (inout SourceText) -> Void) {
        depth += 1
        body(&self)
        depth -= 1
    }

    /// Comment lines for what is written about something in WIT.
    mutating func docs(_ text: String?) {
        guard let text, !text.isEmpty else { return }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            self.line(line.isEmpty ? "///" : "/// \(line)")
        }
    }
}
