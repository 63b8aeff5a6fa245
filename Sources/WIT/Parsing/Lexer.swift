/// Cuts WIT text into tokens, as wasm-tools 1.262 does.
struct Lexer {
    private let file: SourceFile
    private let bytes: [UInt8]
    private var offset = 0
    private var comments: [Comment] = []

    private init(_ file: SourceFile) {
        self.file = file
        bytes = file.bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    /// All tokens of `file`, ending with `.end`, and its comments.
    static func tokenize(_ file: SourceFile) throws(SourceError) -> (tokens: [Token], comments: [Comment]) {
        try checkCharacters(of: file)
        var lexer = Lexer(file)
        var tokens: [Token] = []
        while true {
            let firstComment = lexer.comments.count
            try lexer.skipTrivia()
            let start = lexer.offset
            let kind = try lexer.readToken()
            tokens.append(
                Token(kind: kind, range: start..<lexer.offset, comments: firstComment..<lexer.comments.count))
            if kind == .end { return (tokens, lexer.comments) }
        }
    }

    /// Skips white space, and keeps comments.
    private mutating func skipTrivia() throws(SourceError) {
        var isOnLineOfPrevious = offset > 0
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "\n"):
                isOnLineOfPrevious = false
                offset += 1
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): offset += 1
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
                let start = offset
                offset = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
                keepComment(from: start, isOnLineOfPrevious)
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
                let start = offset
                try skipBlockComment()
                keepComment(from: start, isOnLineOfPrevious)
            default: return
            }
        }
    }

    private mutating func skipBlockComment() throws(SourceError) {
        let start = offset
        var depth = 0
        repeat {
            guard offset + 1 < bytes.count else {
                throw file.error("expected `*/` at the end of this comment", at: start..<(start + 2))
            }
            switch (bytes[offset], bytes[offset + 1]) {
            case (UInt8(ascii: "/"), UInt8(ascii: "*")):
                depth += 1
                offset += 2
            case (UInt8(ascii: "*"), UInt8(ascii: "/")):
                depth -= 1
                offset += 2
            default: offset += 1
            }
        } while depth > 0
    }

    private mutating func keepComment(from start: Int, _ isOnLineOfPrevious: Bool) {
        var end = offset
        while end > start, bytes[end - 1] <= UInt8(ascii: " ") { end -= 1 }
        comments.append(Comment(text: file.text(start..<end), isOnLineOfPrevious: isOnLineOfPrevious))
    }

    private mutating func readToken() throws(SourceError) -> Token.Kind {
        guard offset < bytes.count else { return .end }
        let byte = bytes[offset]
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            skip(while: { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
            return .integer
        case UInt8(ascii: "-") where peek(1) == UInt8(ascii: ">"):
            offset += 2
            return .arrow
        case UInt8(ascii: "\""): return try readString()
        case UInt8(ascii: "%"):
            offset += 1
            guard offset < bytes.count, Self.isIdentifierStart(bytes[offset]) else {
                throw file.error("expected an identifier after `%`", at: (offset - 1)..<offset)
            }
            skip(while: Self.isIdentifierPart)
            return .identifier
        case _ where Self.isIdentifierStart(byte):
            let start = offset
            skip(while: Self.isIdentifierPart)
            let text = file.text(start..<offset)
            if text == "_" { return .underscore }
            return Keyword(rawValue: text).map(Token.Kind.keyword) ?? .identifier
        case _ where "=,:.;(){}<>*/@+-".utf8.contains(byte):
            offset += 1
            return .punctuation(byte)
        default:
            let character = file.text(offset..<(offset + 1))
            throw file.error("`\(character)` has no meaning in WIT", at: offset..<(offset + 1))
        }
    }

    /// Reads over a string literal; its escapes are checked when its value is asked for.
    private mutating func readString() throws(SourceError) -> Token.Kind {
        let start = offset
        offset += 1
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") {
            if bytes[offset] == UInt8(ascii: "\n") {
                throw file.error("expected `\"` before the end of the line", at: start..<offset)
            }
            offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard offset < bytes.count else {
            offset = bytes.count
            throw file.error("expected `\"` at the end of this string", at: start..<(start + 1))
        }
        offset += 1
        return .string
    }

    private func peek(_ distance: Int) -> UInt8? {
        offset + distance < bytes.count ? bytes[offset + distance] : nil
    }

    private mutating func skip(while condition: (UInt8) -> Bool) {
        while offset < bytes.count, condition(bytes[offset]) { offset += 1 }
    }

    private static func isIdentifierStart(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    private static func isIdentifierPart(_ byte: UInt8) -> Bool {
        isIdentifierStart(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: "-")
    }

    /// Refuses text that is not UTF-8, and characters that make text look different from what it is.
    private static func checkCharacters(of file: SourceFile) throws(SourceError) {
        if file.bytes.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }) { return }
        guard String(validating: file.bytes, as: UTF8.self) != nil else {
            var reader = UTF8Scanner(file.bytes)
            let offset = reader.firstInvalidOffset()
            throw file.error("the text is not UTF-8", at: offset..<(offset + 1))
        }
        var offset = 0
        for scalar in file.text(0..<file.bytes.count).unicodeScalars {
            let end = offset + UTF8.width(scalar)
            if isForbidden(scalar) {
                let code = "U+" + String(scalar.value, radix: 16, uppercase: true)
                throw file.error("the character \(code) is not allowed, not even in comments", at: offset..<end)
            }
            offset = end
        }
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0..<0x20, 0x7F..<0xA0: true
        case 0x202A...0x202E, 0x2066...0x2069: true
        case 0x149, 0x673, 0xF77, 0xF79, 0x17A3, 0x17A4, 0x17B4, 0x17B5: true
        default: false
        }
    }
}
