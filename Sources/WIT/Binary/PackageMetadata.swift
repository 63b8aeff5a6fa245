/// What the binary form of a package keeps beside its types: comments and gates, as JSON in a section of its own.
struct PackageMetadata {
    private let package: Package

    init(_ package: Package) {
        self.package = package
    }

    /// The JSON; nil if there is nothing to say.
    func json() -> [UInt8]? {
        let worlds = package.worlds.map { ($0.name, world($0)) }
        let interfaces = package.interfaces.map { ($0.name, interface($0)) }
        let value = Self.object([
            ("docs", Self.text(package.docs)), ("worlds", Self.object(worlds)), ("interfaces", Self.object(interfaces)),
        ])
        return value?.serialize()
    }

    private func world(_ world: World) -> JSONValue? {
        let (importStability, importDocs) = interfaceItems(world.imports)
        let (exportStability, exportDocs) = interfaceItems(world.exports)
        return Self.object([
            ("docs", Self.text(world.docs)), ("stability", Self.stability(world.stability)),
            ("interfaces", inlineInterfaces(world.imports)),
            (
                "types",
                Self.object(
                    world.imports.map { item in
                        if case .type(let type) = item { (type.name, self.type(type)) } else { ("", nil) }
                    })
            ), ("funcs", functions(world.imports)), ("interface_exports", inlineInterfaces(world.exports)),
            ("func_exports", functions(world.exports)), ("interface_import_stability", importStability),
            ("interface_export_stability", exportStability), ("interface_import_docs", importDocs),
            ("interface_export_docs", exportDocs),
        ])
    }

    private func interface(_ interface: Interface) -> JSONValue? {
        Self.object([
            ("docs", Self.text(interface.docs)), ("stability", Self.stability(interface.stability)),
            ("funcs", Self.object(interface.functions.map { ($0.fullName, function($0)) })),
            ("types", Self.object(interface.types.map { ($0.name, type($0)) })),
        ])
    }

    private func type(_ type: TypeDefinition) -> JSONValue? {
        let members: [TypeDefinition.Member] =
            switch type.kind {
            case .record(let members), .variant(let members), .enum(let members), .flags(let members): members
            case .alias, .resource: []
            }
        return Self.object([
            ("docs", Self.text(type.docs)), ("stability", Self.stability(type.stability)),
            ("items", Self.object(members.map { ($0.name, Self.text($0.docs)) })),
        ])
    }

    private func function(_ function: Function) -> JSONValue? {
        Self.object([("docs", Self.text(function.docs)), ("stability", Self.stability(function.stability))])
    }

    private func functions(_ items: [World.Item]) -> JSONValue? {
        Self.object(
            items.map { item in
                if case .function(let function) = item {
                    (function.fullName, self.function(function))
                } else {
                    ("", nil)
                }
            })
    }

    private func inlineInterfaces(_ items: [World.Item]) -> JSONValue? {
        Self.object(
            items.map { item in
                if case .inline(let interface) = item { (interface.name, self.interface(interface)) } else { ("", nil) }
            })
    }

    private func interfaceItems(_ items: [World.Item]) -> (stability: JSONValue?, docs: JSONValue?) {
        var stability: [(String, JSONValue?)] = []
        var docs: [(String, JSONValue?)] = []
        for case .interface(let item) in items {
            stability.append((item.name ?? item.interface.description, Self.stability(item.stability)))
            docs.append((item.name ?? item.interface.description, Self.text(item.docs)))
        }
        return (Self.object(stability), Self.object(docs))
    }

    /// An object of those members that are there; nil if none is.
    private static func object(_ members: [(String, JSONValue?)]) -> JSONValue? {
        let present = members.compactMap { member in member.1.map { (key: member.0, value: $0) } }
        return present.isEmpty ? nil : .object(present)
    }

    private static func text(_ text: String?) -> JSONValue? { text.map { .string($0) } }

    private static func stability(_ stability: Stability) -> JSONValue? {
        switch stability {
        case .unknown: nil
        case .stable(let since, let deprecated):
            .object([
                (
                    "stable",
                    object([("since", .string(since.description)), ("deprecated", text(deprecated?.description))])
                        ?? .null
                )
            ])
        case .unstable(let feature, let deprecated):
            .object([
                (
                    "unstable",
                    object([("feature", .string(feature)), ("deprecated", text(deprecated?.description))]) ?? .null
                )
            ])
        }
    }
}
