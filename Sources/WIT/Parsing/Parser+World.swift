extension Parser {
    /// Reads `world name { … }`.
    mutating func parseWorld(_ head: ItemHead) throws(SourceError) -> WorldSyntax {
        try expect(.keyword(.world))
        let name = try parseName()
        try expect("{")
        var world = WorldSyntax(head: head, name: name, items: [], closing: [])
        world.head.inner = takeInner()
        var leading = takeLeading()
        while !eat("}") {
            world.items.append(try parseWorldItem(leading))
            leading = takeLeading()
        }
        world.closing = leading
        return world
    }

    private mutating func parseWorldItem(_ leading: [Comment]) throws(SourceError) -> WorldItemSyntax {
        let head = ItemHead(leading: leading, attributes: try parseAttributes())
        switch next.kind {
        case .keyword(.import): return .import(try parseExtern(head))
        case .keyword(.export): return .export(try parseExtern(head))
        case .keyword(.use): return .use(try parseUse(head))
        case .keyword(.include): return .include(try parseInclude(head))
        default:
            if let type = try parseTypeDefinition(head) { return .type(type) }
            throw unexpected("`import`, `export`, `include`, `use`, a type or `}`")
        }
    }

    /// Reads an import or export: a function, an interface written in place, or the path of one, named or not.
    private mutating func parseExtern(_ head: ItemHead) throws(SourceError) -> ExternSyntax {
        advance()
        var head = head
        let start = self
        let name = try parseName("a name or the path of an interface")
        guard eat(":") else {
            rewind(to: start)
            return try parseExternPath(head, name: nil)
        }
        switch next.kind {
        case .keyword(.func), .keyword(.async):
            return ExternSyntax(head: head, kind: .function(try parseFunction(head, name: name, inResource: false)))
        case .identifier where startsAccessor:
            return ExternSyntax(head: head, kind: .function(try parseFunction(head, name: name, inResource: false)))
        case .keyword(.interface):
            advance()
            let body = try parseInterfaceBody(&head)
            return ExternSyntax(head: head, kind: .inline(name, body))
        case .identifier where peek().kind == Token.punctuation("/"):
            rewind(to: start)
            return try parseExternPath(head, name: nil)
        case .identifier: return try parseExternPath(head, name: name)
        default: throw unexpected("`func`, `interface` or the path of an interface")
        }
    }

    private mutating func parseExternPath(_ head: ItemHead, name: NameSyntax?) throws(SourceError) -> ExternSyntax {
        let path = try parsePath()
        try expect(";")
        var head = head
        head.inner = takeInner()
        return ExternSyntax(head: head, kind: .interface(name, path))
    }

    private mutating func parseInclude(_ head: ItemHead) throws(SourceError) -> IncludeSyntax {
        try expect(.keyword(.include))
        var include = IncludeSyntax(head: head, path: try parsePath(), renames: [])
        if eat(.keyword(.with)) {
            try expect("{")
            while !eat("}") {
                let name = try parseName()
                try expect(.keyword(.as))
                include.renames.append(RenameSyntax(name: name, alias: try parseName()))
                if !eat(",") {
                    try expectClosing("}")
                    break
                }
            }
        } else if !eat(";") {
            throw unexpected("`;` or `with`")
        }
        include.head.inner = takeInner()
        return include
    }
}
