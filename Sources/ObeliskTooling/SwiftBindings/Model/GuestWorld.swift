import WIT

/// A world as a Swift guest sees it: every name is chosen, every layout known.
struct GuestWorld {
    let name: InterfaceName
    /// Those that have something in them, in the order of the world.
    let interfaces: [GuestInterface]
    let layouts: Layouts
    let spelling: TypeSpelling
    /// The declared types that are some function's or result's error.
    let errors: Set<TypeReference>

    /// Reads a world of a schema.
    ///
    /// - Throws: `ToolingError` that lists everything a Swift guest cannot have.
    init(_ name: InterfaceName, of schema: Schema) throws(ToolingError) {
        guard let world = schema.world(name) else {
            throw ToolingError(.inputInvalid, "there is no world `\(name)`")
        }
        var reader = GuestWorldReader(schema)
        let places = WorldPlace.all(of: world, named: name, in: schema)
        let interfaces = reader.interfaces(places)
        if let error = ToolingError("world `\(name)`", problems: reader.problems) { throw error }
        let declarations = interfaces.flatMap(\.items).compactMap { item in
            if case .declaration(let declaration) = item { declaration } else { nil }
        }
        self.name = name
        self.interfaces = interfaces.filter { !$0.isEmpty }
        layouts = Layouts(declarations)
        spelling = TypeSpelling(layouts, hidden: Set(declarations.filter { !$0.isKnown }.map(\.name)))
        errors = Set(interfaces.flatMap(\.types).flatMap(\.errors))
    }

    /// The interface of one of the engine's own packages, version 1, if the world has it.
    func obelisk(_ package: String, _ interface: String) -> GuestInterface? {
        interfaces.first { place in
            guard case .interface(let name) = place.owner else { return false }
            return name.interface == interface && name.package.isObelisk(package)
        }
    }
}

extension GuestDeclaration {
    /// Whether the SDK or Swift has it.
    var isKnown: Bool { if case .known = shape { true } else { false } }
}

extension GuestInterface {
    /// Every type that is written in it.
    fileprivate var types: [GuestType] {
        let functions = (imports + exports).flatMap { function in
            function.parameters.map(\.type) + (function.result.map { [$0] } ?? [])
        }
        return items.flatMap { item -> [GuestType] in
            switch item {
            case .alias(let alias): return [alias.target]
            case .declaration(let declaration):
                switch declaration.shape {
                case .record(let fields): return fields.map(\.type)
                case .variant(let cases): return cases.compactMap(\.payload)
                case .enumeration, .flags, .resource, .known: return []
                }
            }
        } + functions
    }
}

extension GuestType {
    /// The declared types that are errors of results in it.
    fileprivate var errors: [TypeReference] {
        var found = parts.flatMap(\.errors)
        if case .result(_, let err?) = self {
            switch err {
            case .declared(let reference), .own(let reference): found.append(reference)
            default: break
            }
        }
        return found
    }
}
