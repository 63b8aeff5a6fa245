extension Parser {
    /// Reads a type.
    mutating func parseType(depth: Int = 1) throws(SourceError) -> TypeSyntax {
        let start = next.range
        guard depth <= Self.typeDepthLimit else {
            throw file.error("types are nested deeper than \(Self.typeDepthLimit)", at: start)
        }
        if next.kind == .identifier {
            return TypeSyntax(kind: .name(try parseName()), range: start)
        }
        guard case .keyword(let keyword) = next.kind else { throw unexpected("a type") }
        if let primitive = Primitive(rawValue: keyword.rawValue) {
            advance()
            return TypeSyntax(kind: .primitive(primitive), range: start)
        }
        guard let kind = try parseConstructedType(keyword, depth: depth + 1) else { throw unexpected("a type") }
        return TypeSyntax(kind: kind, range: start)
    }

    private mutating func parseConstructedType(
        _ keyword: Keyword, depth: Int
    ) throws(SourceError) -> TypeSyntax.Kind? {
        switch keyword {
        case .list:
            return try parseArguments { parser throws(SourceError) in
                let element = try parser.parseType(depth: depth)
                guard parser.eat(",") else { return .list(element) }
                return .fixedList(element, count: try parser.parseCount())
            }
        case .map:
            return try parseArguments { parser throws(SourceError) in
                let key = try parser.parseType(depth: depth)
                try parser.expect(",")
                return .map(key: key, value: try parser.parseType(depth: depth))
            }
        case .option:
            return try parseArguments { parser throws(SourceError) in .option(try parser.parseType(depth: depth)) }
        case .future, .stream:
            var element: TypeSyntax?
            if peek().kind == Token.punctuation("<") {
                element = try parseArguments { parser throws(SourceError) in try parser.parseType(depth: depth) }
            } else {
                advance()
            }
            return keyword == .future ? .future(element) : .stream(element)
        case .own:
            return try parseArguments { parser throws(SourceError) in .own(try parser.parseName("a resource")) }
        case .borrow:
            return try parseArguments { parser throws(SourceError) in .borrow(try parser.parseName("a resource")) }
        case .tuple: return .tuple(try parseTuple(depth: depth))
        case .result:
            guard peek().kind == Token.punctuation("<") else {
                advance()
                return .result(ok: nil, err: nil)
            }
            return try parseArguments { parser throws(SourceError) in
                if parser.eat(.underscore) {
                    try parser.expect(",")
                    return .result(ok: nil, err: try parser.parseType(depth: depth))
                }
                let ok = try parser.parseType(depth: depth)
                return .result(ok: ok, err: parser.eat(",") ? try parser.parseType(depth: depth) : nil)
            }
        default: return nil
        }
    }

    /// Reads the keyword that stands here, then `< … >`.
    private mutating func parseArguments<T>(
        _ content: (inout Parser) throws(SourceError) -> T
    ) throws(SourceError) -> T {
        advance()
        try expect("<")
        let result = try content(&self)
        try expect(">")
        return result
    }

    private mutating func parseTuple(depth: Int) throws(SourceError) -> [TypeSyntax] {
        let range = advance().range
        try expect("<")
        var elements: [TypeSyntax] = []
        while !eat(">") {
            elements.append(try parseType(depth: depth))
            if !eat(",") {
                try expectClosing(">")
                break
            }
        }
        if elements.isEmpty { throw file.error("a tuple needs at least one element", at: range) }
        return elements
    }

    private mutating func parseCount() throws(SourceError) -> UInt32 {
        let range = try expect(.integer).range
        if let count = UInt32(file.text(range)) { return count }
        throw file.error("the length of a list is at most \(UInt32.max)", at: range)
    }
}
