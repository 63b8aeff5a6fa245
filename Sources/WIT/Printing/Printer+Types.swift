extension Printer {
    /// Writes the definition of a type.
    mutating func print(_ type: TypeDefinitionSyntax) {
        let name = Self.name(type.name)
        switch type.kind {
        case .alias(let target): item(type.head, kind: "type", line: "type \(name) = \(Self.type(target))", end: ";")
        case .record(let members): print(members, after: "record \(name)", type.head)
        case .variant(let members): print(members, after: "variant \(name)", type.head)
        case .enum(let members): print(members, after: "enum \(name)", type.head)
        case .flags(let members): print(members, after: "flags \(name)", type.head)
        case .resource(let functions, let closing):
            if functions.isEmpty, closing.isEmpty {
                item(type.head, kind: "type", line: "resource \(name)", end: ";")
            } else {
                block(type.head, "resource \(name)", closing: closing) { printer in
                    for function in functions { printer.print(function, prefix: "") }
                }
            }
        }
    }

    /// Writes a function, with `import ` or `export ` or nothing before it.
    mutating func print(_ function: FunctionSyntax, prefix: String) {
        var line = prefix
        switch function.kind {
        case .constructor: line += "constructor"
        case .function:
            line += "\(Self.name(function.name)): " + (function.isStatic ? "static " : "")
            line += (function.isAsync ? "async " : "") + "func"
        case .getter: line += "\(Self.name(function.name)): \(function.isStatic ? "static " : "")get"
        case .setter: line += "\(Self.name(function.name)): \(function.isStatic ? "static " : "")set"
        }
        let end =
            Self.inline(function.parameters.closing) + ")" + (function.result.map { " -> " + Self.type($0) } ?? "")
        line = list(Self.parameters(function.parameters), after: line + "(", before: end)
        item(function.head, kind: "function" + prefix, line: line, end: ";")
    }

    private mutating func print(_ members: MembersSyntax, after line: String, _ head: ItemHead) {
        let isRecord = line.hasPrefix("record")
        block(head, line, closing: members.closing) { printer in
            for member in members.members {
                let type = member.type.map(Self.type)
                let payload = type.map { isRecord ? ": \($0)" : "(\($0))" } ?? ""
                printer.member(member.head, Self.name(member.name) + payload, end: ",")
            }
        }
    }

    /// Parameters between the parentheses; their comments become block comments, which document nothing there.
    private static func parameters(_ members: MembersSyntax) -> [String] {
        members.members.map { member in
            let leading = inline(member.head.leading, isBefore: true)
            return leading + name(member.name) + (member.type.map { ": " + type($0) } ?? "") + inline(member.head.inner)
        }
    }

    /// Comments between the tokens of an item, as block comments on its line.
    static func inline(_ comments: [Comment], isBefore: Bool = false) -> String {
        let texts = comments.map { comment in
            guard comment.text.hasPrefix("//") else { return comment.text }
            let words = comment.text.drop { $0 == "/" }.split(separator: " ").joined(separator: " ")
            return "/* \(words.replacing("*/", with: "* /").replacing("/*", with: "/ *")) */"
        }
        return texts.map { isBefore ? $0 + " " : " " + $0 }.joined()
    }

    /// A type where it is used.
    static func type(_ type: TypeSyntax) -> String {
        switch type.kind {
        case .primitive(let primitive): return primitive.rawValue
        case .name(let name): return self.name(name)
        case .own(let name): return "own<\(self.name(name))>"
        case .borrow(let name): return "borrow<\(self.name(name))>"
        case .list(let element): return "list<\(self.type(element))>"
        case .fixedList(let element, let count): return "list<\(self.type(element)), \(count)>"
        case .map(let key, let value): return "map<\(self.type(key)), \(self.type(value))>"
        case .option(let payload): return "option<\(self.type(payload))>"
        case .tuple(let elements): return "tuple<\(elements.map(self.type).joined(separator: ", "))>"
        case .future(let payload): return "future" + (payload.map { "<\(self.type($0))>" } ?? "")
        case .stream(let element): return "stream" + (element.map { "<\(self.type($0))>" } ?? "")
        case .result(nil, nil): return "result"
        case .result(let ok?, nil): return "result<\(self.type(ok))>"
        case .result(let ok, let err):
            return "result<\(ok.map(self.type) ?? "_"), \(err.map(self.type) ?? "_")>"
        }
    }

    /// A name, with `%` where it needs one.
    static func name(_ name: NameSyntax) -> String { Keyword.escape(name.text) }

    /// The name of a package.
    static func name(_ package: PackageName) -> String {
        Keyword.escape(package.namespace) + ":" + Keyword.escape(package.name)
            + (package.version.map { "@\($0)" } ?? "")
    }

    /// The path of an interface or world.
    static func path(_ path: PathSyntax) -> String {
        guard let package = path.package else { return name(path.name) }
        let version = package.version.map { "@\($0)" } ?? ""
        return Keyword.escape(package.namespace) + ":" + Keyword.escape(package.name) + "/" + name(path.name) + version
    }

    /// `a, b as c`
    static func renames(_ renames: [RenameSyntax]) -> String {
        renames.map { name($0.name) + ($0.alias.map { " as \(name($0))" } ?? "") }.joined(separator: ", ")
    }

    /// An attribute with its `@`.
    static func attribute(_ kind: AttributeSyntax.Kind) -> String {
        switch kind {
        case .since(let version, _): "@since(version = \(version))"
        case .unstable(let feature): "@unstable(feature = \(Keyword.escape(feature)))"
        case .deprecated(let version): "@deprecated(version = \(version))"
        case .externalID(let id): "@external-id(\"\(escape(id))\")"
        }
    }

    private static func escape(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "\"": result += "\\" + String(scalar)
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F || !scalar.isASCII:
                result += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
