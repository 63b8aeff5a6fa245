/// Resolves one package; those it uses are in the schema already.
struct PackageResolver {
    let source: PackageSource
    var resolver: Resolver
    /// Its interfaces and worlds, in order.
    private var items: [PackageSource.Item] = []
    private var indices: [String: Int] = [:]
    /// For each part, what its top-level `use` statements name.
    private var aliases: [[String: PathSyntax]] = []

    init(source: PackageSource, resolver: Resolver) {
        self.source = source
        self.resolver = resolver
    }

    /// Resolves everything in the package into the schema.
    mutating func resolve() throws(SourceError) {
        try declareItems()
        try declareAliases()
        resolver.schema.add(Package(name: source.name, docs: source.docs))
        for index in try order() {
            switch items[index].syntax {
            case .interface(let syntax):
                resolver.schema.append(try resolve(syntax, part: items[index].part), to: source.name)
            case .world(let syntax):
                resolver.schema.append(try resolve(syntax, part: items[index].part), to: source.name)
            case .use, .package: break
            }
        }
        try checkAliases()
        finish()
    }

    private mutating func declareItems() throws(SourceError) {
        for (part, content) in source.parts.enumerated() {
            for item in content.items {
                guard let name = item.name else { continue }
                if indices[name.text] != nil {
                    throw content.file.error("`\(name.text)` is declared twice in this package", at: name.range)
                }
                indices[name.text] = items.count
                items.append(PackageSource.Item(syntax: item, part: part))
            }
        }
    }

    private mutating func declareAliases() throws(SourceError) {
        for content in source.parts {
            var names: [String: PathSyntax] = [:]
            let own = Set(content.items.compactMap { $0.name?.text })
            for case .use(let use) in content.items {
                let name = use.alias ?? use.path.name
                if names[name.text] != nil || own.contains(name.text) {
                    throw content.file.error("`\(name.text)` is declared twice in this file", at: name.range)
                }
                names[name.text] = use.path
            }
            aliases.append(names)
        }
    }

    /// Checks top-level `use` statements nobody uses.
    private func checkAliases() throws(SourceError) {
        for (part, content) in source.parts.enumerated() {
            for case .use(let use) in content.items { _ = try target(of: use.path, part: part, isAlias: true) }
        }
    }

    /// The positions of all items, each after those it uses.
    private func order() throws(SourceError) -> [Int] {
        var dependencies: [[Dependency]] = []
        for item in items {
            let paths =
                switch item.syntax {
                case .interface(let interface): interface.body.paths
                case .world(let world): world.paths
                case .use, .package: [] as [PathSyntax]
                }
            var own: [Dependency] = []
            for path in paths {
                let name = try target(of: path, part: item.part, isAlias: false)
                guard name.package == source.name, let index = indices[name.interface] else { continue }
                own.append(Dependency(target: index, range: path.name.range, file: source.parts[item.part].file))
            }
            dependencies.append(own)
        }
        return try Dependency.order(dependencies) { "`\(items[$0].syntax.name?.text ?? "")` depends on itself" }
    }

    /// The full name of the interface or world that a path in a part names.
    func target(of path: PathSyntax, part: Int, isAlias: Bool) throws(SourceError) -> InterfaceName {
        let file = source.parts[part].file
        if let package = path.package {
            let name = InterfaceName(package: package, interface: path.name.text)
            guard let found = resolver.schema.package(package) else {
                throw file.error("package `\(package)` is not known", at: path.packageRange)
            }
            if resolver.schema.interface(name) == nil, resolver.schema.world(name) == nil,
                !resolver.excludedItems.contains(name)
            {
                let names = (found.interfaces.map(\.name) + found.worlds.map(\.name)).map { "`\($0)`" }
                throw file.error(
                    "package `\(package)` has no interface or world `\(name.interface)`"
                        + (names.isEmpty ? "" : "; there are \(names.joined(separator: ", "))"), at: path.name.range)
            }
            return name
        }
        if !isAlias, let alias = aliases[part][path.name.text] {
            return try target(of: alias, part: part, isAlias: true)
        }
        guard indices[path.name.text] != nil else {
            let names = (Array(indices.keys) + (isAlias ? [] : Array(aliases[part].keys))).sorted().map { "`\($0)`" }
            throw file.error(
                "there is no interface or world `\(path.name.text)` here"
                    + (names.isEmpty ? "" : "; there are \(names.joined(separator: ", "))"), at: path.name.range)
        }
        return InterfaceName(package: source.name, interface: path.name.text)
    }

    /// The interface that a path names.
    func interface(at path: PathSyntax, part: Int) throws(SourceError) -> Interface {
        let name = try target(of: path, part: part, isAlias: false)
        if let interface = resolver.schema.interface(name) { return interface }
        throw source.parts[part].file.error(
            "expected an interface, but `\(name)` is a world", at: path.name.range)
    }

    /// The world that a path names.
    func world(at path: PathSyntax, part: Int) throws(SourceError) -> World {
        let name = try target(of: path, part: part, isAlias: false)
        if let world = resolver.schema.world(name) { return world }
        throw source.parts[part].file.error(
            "expected a world, but `\(name)` is an interface", at: path.name.range)
    }

    private mutating func resolve(_ syntax: InterfaceSyntax, part: Int) throws(SourceError) -> Interface {
        let name = InterfaceName(package: source.name, interface: syntax.name.text)
        let attributes = try attributes(of: syntax.head, part: part)
        if !resolver.features.include(attributes.stability) { resolver.excludedItems.insert(name) }
        var builder = InterfaceResolver(owner: .interface(name), part: part, package: self)
        try builder.resolve(syntax.body)
        resolver = builder.package.resolver
        return Interface(
            name: syntax.name.text, docs: Documentation.text(of: syntax.head.leading),
            stability: attributes.stability, types: builder.types, functions: builder.functions)
    }

    private mutating func resolve(_ syntax: WorldSyntax, part: Int) throws(SourceError) -> World {
        let name = InterfaceName(package: source.name, interface: syntax.name.text)
        let attributes = try attributes(of: syntax.head, part: part)
        if !resolver.features.include(attributes.stability) { resolver.excludedItems.insert(name) }
        var builder = WorldResolver(name: name, part: part, package: self)
        var world = try builder.resolve(syntax)
        resolver = builder.package.resolver
        world.docs = Documentation.text(of: syntax.head.leading)
        world.stability = attributes.stability
        return world
    }

    /// Puts everything in the order of the source, without what belongs to a feature that is off.
    private mutating func finish() {
        guard var package = resolver.schema.package(source.name) else { return }
        let features = resolver.features
        func order(_ left: String, _ right: String) -> Bool { indices[left, default: 0] < indices[right, default: 0] }
        package.interfaces = package.interfaces.filter { features.include($0.stability) }
        package.interfaces.sort { order($0.name, $1.name) }
        package.worlds = package.worlds.filter { features.include($0.stability) }
        package.worlds.sort { order($0.name, $1.name) }
        resolver.schema.add(package)
    }
}

extension TopLevelItemSyntax {
    /// The name of an interface or world.
    var name: NameSyntax? {
        switch self {
        case .interface(let interface): interface.name
        case .world(let world): world.name
        case .use, .package: nil
        }
    }
}
