extension JSONObject {
    /// The members of a JSON object with their values' texts; empty if the text is no object.
    ///
    /// Only strings and brackets are looked at: the text comes from the server and is valid.
    static func members(of text: String) -> [(key: String, json: String)] {
        let trimmed = text.drop { $0.isWhitespace }
        guard trimmed.first == "{", let close = trimmed.lastIndex(of: "}") else { return [] }
        return split(trimmed[trimmed.index(after: trimmed.startIndex)..<close], at: ",").compactMap { member in
            let parts = split(member, at: ":", once: true)
            guard parts.count == 2 else { return nil }
            return (unquoted(parts[0]), trim(parts[1]))
        }
    }

    /// A string of letters and the like without its quotes; every other value as it is.
    static func unquoted(_ json: Substring) -> String {
        let text = trim(json)
        let inner = text.dropFirst().dropLast()
        let isPlain =
            text.count > 2 && text.first == "\""
            && inner.allSatisfy { $0.isASCII && !$0.isWhitespace && $0 != "\\" && $0 != "\"" && $0 != "=" }
        return isPlain ? String(inner) : text
    }

    /// Cuts at a character that stands outside of strings and brackets.
    private static func split(_ text: Substring, at separator: Character, once: Bool = false) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        var depth = 0
        var isInString = false
        var isEscaped = false
        for index in text.indices where !(once && parts.count == 1) {
            let character = text[index]
            if isEscaped {
                isEscaped = false
            } else if isInString {
                isEscaped = character == "\\"
                isInString = character != "\""
            } else if character == "\"" {
                isInString = true
            } else if character == "{" || character == "[" {
                depth += 1
            } else if character == "}" || character == "]" {
                depth -= 1
            } else if character == separator, depth == 0 {
                parts.append(text[start..<index])
                start = text.index(after: index)
            }
        }
        parts.append(text[start...])
        return parts
    }

    private static func trim(_ text: Substring) -> String {
        let tail = text.drop { $0.isWhitespace }
        return String(tail.prefix(tail.count - tail.reversed().prefix { $0.isWhitespace }.count))
    }
}
