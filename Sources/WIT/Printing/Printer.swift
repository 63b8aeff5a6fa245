/// Writes a syntax tree as canonical WIT: four spaces a level, one blank line between items that have a body or
/// comments, every comment kept where it documents the same thing as before.
struct Printer {
    /// What has been written.
    private(set) var text = ""
    private var depth = 0
    /// Nothing has been written since a bracket was opened or the text began.
    private var isAtStart = true
    /// The item before was one line without comments, of this kind.
    private var previousKind: String?

    /// The canonical text of a file.
    static func print(_ file: FileSyntax) -> String {
        var printer = Printer()
        if let package = file.package {
            printer.item(package.head, kind: nil, line: "package \(name(package.name))", end: ";")
        }
        for item in file.items { printer.print(item) }
        printer.closing(file.closing)
        return printer.text.isEmpty ? "" : printer.text + "\n"
    }

    private mutating func print(_ item: TopLevelItemSyntax) {
        switch item {
        case .interface(let interface): print(interface)
        case .world(let world): print(world)
        case .use(let use):
            let alias = use.alias.map { " as \(Self.name($0))" } ?? ""
            self.item(use.head, kind: "use", line: "use \(Self.path(use.path))\(alias)", end: ";")
        case .package(let package):
            block(package.header.head, "package \(Self.name(package.header.name))", closing: package.closing) {
                printer in
                for item in package.items { printer.print(item) }
            }
        }
    }

    private mutating func print(_ interface: InterfaceSyntax) {
        print(interface.body, after: "interface \(Self.name(interface.name))", interface.head)
    }

    private mutating func print(_ body: InterfaceBodySyntax, after line: String, _ head: ItemHead) {
        block(head, line, closing: body.closing) { printer in
            for item in body.items {
                switch item {
                case .use(let use): printer.print(use)
                case .type(let type): printer.print(type)
                case .function(let function): printer.print(function, prefix: "")
                }
            }
        }
    }

    private mutating func print(_ world: WorldSyntax) {
        block(world.head, "world \(Self.name(world.name))", closing: world.closing) { printer in
            for item in world.items {
                switch item {
                case .import(let value): printer.print(value, prefix: "import ")
                case .export(let value): printer.print(value, prefix: "export ")
                case .use(let use): printer.print(use)
                case .type(let type): printer.print(type)
                case .include(let include): printer.print(include)
                }
            }
        }
    }

    private mutating func print(_ value: ExternSyntax, prefix: String) {
        switch value.kind {
        case .function(let function): print(function, prefix: prefix)
        case .inline(let name, let body): print(body, after: "\(prefix)\(Self.name(name)): interface", value.head)
        case .interface(let name, let path):
            let key = name.map { "\(Self.name($0)): " } ?? ""
            item(value.head, kind: prefix, line: prefix + key + Self.path(path), end: ";")
        }
    }

    private mutating func print(_ include: IncludeSyntax) {
        let line = "include \(Self.path(include.path))"
        if include.renames.isEmpty {
            item(include.head, kind: "include", line: line, end: ";")
        } else {
            item(include.head, kind: "include", line: line + " with { \(Self.renames(include.renames)) }", end: "")
        }
    }

    private mutating func print(_ use: UseSyntax) {
        let names = use.names.map { Self.renames([$0]) }
        let line = list(names, after: "use \(Self.path(use.path)).{", before: "}")
        item(use.head, kind: "use", line: line, end: ";")
    }

    /// A list on one line, or with one element on each if that line would be too long.
    func list(_ elements: [String], after start: String, before end: String) -> String {
        let line = start + elements.joined(separator: ", ") + end
        if elements.isEmpty || line.count + Self.indent.count * depth < Self.columnsMax { return line }
        let indent = "\n" + String(repeating: Self.indent, count: depth)
        return start + elements.map { indent + Self.indent + $0 + "," }.joined() + indent + end
    }

    /// How long a line of a list may be, its `;` included.
    private static let columnsMax = 120
    private static let indent = "    "

    /// Writes an item of one line; `kind` is what lets it stand close to its neighbours.
    mutating func item(_ head: ItemHead, kind: String?, line: String, end: String) {
        let isCompact = head.leading.allSatisfy(\.isOnLineOfPrevious) && head.attributes.isEmpty && kind != nil
        begin(head, isCompact: isCompact && previousKind == kind)
        text += line + Self.inline(head.inner) + end
        previousKind = isCompact ? kind : nil
    }

    /// Writes an item with a body in braces.
    mutating func block(
        _ head: ItemHead, _ line: String, closing comments: [Comment], body: (inout Printer) -> Void
    ) {
        begin(head, isCompact: false)
        text += line + Self.inline(head.inner) + " {"
        depth += 1
        isAtStart = true
        previousKind = nil
        body(&self)
        closing(comments)
        depth -= 1
        if !isAtStart { newLine() }
        text += "}"
        isAtStart = false
        previousKind = nil
    }

    /// Writes one line of a list, after its comments.
    mutating func member(_ head: ItemHead, _ line: String, end: String) {
        leading(head.leading)
        newLine()
        text += line + Self.inline(head.inner) + end
        isAtStart = false
    }

    /// Writes the comments before a closing bracket.
    mutating func closing(_ comments: [Comment]) {
        let apart = comments.drop(while: \.isOnLineOfPrevious)
        leading(Array(comments.dropLast(apart.count)))
        if !apart.isEmpty, depth == 0, !isAtStart { text += "\n" }
        leading(Array(apart))
    }

    private mutating func begin(_ head: ItemHead, isCompact: Bool) {
        let apart = head.leading.drop(while: \.isOnLineOfPrevious)
        leading(Array(head.leading.dropLast(apart.count)))
        if !isAtStart, !isCompact { text += "\n" }
        leading(Array(apart))
        for attribute in head.attributes {
            newLine()
            text += Self.attribute(attribute.kind)
            isAtStart = false
        }
        newLine()
        isAtStart = false
    }

    /// Writes comments, each on its own line or at the end of the line before, as it was.
    private mutating func leading(_ comments: [Comment]) {
        for comment in comments {
            if comment.isOnLineOfPrevious, !text.isEmpty, text.last != "\n" {
                text += " " + comment.text
            } else {
                newLine()
                text += comment.text
            }
            isAtStart = false
        }
    }

    private mutating func newLine() {
        if text.isEmpty { return }
        text += "\n" + String(repeating: Self.indent, count: depth)
    }
}
