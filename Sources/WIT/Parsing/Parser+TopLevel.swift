extension Parser {
    /// Reads the whole file.
    mutating func parseFile() throws(SourceError) -> FileSyntax {
        var result = FileSyntax(file: file)
        var leading = takeLeading()
        if next.kind == .keyword(.package) {
            let start = self
            let header = try parsePackageHeader(ItemHead(leading: leading))
            if eat(";") {
                result.package = header
                result.package?.head.inner = takeInner()
                leading = takeLeading()
            } else if next.kind == Token.punctuation("{") {
                rewind(to: start)
            } else {
                throw unexpected("`;`, or `{` for a package inside this file")
            }
        }
        while next.kind != .end {
            result.items.append(try parseTopLevelItem(leading, isNested: false))
            leading = takeLeading()
        }
        result.closing = leading
        return result
    }

    private mutating func parseTopLevelItem(
        _ leading: [Comment], isNested: Bool
    ) throws(SourceError) -> TopLevelItemSyntax {
        let head = ItemHead(leading: leading, attributes: try parseAttributes())
        switch next.kind {
        case .keyword(.interface): return .interface(try parseInterface(head))
        case .keyword(.world): return .world(try parseWorld(head))
        case .keyword(.use):
            if let attribute = head.attributes.first {
                throw file.error("attributes are not allowed on `use` at the top of a file", at: attribute.range)
            }
            return .use(try parseTopLevelUse(head))
        case .keyword(.package):
            if let attribute = head.attributes.first {
                throw file.error("attributes are not allowed on packages", at: attribute.range)
            }
            return .package(try parseNestedPackage(head, isNested: isNested))
        default: throw unexpected(isNested ? "`interface`, `world`, `use` or `}`" : "`interface`, `world` or `use`")
        }
    }

    private mutating func parseNestedPackage(
        _ head: ItemHead, isNested: Bool
    ) throws(SourceError) -> NestedPackageSyntax {
        var header = try parsePackageHeader(head)
        if isNested { throw file.error("packages must not be nested in other nested packages", at: header.range) }
        try expect("{")
        header.head.inner = takeInner()
        var result = NestedPackageSyntax(header: header, items: [], closing: [])
        var leading = takeLeading()
        while !eat("}") {
            result.items.append(try parseTopLevelItem(leading, isNested: true))
            leading = takeLeading()
        }
        result.closing = leading
        return result
    }

    private mutating func parsePackageHeader(_ head: ItemHead) throws(SourceError) -> PackageHeaderSyntax {
        try expect(.keyword(.package))
        let namespace = try parseName("the namespace of the package")
        try expect(":")
        let name = try parseName("the name of the package")
        var package = PackageName(namespace: namespace.text, name: name.text)
        var end = name.range.upperBound
        if eat("@") {
            let (version, range) = try parseVersion()
            package.version = version
            end = range.upperBound
        }
        return PackageHeaderSyntax(head: head, name: package, range: namespace.range.lowerBound..<end)
    }

    private mutating func parseTopLevelUse(_ head: ItemHead) throws(SourceError) -> TopLevelUseSyntax {
        try expect(.keyword(.use))
        let path = try parsePath()
        var use = TopLevelUseSyntax(head: head, path: path)
        if eat(.keyword(.as)) { use.alias = try parseName() }
        try expect(";")
        use.head.inner = takeInner()
        return use
    }

    /// Reads `name`, or `ns:pkg/name@version`.
    mutating func parsePath() throws(SourceError) -> PathSyntax {
        let first = try parseName("the name of an interface")
        guard eat(":") else { return PathSyntax(packageRange: first.range, name: first) }
        let package = try parseName("the name of a package")
        try expect("/")
        let name = try parseName("the name of an interface")
        let range = first.range.lowerBound..<package.range.upperBound
        var result = PathSyntax(
            package: PackageName(namespace: first.text, name: package.text), packageRange: range, name: name)
        if eat("@") { result.package?.version = try parseVersion().version }
        return result
    }

    /// Reads a semantic version, which is several tokens without white space.
    mutating func parseVersion() throws(SourceError) -> (version: Version, range: Range<Int>) {
        let start = try expect(.integer).range.lowerBound
        try expect(".")
        try expect(.integer)
        try expect(".")
        var end = try expect(.integer).range.upperBound
        for prefix in ["-", "+"] as [Unicode.Scalar] where next.kind == Token.punctuation(prefix) {
            // As in wasm-tools, nothing needs to follow; then the sign does not count.
            var last = advance().range.upperBound
            repeat {
                // A part such as `0a-b` is several tokens side by side.
                while next.range.lowerBound == last, next.kind == .integer || isWord(next) || isMinus(next) {
                    last = advance().range.upperBound
                    end = last
                }
                // The `.` of `use a:b/c@1.0.0-rc.{…}` ends the version.
                guard next.kind == Token.punctuation("."), peek().kind == .integer || isWord(peek()) else { break }
                last = advance().range.upperBound
            } while true
        }
        let text = file.text(start..<end)
        guard let version = Version(text) else {
            throw file.error("`\(text)` is no version; expected one such as `1.0.0`", at: start..<end)
        }
        return (version, start..<end)
    }

    private func isWord(_ token: Token) -> Bool {
        token.kind == .identifier && !file.text(token.range).hasPrefix("%")
    }

    private func isMinus(_ token: Token) -> Bool { token.kind == Token.punctuation("-") }
}
