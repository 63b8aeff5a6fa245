/// One token of WIT text.
struct Token: Sendable {
    /// What kinds of token there are.
    enum Kind: Hashable, Sendable {
        case keyword(Keyword)
        case underscore
        /// An identifier, not yet checked, with or without `%`.
        case identifier
        case integer
        case string
        case arrow
        /// One of `= , : . ; ( ) { } < > * / @ + -`.
        case punctuation(UInt8)
        case end
    }

    /// What sort of token it is.
    var kind: Kind
    /// Its bytes.
    var range: Range<Int>
    /// The comments before it and after the token before, as positions in the lexer's list.
    var comments: Range<Int>

    /// The kind of token that one character makes.
    static func punctuation(_ character: Unicode.Scalar) -> Kind { .punctuation(UInt8(ascii: character)) }
}

extension Token.Kind {
    /// What it is called in messages.
    var description: String {
        switch self {
        case .keyword(let keyword): "keyword `\(keyword.rawValue)`"
        case .underscore: "keyword `_`"
        case .identifier: "an identifier"
        case .integer: "an integer"
        case .string: "a string"
        case .arrow: "`->`"
        case .punctuation(let byte): "`\(Character(Unicode.Scalar(byte)))`"
        case .end: "the end of the file"
        }
    }
}

/// A comment as it was written.
struct Comment: Hashable, Sendable {
    /// All of it, `//` or `/*` included, without white space at the end.
    var text: String
    /// Nothing but white space and comments stands between it and the token before, on one line.
    var isOnLineOfPrevious: Bool
}
