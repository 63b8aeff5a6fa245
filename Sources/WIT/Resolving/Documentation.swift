/// What the comments before an item say, as wasm-tools 1.262 reads them: every comment counts, `//` ones too.
enum Documentation {
    /// The text of these comments, without their marks and the indentation they share; nil without any comment.
    static func text(of comments: [Comment]) -> String? {
        if comments.isEmpty { return nil }
        let chunks = comments.map { content(of: $0.text) }
        let indent = chunks.filter { !$0.isEmpty }.map { $0.prefix(while: \.isWhitespace).count }.min() ?? 0
        let spaces = String(repeating: " ", count: indent)
        let text = chunks.map { $0.hasPrefix(spaces) ? $0.dropFirst(indent) : $0 }.joined(separator: "\n")
        return String(trimmingEnd(text))
    }

    private static func content(of comment: String) -> Substring {
        // `\r\n` is one character for Swift; both it and `\n` end a line.
        let lines = String(comment.map { $0 == "\r\n" ? "\n" : $0 })
        guard lines.hasPrefix("/**") else { return trimmingEnd(lines.drop { $0 == "/" }) }
        return trimmingEnd(lines.dropFirst(3).dropLast(lines.count > 4 ? 2 : 1))
    }

    private static func trimmingEnd(_ text: some StringProtocol) -> Substring {
        var result = Substring(text)
        while let last = result.last, last.isWhitespace { result.removeLast() }
        return result
    }

    /// Comments that say `text`.
    static func comments(for text: String?) -> [Comment] {
        guard let text else { return [] }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let plain = lines.map { line in
            let isSpaced = line.isEmpty || line.hasPrefix("\t")
            return Comment(text: isSpaced ? "///\(line)" : "/// \(line)", isOnLineOfPrevious: false)
        }
        let block = [Comment(text: "/**\(text)*/", isOnLineOfPrevious: false)]
        let canBeBlock = !text.contains("*/") && !text.contains("/*")
        return self.text(of: plain) != text && canBeBlock ? block : plain
    }
}
