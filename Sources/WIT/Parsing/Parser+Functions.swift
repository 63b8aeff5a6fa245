extension Parser {
    /// What may follow the name of a member.
    enum Payload {
        case none
        /// `: type`
        case required
        /// `(type)` or nothing.
        case inParentheses
    }

    /// Reads what follows `name:` of a function, its `;` included.
    mutating func parseFunction(
        _ head: ItemHead, name: NameSyntax, inResource: Bool
    ) throws(SourceError) -> FunctionSyntax {
        let isStatic = inResource && eat(.keyword(.static))
        var function = FunctionSyntax(
            head: head, name: name, kind: .function, isStatic: isStatic, isAsync: false, keywordRange: next.range,
            parameters: MembersSyntax(members: [], closing: []))
        if startsAccessor {
            function.kind = nextWord == "get" ? .getter : .setter
            advance()
        } else {
            function.isAsync = eat(.keyword(.async))
            function.keywordRange = next.range
            try expect(.keyword(.func))
        }
        try parseSignature(of: &function)
        try checkAccessor(function)
        return function
    }

    /// Whether `get(` or `set(` stands here.
    var startsAccessor: Bool {
        (nextWord == "get" || nextWord == "set") && peek().kind == Token.punctuation("(")
    }

    /// Reads `constructor(…) -> …;`.
    mutating func parseConstructor(_ head: ItemHead) throws(SourceError) -> FunctionSyntax {
        let range = try expect(.keyword(.constructor)).range
        var function = FunctionSyntax(
            head: head, name: NameSyntax(text: "constructor", range: range), kind: .constructor, isStatic: false,
            isAsync: false, keywordRange: range, parameters: MembersSyntax(members: [], closing: []))
        try parseSignature(of: &function)
        return function
    }

    private mutating func parseSignature(of function: inout FunctionSyntax) throws(SourceError) {
        try expect("(")
        function.parameters = try parseMembers(closing: ")", payload: .required)
        if eat(.arrow) { function.result = try parseType() }
        try expect(";")
        function.head.inner += takeInner()
    }

    private func checkAccessor(_ function: FunctionSyntax) throws(SourceError) {
        switch function.kind {
        case .getter:
            if let parameter = function.parameters.members.first {
                throw file.error("a getter has no parameters", at: parameter.name.range)
            }
            if function.result == nil { throw file.error("a getter must return a value", at: function.keywordRange) }
        case .setter where function.parameters.members.count != 1:
            throw file.error("a setter has exactly one parameter", at: function.keywordRange)
        default: break
        }
    }

    /// Reads `{ … }` of a record, variant, enum or flags; what stood before it goes to `head`.
    mutating func parseMembers(_ head: inout ItemHead, payload: Payload) throws(SourceError) -> MembersSyntax {
        try expect("{")
        head.inner = takeInner()
        return try parseMembers(closing: "}", payload: payload)
    }

    /// Reads members between commas up to the closing character.
    private mutating func parseMembers(
        closing: Unicode.Scalar, payload: Payload
    ) throws(SourceError) -> MembersSyntax {
        var result = MembersSyntax(members: [], closing: [])
        var leading = takeLeading()
        let outerInner = takeInner()
        while !eat(closing) {
            let name = try parseName()
            var member = MemberSyntax(head: ItemHead(leading: leading), name: name)
            switch payload {
            case .none: break
            case .required:
                try expect(":")
                member.type = try parseType()
            case .inParentheses:
                if eat("(") {
                    member.type = try parseType()
                    try expect(")")
                }
            }
            let hasComma = eat(",")
            // What stands between the last member and the closing character documents nothing, wherever it is put.
            leading = hasComma || next.kind == Token.punctuation(closing) ? takeLeading() : []
            member.head.inner = takeInner()
            result.members.append(member)
            if !hasComma {
                try expectClosing(closing)
                break
            }
        }
        result.closing = leading
        restoreInner(outerInner)
        return result
    }

    /// Reads the end of a list that had no comma after its last element.
    mutating func expectClosing(_ closing: Unicode.Scalar) throws(SourceError) {
        guard eat(closing) else { throw unexpected("`,` or `\(Character(closing))`") }
    }
}
