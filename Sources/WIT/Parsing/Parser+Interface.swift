extension Parser {
    /// Reads `interface name { … }`.
    mutating func parseInterface(_ head: ItemHead) throws(SourceError) -> InterfaceSyntax {
        try expect(.keyword(.interface))
        let name = try parseName()
        var interface = InterfaceSyntax(head: head, name: name, body: InterfaceBodySyntax(items: [], closing: []))
        interface.body = try parseInterfaceBody(&interface.head)
        return interface
    }

    /// Reads `{ … }`; what stood before it goes to `head`.
    mutating func parseInterfaceBody(_ head: inout ItemHead) throws(SourceError) -> InterfaceBodySyntax {
        try expect("{")
        head.inner = takeInner()
        var body = InterfaceBodySyntax(items: [], closing: [])
        var leading = takeLeading()
        while !eat("}") {
            body.items.append(try parseInterfaceItem(leading))
            leading = takeLeading()
        }
        body.closing = leading
        return body
    }

    private mutating func parseInterfaceItem(_ leading: [Comment]) throws(SourceError) -> InterfaceItemSyntax {
        let head = ItemHead(leading: leading, attributes: try parseAttributes())
        switch next.kind {
        case .keyword(.use): return .use(try parseUse(head))
        case .identifier:
            let name = try parseName()
            try expect(":")
            return .function(try parseFunction(head, name: name, inResource: false))
        default:
            if let type = try parseTypeDefinition(head) { return .type(type) }
            throw unexpected("`use`, a type, a function or `}`")
        }
    }

    /// Reads `use path.{…};`.
    mutating func parseUse(_ head: ItemHead) throws(SourceError) -> UseSyntax {
        try expect(.keyword(.use))
        let path = try parsePath()
        try expect(".")
        try expect("{")
        var use = UseSyntax(head: head, path: path, names: [])
        while !eat("}") {
            var rename = RenameSyntax(name: try parseName())
            if eat(.keyword(.as)) { rename.alias = try parseName() }
            use.names.append(rename)
            if !eat(",") {
                try expectClosing("}")
                break
            }
        }
        try expect(";")
        use.head.inner = takeInner()
        return use
    }

    /// Reads a type's definition; nil if none starts here.
    mutating func parseTypeDefinition(_ head: ItemHead) throws(SourceError) -> TypeDefinitionSyntax? {
        guard case .keyword(let keyword) = next.kind,
            [.type, .record, .variant, .enum, .flags, .resource].contains(keyword)
        else { return nil }
        advance()
        let name = try parseName()
        var head = head
        let kind: TypeDefinitionSyntax.Kind
        switch keyword {
        case .record: kind = .record(try parseMembers(&head, payload: .required))
        case .variant: kind = .variant(try parseMembers(&head, payload: .inParentheses))
        case .enum: kind = .enum(try parseMembers(&head, payload: .none))
        case .flags: kind = .flags(try parseMembers(&head, payload: .none))
        case .resource: kind = try parseResource(&head)
        default:
            try expect("=")
            kind = .alias(try parseType())
            try expect(";")
        }
        head.inner += takeInner()
        return TypeDefinitionSyntax(head: head, name: name, kind: kind)
    }

    private mutating func parseResource(_ head: inout ItemHead) throws(SourceError) -> TypeDefinitionSyntax.Kind {
        if eat(";") { return .resource([], closing: []) }
        guard next.kind == Token.punctuation("{") else { throw unexpected("`;`, or `{` and the resource's functions") }
        advance()
        head.inner = takeInner()
        var functions: [FunctionSyntax] = []
        var leading = takeLeading()
        while !eat("}") {
            let head = ItemHead(leading: leading, attributes: try parseAttributes())
            if next.kind == .keyword(.constructor) {
                functions.append(try parseConstructor(head))
            } else if next.kind == .identifier {
                let name = try parseName()
                try expect(":")
                functions.append(try parseFunction(head, name: name, inResource: true))
            } else {
                throw unexpected("`constructor`, a function or `}`")
            }
            leading = takeLeading()
        }
        return .resource(functions, closing: leading)
    }
}
