/// Resolves one world: its own items, then what it includes, then the interfaces all these need.
struct WorldResolver {
    let name: InterfaceName
    let part: Int
    var package: PackageResolver
    private var imports = WorldItems(direction: "import")
    private var exports = WorldItems(direction: "export")
    private var exportNames = NameTable()
    /// The interfaces that it says it imports or exports, those behind a feature that is off included.
    private var named: Set<String> = []

    init(name: InterfaceName, part: Int, package: PackageResolver) {
        self.name = name
        self.part = part
        self.package = package
    }

    /// Whether it is there at all: what only matters to its users is not checked where it has none.
    private var isActive: Bool { !package.resolver.excludedItems.contains(name) }

    private var file: SourceFile { package.source.parts[part].file }

    /// The resolved world.
    mutating func resolve(_ syntax: WorldSyntax) throws(SourceError) -> World {
        var builder = InterfaceResolver(owner: .world(name), part: part, package: package)
        try builder.resolve(uses: syntax.uses, definitions: syntax.definitions)
        for type in builder.types { imports.append(.type(type)) }
        for item in syntax.items {
            switch item {
            case .import(let value): try resolve(value, isExport: false, &builder)
            case .export(let value): try resolve(value, isExport: true, &builder)
            case .use, .type, .include: break
            }
        }
        for function in builder.functions { imports.append(.function(function)) }
        try builder.checkSetters(of: syntax.functions(isExport: false))
        try builder.checkSetters(of: syntax.functions(isExport: true))
        package = builder.package
        for case .include(let include) in syntax.items { try resolve(include) }
        return try elaborated(syntax)
    }

    private mutating func resolve(
        _ value: ExternSyntax, isExport: Bool, _ builder: inout InterfaceResolver
    ) throws(SourceError) {
        let attributes = try package.attributes(of: value.head, part: part)
        let isIncluded = package.resolver.features.include(attributes.stability)
        let docs = Documentation.text(of: value.head.leading)
        let item: World.Item
        switch value.kind {
        case .function(let function):
            // The names of exports are apart from those of imports and types.
            if isExport { swap(&builder.names, &exportNames) }
            defer { if isExport { swap(&builder.names, &exportNames) } }
            guard let resolved = try builder.resolve(function, kind: .freestanding) else { return }
            item = .function(resolved)
        case .inline(let name, let body):
            try take(name, isExport: isExport, &builder)
            let owner = TypeOwner.inline(world: self.name, name: name.text, isExport: isExport)
            var inner = InterfaceResolver(owner: owner, part: part, package: builder.package)
            try inner.resolve(body)
            builder.package = inner.package
            item = .inline(
                Interface(
                    name: name.text, docs: docs, stability: attributes.stability, types: inner.types,
                    functions: inner.functions))
        case .interface(let name, let path):
            let target = try package.target(of: path, part: part, isAlias: false)
            _ = try package.interface(at: path, part: part)
            if isIncluded, isActive, package.resolver.excludedItems.contains(target) {
                throw file.error("`\(target)` belongs to a feature that is not switched on", at: path.name.range)
            }
            if let name { try take(name, isExport: isExport, &builder) }
            item = .interface(
                World.InterfaceItem(
                    target, name: name?.text, docs: docs, stability: attributes.stability,
                    externalID: attributes.externalID))
            let direction = isExport ? exports.direction : imports.direction
            if name == nil, !named.insert("\(direction) \(item.key)").inserted {
                throw file.error("`\(target)` is \(direction)ed twice", at: path.name.range)
            }
        }
        guard isIncluded else { return }
        if isExport { exports.append(item) } else { imports.append(item) }
    }

    private mutating func take(
        _ name: NameSyntax, isExport: Bool, _ builder: inout InterfaceResolver
    ) throws(SourceError) {
        if isExport { swap(&builder.names, &exportNames) }
        defer { if isExport { swap(&builder.names, &exportNames) } }
        try builder.take(name.text, at: name.range)
    }

    private mutating func resolve(_ include: IncludeSyntax) throws(SourceError) {
        let attributes = try package.attributes(of: include.head, part: part)
        let target = try package.target(of: include.path, part: part, isAlias: false)
        let world = try package.world(at: include.path, part: part)
        guard package.resolver.features.include(attributes.stability) else { return }
        if isActive, package.resolver.excludedItems.contains(target) {
            throw file.error("`\(target)` belongs to a feature that is not switched on", at: include.path.name.range)
        }
        let copy = WorldCopy(from: target, to: name, renames: include.renames)
        for rename in include.renames where !copy.canRename(rename.name.text, in: world) {
            throw file.error(
                "`\(target)` has no import or export named `\(rename.name.text)`; "
                    + "interfaces known by their full name cannot be renamed", at: rename.name.range)
        }
        for item in world.imports { try merge(copy.item(item, isExport: false), into: &imports, include) }
        for item in world.exports { try merge(copy.item(item, isExport: true), into: &exports, include) }
    }

    private func merge(
        _ item: World.Item, into items: inout WorldItems, _ include: IncludeSyntax
    ) throws(SourceError) {
        if !items.contains(item) {
            items.append(item)
        } else if item.hasOwnName, isActive {
            throw file.error(
                "`\(item.key)` is \(items.direction)ed already; rename it: `with { \(item.key) as … }`",
                at: include.path.name.range)
        }
    }

    /// The world with every interface its items need among its imports.
    private func elaborated(_ syntax: WorldSyntax) throws(SourceError) -> World {
        let closure = WorldClosure(schema: package.resolver.schema)
        var result = WorldItems(direction: "import")
        for item in imports.list { closure.addImport(item, to: &result) }
        if let broken = closure.addNeeds(of: exports.list, to: &result) {
            throw file.error(
                "for the export `\(broken)`, an interface is needed both as an import and as an export; "
                    + "export what is between them as well", at: syntax.name.range)
        }
        return World(name: name.interface, imports: result.list, exports: exports.list)
    }
}

extension WorldSyntax {
    fileprivate var uses: [UseSyntax] { items.compactMap { if case .use(let use) = $0 { use } else { nil } } }

    fileprivate var definitions: [TypeDefinitionSyntax] {
        items.compactMap { if case .type(let type) = $0 { type } else { nil } }
    }

    fileprivate func functions(isExport: Bool) -> [FunctionSyntax] {
        items.compactMap { item in
            switch item {
            case .import(let value) where !isExport: value.function
            case .export(let value) where isExport: value.function
            default: nil
            }
        }
    }
}

extension ExternSyntax {
    fileprivate var function: FunctionSyntax? { if case .function(let function) = kind { function } else { nil } }
}
