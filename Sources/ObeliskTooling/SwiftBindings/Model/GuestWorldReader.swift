import WIT

/// Reads the interfaces of a world and gives everything in them a name in Swift.
struct GuestWorldReader {
    private var reader: GuestTypeReader

    init(_ schema: Schema) { reader = GuestTypeReader(schema) }

    /// What was refused, each with its place, each once.
    var problems: [String] {
        var seen: Set<String> = []
        return reader.problems.filter { seen.insert($0).inserted }
    }

    /// The interfaces behind these places.
    mutating func interfaces(_ places: [WorldPlace]) -> [GuestInterface] {
        let typeNames = places.map { place in
            var scope = NameScope(taken: ["Export"])
            return place.types.map { scope.claim(SwiftName.type($0.name)) }
        }
        let taken = ReservedNames.swift.union(ReservedNames.sdk).union(typeNames.flatMap { $0 })
        let namespaces = NamespaceNames.names(for: places.map(\.owner), taken: taken)
        return places.indices.map { interface(places[$0], namespace: namespaces[$0], typeNames: typeNames[$0]) }
    }

    private mutating func interface(_ place: WorldPlace, namespace: String, typeNames: [String]) -> GuestInterface {
        if place.exportPrefix != nil {
            for type in place.types where type.kind == .resource {
                if case .world = place.owner { continue }
                _ = reader.refuse("an exported resource", at: "\(place.title).\(type.name)")
            }
        }
        let items = zip(place.types, typeNames).map { item($0, named: $1, namespace, place) }
        var scopes: [String: NameScope] = [:]
        var names: [String: String] = [:]
        for function in place.imports + place.exports where names[function.fullName] == nil {
            let name = SwiftName.member(function.name)
            names[function.fullName] = scopes[function.resource ?? "", default: NameScope()].claim(name)
        }
        let imports = place.imports.map { self.function($0, names[$0.fullName] ?? "", place) }
        let exports = place.exports.map { self.function($0, names[$0.fullName] ?? "", place) }
        return GuestInterface(
            owner: place.owner, title: place.title, namespace: namespace, importModule: place.importModule,
            exportPrefix: place.exportPrefix, docs: place.docs, items: items, imports: imports, exports: exports)
    }

    private mutating func item(
        _ type: TypeDefinition, named name: String, _ namespace: String, _ place: WorldPlace
    ) -> GuestInterface.Item {
        let at = "\(place.title).\(type.name)"
        let reference = TypeReference(owner: place.owner, name: type.name)
        let shape: GuestDeclaration.Shape
        switch type.kind {
        case .alias(let target):
            return .alias(GuestInterface.Alias(name: name, target: reader.type(target, at: at), docs: type.docs))
        case .resource: shape = .resource
        case .record(let members):
            var scope = NameScope(taken: ["hashValue"])
            shape = .record(
                members.map { member in
                    GuestDeclaration.Field(
                        name: scope.claim(SwiftName.member(member.name)),
                        type: reader.optional(member.type, at: "\(at).\(member.name)") ?? .tuple([]),
                        docs: member.docs)
                })
        case .variant(let members):
            let cases = cases(members, at)
            shape = cases.contains { $0.payload != nil } ? .variant(cases) : .enumeration(cases)
        case .enum(let members): shape = .enumeration(cases(members, at))
        case .flags(let members):
            if members.count > 32 {
                _ = reader.refuse("a type of \(members.count) flags, more than 32,", at: at)
            }
            shape = .flags(cases(members, at))
        }
        let known = KnownType(reference).map { GuestDeclaration.Shape.known($0, knownParts(type.kind, at)) }
        return .declaration(
            GuestDeclaration(
                reference: reference, name: name, namespace: namespace, shape: known ?? shape, docs: type.docs))
    }

    private mutating func knownParts(_ kind: TypeDefinition.Kind, _ at: String) -> [GuestDeclaration.Case] {
        switch kind {
        case .record(let members), .variant(let members): cases(members, at)
        default: []
        }
    }

    private mutating func cases(_ members: [TypeDefinition.Member], _ at: String) -> [GuestDeclaration.Case] {
        var scope = NameScope(taken: ["allCases"])
        return members.map { member in
            GuestDeclaration.Case(
                name: scope.claim(SwiftName.member(member.name)),
                payload: reader.optional(member.type, at: "\(at).\(member.name)"), docs: member.docs)
        }
    }

    private mutating func function(_ function: Function, _ name: String, _ place: WorldPlace) -> GuestFunction {
        let at = "\(place.title).\(function.fullName)"
        if function.isAsync { _ = reader.refuse("an `async` function", at: at) }
        if function.access != .function { _ = reader.refuse("a property", at: at) }
        var scope = NameScope()
        let parameters = function.parameters.map { parameter in
            GuestFunction.Parameter(
                name: scope.claim(SwiftName.member(parameter.name)),
                type: reader.type(parameter.type, at: "\(at), parameter `\(parameter.name)`"))
        }
        func resource(_ name: String) -> TypeReference { TypeReference(owner: place.owner, name: name) }
        let kind: GuestFunction.Kind =
            switch function.kind {
            case .freestanding: .freestanding
            case .method(let name): .method(resource(name))
            case .staticMethod(let name): .staticMethod(resource(name))
            case .constructor(let name): .constructor(resource(name))
            }
        return GuestFunction(
            abiName: function.fullName, name: name, kind: kind, parameters: parameters,
            result: reader.optional(function.result, at: "\(at), result"), docs: function.docs)
    }
}
