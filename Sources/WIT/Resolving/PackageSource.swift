/// The parsed text of one package: files, or the braces of a nested package.
struct PackageSource {
    /// A part with its own top-level `use`.
    struct Part {
        var file: SourceFile
        var items: [TopLevelItemSyntax]
    }

    /// One interface or world, and the part it stands in.
    struct Item {
        var syntax: TopLevelItemSyntax
        var part: Int
    }

    /// What the package is called.
    var name: PackageName
    /// Where it is named.
    var file: SourceFile
    var range: Range<Int>
    var docs: String?
    var parts: [Part]

    /// The packages that these files, all of one package, hold: that one first, then the nested ones.
    static func collect(_ files: [SourceFile]) throws(SourceError) -> [PackageSource] {
        var syntaxes: [FileSyntax] = []
        for file in files.sorted(by: { $0.path < $1.path }) { syntaxes.append(try Parser.parse(file)) }
        guard let first = syntaxes.first(where: { $0.package != nil }), let header = first.package else {
            let path = files.first?.path ?? "package"
            throw SourceError("expected `package namespace:name;` in a file of this package, found none", path: path)
        }
        var main = PackageSource(name: header.name, file: first.file, range: header.range, parts: [])
        var nested: [PackageSource] = []
        for syntax in syntaxes {
            if let other = syntax.package {
                if other.name != main.name {
                    throw syntax.file.error(
                        "expected package `\(main.name)` as in \(main.file.path), found `\(other.name)`",
                        at: other.range)
                }
                if let docs = Documentation.text(of: other.head.leading) {
                    if main.docs != nil {
                        throw syntax.file.error(
                            "the package is documented in two files; keep the comments of one", at: other.range)
                    }
                    main.docs = docs
                }
            }
            var part = Part(file: syntax.file, items: [])
            for item in syntax.items {
                guard case .package(let package) = item else {
                    part.items.append(item)
                    continue
                }
                nested.append(
                    PackageSource(
                        name: package.header.name, file: syntax.file, range: package.header.range,
                        docs: Documentation.text(of: package.header.head.leading),
                        parts: [Part(file: syntax.file, items: package.items)]))
            }
            main.parts.append(part)
        }
        return [main] + nested
    }

    /// Every path in it, with the file it stands in.
    var paths: [(path: PathSyntax, file: SourceFile)] {
        parts.flatMap { part in
            part.items.flatMap { item in
                switch item {
                case .use(let use): [use.path]
                case .interface(let interface): interface.body.paths
                case .world(let world): world.paths
                case .package: [] as [PathSyntax]
                }
            }.map { ($0, part.file) }
        }
    }
}

extension InterfaceBodySyntax {
    /// The paths of its `use` statements.
    var paths: [PathSyntax] {
        items.compactMap { if case .use(let use) = $0 { use.path } else { nil } }
    }
}

extension WorldSyntax {
    /// Every path in it.
    var paths: [PathSyntax] {
        items.flatMap { item -> [PathSyntax] in
            switch item {
            case .use(let use): [use.path]
            case .include(let include): [include.path]
            case .type: []
            case .import(let value), .export(let value):
                switch value.kind {
                case .function: []
                case .inline(_, let body): body.paths
                case .interface(_, let path): [path]
                }
            }
        }
    }
}
