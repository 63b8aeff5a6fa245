extension Parser {
    /// Reads the attributes before an item, and checks that they fit together.
    mutating func parseAttributes() throws(SourceError) -> [AttributeSyntax] {
        var attributes: [AttributeSyntax] = []
        while eat("@") { attributes.append(try parseAttribute()) }
        try check(attributes)
        return attributes
    }

    private mutating func parseAttribute() throws(SourceError) -> AttributeSyntax {
        let token = next
        let kind: AttributeSyntax.Kind
        switch nextWord {
        case "since":
            let (version, range) = try parseGate("version") { parser throws(SourceError) in try parser.parseVersion() }
            kind = .since(version, range)
        case "deprecated":
            let version = try parseGate("version") { parser throws(SourceError) in try parser.parseVersion().version }
            kind = .deprecated(version)
        case "unstable":
            let feature = try parseGate("feature") { parser throws(SourceError) in try parser.parseName().text }
            kind = .unstable(feature: feature)
        case "external-id":
            advance()
            try expect("(")
            kind = .externalID(try parseString())
            try expect(")")
        default:
            let expected = "`since`, `unstable`, `deprecated` or `external-id`"
            throw unexpected(expected)
        }
        return AttributeSyntax(kind: kind, range: token.range)
    }

    private mutating func parseGate<T>(
        _ key: String, value: (inout Parser) throws(SourceError) -> T
    ) throws(SourceError) -> T {
        advance()
        try expect("(")
        try expectWord(key)
        try expect("=")
        let result = try value(&self)
        try expect(")")
        return result
    }

    private func check(_ attributes: [AttributeSyntax]) throws(SourceError) {
        var since = false
        var unstable = false
        var deprecated: AttributeSyntax?
        var hasExternalID = false
        for attribute in attributes {
            let isRepeated: Bool
            switch attribute.kind {
            case .since:
                isRepeated = since
                since = true
            case .unstable:
                isRepeated = unstable
                unstable = true
            case .deprecated:
                isRepeated = deprecated != nil
                deprecated = attribute
            case .externalID:
                isRepeated = hasExternalID
                hasExternalID = true
            }
            if isRepeated { throw file.error("this attribute is given twice", at: attribute.range) }
        }
        if since, unstable, let attribute = attributes.first {
            throw file.error("`@since` and `@unstable` exclude each other", at: attribute.range)
        }
        if !since, !unstable, let deprecated {
            throw file.error("`@deprecated` needs `@since` or `@unstable` beside it", at: deprecated.range)
        }
    }

    /// Reads a string literal and resolves its escapes.
    private mutating func parseString() throws(SourceError) -> String {
        let range = try expect(.string).range
        var result = String.UnicodeScalarView()
        var scalars = file.text((range.lowerBound + 1)..<(range.upperBound - 1)).unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            guard scalar == "\\" else {
                result.append(scalar)
                continue
            }
            switch scalars.popFirst() {
            case "t": result.append("\t")
            case "n": result.append("\n")
            case "r": result.append("\r")
            case "\"": result.append("\"")
            case "'": result.append("'")
            case "\\": result.append("\\")
            case "u":
                let rest = scalars.drop { $0 == "{" }
                let digits = rest.prefix { $0 != "}" }
                guard scalars.first == "{", rest.count == scalars.count - 1, digits.endIndex < rest.endIndex,
                    let value = UInt32(String(digits).filter { $0 != "_" }, radix: 16),
                    let escaped = Unicode.Scalar(value)
                else { throw file.error("expected `\\u{…}` with the number of a Unicode scalar", at: range) }
                result.append(escaped)
                scalars = scalars[digits.endIndex...].dropFirst()
            default:
                throw file.error("unknown escape; there are `\\t \\n \\r \\\" \\' \\\\ \\u{…}`", at: range)
            }
        }
        return String(result)
    }
}
