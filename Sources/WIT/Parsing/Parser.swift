/// Reads the tokens of one file into its syntax tree, by recursive descent.
struct Parser {
    /// How deep types may be nested, as in wasm-tools.
    static let typeDepthLimit = 100

    /// What is read, and named in errors.
    let file: SourceFile
    private let tokens: [Token]
    private let comments: [Comment]
    private var index = 0
    /// How many comments have been given to an item.
    private var commentsTaken = 0
    /// The comments that were passed since the last call of `takeInner`.
    private var inner: [Comment] = []

    /// A parser at the start of `file`.
    init(_ file: SourceFile) throws(SourceError) {
        self.file = file
        (tokens, comments) = try Lexer.tokenize(file)
    }

    /// The syntax tree of `file`.
    static func parse(_ file: SourceFile) throws(SourceError) -> FileSyntax {
        var parser = try Parser(file)
        return try parser.parseFile()
    }

    /// The token to be read next.
    var next: Token { tokens[index] }

    /// The token after `distance` further ones.
    func peek(_ distance: Int = 1) -> Token { tokens[min(index + distance, tokens.count - 1)] }

    /// The text of the next token if it is an identifier that is not escaped.
    var nextWord: String? { next.kind == .identifier ? file.text(next.range) : nil }

    /// Reads the next token.
    @discardableResult
    mutating func advance() -> Token {
        let token = next
        if token.comments.upperBound > commentsTaken {
            inner += comments[max(commentsTaken, token.comments.lowerBound)..<token.comments.upperBound]
            commentsTaken = token.comments.upperBound
        }
        if token.kind != .end { index += 1 }
        return token
    }

    /// The comments before the next token, at a place where they document what follows.
    mutating func takeLeading() -> [Comment] {
        let range = max(commentsTaken, next.comments.lowerBound)..<max(commentsTaken, next.comments.upperBound)
        commentsTaken = range.upperBound
        return Array(comments[range])
    }

    /// The comments that stood between the tokens of the item just read.
    mutating func takeInner() -> [Comment] {
        defer { inner = [] }
        return inner
    }

    /// Puts back comments that belong to the item around the one just read.
    mutating func restoreInner(_ comments: [Comment]) { inner = comments + inner }

    /// Goes back to a state from before.
    mutating func rewind(to earlier: Parser) { self = earlier }

    /// Reads the next token if it is of this kind.
    mutating func eat(_ kind: Token.Kind) -> Bool {
        guard next.kind == kind else { return false }
        advance()
        return true
    }

    /// Reads the next token if it is this character.
    mutating func eat(_ character: Unicode.Scalar) -> Bool { eat(Token.punctuation(character)) }

    /// Reads the next token, which must be of this kind.
    @discardableResult
    mutating func expect(_ kind: Token.Kind) throws(SourceError) -> Token {
        guard next.kind == kind else { throw unexpected(kind.description) }
        return advance()
    }

    /// Reads the next token, which must be this character.
    @discardableResult
    mutating func expect(_ character: Unicode.Scalar) throws(SourceError) -> Token {
        try expect(Token.punctuation(character))
    }

    /// The error that the next token is not what was expected.
    func unexpected(_ expected: String) -> SourceError {
        file.error("expected \(expected), found \(describe(next))", at: next.range)
    }

    private func describe(_ token: Token) -> String {
        token.kind == .identifier ? "`\(file.text(token.range))`" : token.kind.description
    }

    /// Reads an identifier and checks its spelling.
    mutating func parseName(_ what: String = "an identifier") throws(SourceError) -> NameSyntax {
        guard next.kind == .identifier else {
            if case .keyword(let keyword) = next.kind {
                let word = keyword.rawValue
                throw file.error(
                    "expected \(what), found keyword `\(word)`; write `%\(word)` to use it as a name", at: next.range)
            }
            throw unexpected(what)
        }
        let token = advance()
        var text = file.text(token.range)
        if text.hasPrefix("%") { text.removeFirst() }
        if let rule = Identifier.problem(in: text) {
            throw file.error("the identifier `\(text)` \(rule)", at: token.range)
        }
        return NameSyntax(text: text, range: token.range)
    }

    /// Reads `name = value` of an attribute; returns the name's text only if it is the one expected.
    mutating func expectWord(_ word: String) throws(SourceError) {
        guard nextWord == word else { throw unexpected("`\(word)`") }
        advance()
    }
}
