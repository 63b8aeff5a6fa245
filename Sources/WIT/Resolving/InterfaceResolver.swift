/// Resolves the body of one interface, or the types and functions of one world.
struct InterfaceResolver {
    let owner: TypeOwner
    let part: Int
    var package: PackageResolver
    /// What has been resolved, in order; what a feature that is off excludes is not among it.
    private(set) var types: [TypeDefinition] = []
    private(set) var functions: [Function] = []
    /// What each name of a type means here, the excluded ones included.
    private var definitions: [String: TypeDefinition] = [:]
    /// The names taken here.
    var names = NameTable()

    init(owner: TypeOwner, part: Int, package: PackageResolver) {
        self.owner = owner
        self.part = part
        self.package = package
    }

    /// The interface as a whole belongs to a feature that is off.
    var isExcluded: Bool {
        if case .interface(let name) = owner { package.resolver.excludedItems.contains(name) } else { false }
    }

    /// The file this stands in.
    var file: SourceFile { package.source.parts[part].file }

    /// Resolves everything in an interface.
    mutating func resolve(_ body: InterfaceBodySyntax) throws(SourceError) {
        var uses: [UseSyntax] = []
        var definitions: [TypeDefinitionSyntax] = []
        for item in body.items {
            switch item {
            case .use(let use): uses.append(use)
            case .type(let type): definitions.append(type)
            case .function: break
            }
        }
        try resolve(uses: uses, definitions: definitions)
        for case .function(let function) in body.items {
            if let function = try resolve(function, kind: .freestanding) { functions.append(function) }
        }
        try checkSetters(of: body.functions)
    }

    /// Resolves the types of an interface or world, and the functions of its resources.
    mutating func resolve(uses: [UseSyntax], definitions: [TypeDefinitionSyntax]) throws(SourceError) {
        for use in uses { try resolve(use) }
        try declare(definitions)
        for index in try order(definitions) { try resolve(definitions[index]) }
        // Aliases of resources are known only now.
        for definition in definitions { try checkHandles(in: definition) }
        let order = definitions.compactMap { self.definitions[$0.name.text] }
        types += order.filter { package.resolver.features.include($0.stability) }
        for definition in definitions {
            guard case .resource(let functions, _) = definition.kind else { continue }
            for function in functions {
                if let function = try resolve(function, inResource: definition.name.text) {
                    self.functions.append(function)
                }
            }
            try checkSetters(of: functions)
        }
    }

    private mutating func resolve(_ use: UseSyntax) throws(SourceError) {
        let source = try package.target(of: use.path, part: part, isAlias: false)
        let interface = try package.interface(at: use.path, part: part)
        let attributes = try package.attributes(of: use.head, part: part)
        for rename in use.names {
            let reference = TypeReference(owner: .interface(source), name: rename.name.text)
            let isExcluded = package.resolver.excludedTypes.contains(reference)
            if interface.type(named: rename.name.text) == nil, !isExcluded {
                let isFunction = interface.function(named: rename.name.text) != nil
                let names = interface.types.map { "`\($0.name)`" }.joined(separator: ", ")
                let found = isFunction ? "`\(rename.name.text)` is a function" : "it has no type `\(rename.name.text)`"
                throw file.error(
                    "expected a type of `\(source)`, but \(found)" + (names.isEmpty ? "" : "; there are \(names)"),
                    at: rename.name.range)
            }
            if package.resolver.features.include(attributes.stability),
                isExcluded || package.resolver.excludedItems.contains(source)
            {
                throw file.error(
                    "`\(rename.name.text)` belongs to a feature that is not switched on", at: rename.name.range)
            }
            let definition = TypeDefinition(
                name: rename.result.text, kind: .alias(.named(reference)), stability: attributes.stability,
                externalID: attributes.externalID)
            try declare(definition, at: rename.result.range)
            if package.resolver.features.include(attributes.stability) { types.append(definition) }
        }
    }

    private mutating func declare(_ syntaxes: [TypeDefinitionSyntax]) throws(SourceError) {
        for syntax in syntaxes {
            let attributes = try package.attributes(of: syntax.head, part: part)
            let definition = TypeDefinition(
                name: syntax.name.text, kind: .resource, docs: Documentation.text(of: syntax.head.leading),
                stability: attributes.stability, externalID: attributes.externalID)
            try declare(definition, at: syntax.name.range)
        }
    }

    private mutating func declare(_ definition: TypeDefinition, at range: Range<Int>) throws(SourceError) {
        try take(definition.name, at: range)
        definitions[definition.name] = definition
        if package.resolver.features.include(definition.stability) {
            if isExcluded {
                throw file.error(
                    "`\(owner)` belongs to a feature that is not switched on; its types must belong to it as well",
                    at: range)
            }
        } else {
            package.resolver.excludedTypes.insert(TypeReference(owner: owner, name: definition.name))
        }
    }

    /// Reserves a name.
    mutating func take(_ fullName: String, at range: Range<Int>) throws(SourceError) {
        guard let other = names.insert(fullName) else { return }
        throw file.error(
            other == fullName
                ? "`\(fullName)` is declared twice here" : "`\(fullName)` is too close to `\(other)`, declared before",
            at: range)
    }

    /// The positions of all definitions, each after those it is made of.
    private func order(_ syntaxes: [TypeDefinitionSyntax]) throws(SourceError) -> [Int] {
        var indices: [String: Int] = [:]
        for (index, syntax) in syntaxes.enumerated() { indices[syntax.name.text] = index }
        let dependencies = syntaxes.map { syntax in
            syntax.names.compactMap { name in
                indices[name.text].map { Dependency(target: $0, range: name.range, file: file) }
            }
        }
        return try Dependency.order(dependencies) { "the type `\(syntaxes[$0].name.text)` contains itself" }
    }

    private mutating func resolve(_ syntax: TypeDefinitionSyntax) throws(SourceError) {
        guard var definition = definitions[syntax.name.text] else { return }
        let isIncluded = package.resolver.features.include(definition.stability)
        switch syntax.kind {
        case .alias(let target):
            var type = try resolve(target, isIncluded: isIncluded)
            if case .own = target.kind, case .named(let reference) = type { type = .own(reference) }
            definition.kind = .alias(type)
        case .record(let members):
            definition.kind = .record(try resolve(members, of: syntax, "field", isIncluded: isIncluded))
        case .variant(let members):
            definition.kind = .variant(try resolve(members, of: syntax, "case", isIncluded: isIncluded))
        case .enum(let members):
            definition.kind = .enum(try resolve(members, of: syntax, "case", isIncluded: isIncluded))
        case .flags(let members):
            definition.kind = .flags(try resolve(members, of: syntax, "flag", isIncluded: isIncluded))
        case .resource: break
        }
        definitions[syntax.name.text] = definition
    }

    /// Resolves members; `kind` is what one of them is called.
    private func resolve(
        _ members: MembersSyntax, of syntax: TypeDefinitionSyntax, _ kind: String, isIncluded: Bool
    ) throws(SourceError) -> [TypeDefinition.Member] {
        if members.members.isEmpty {
            throw file.error("`\(syntax.name.text)` needs at least one \(kind)", at: syntax.name.range)
        }
        if kind == "flag", members.members.count > Self.flagsMax {
            throw file.error(
                "`\(syntax.name.text)` has \(members.members.count) flags, at most \(Self.flagsMax) are allowed",
                at: syntax.name.range)
        }
        try checkUnique(members, kind)
        var result: [TypeDefinition.Member] = []
        for member in members.members {
            var type: TypeExpression?
            if let syntax = member.type { type = try resolve(syntax, isIncluded: isIncluded) }
            result.append(
                TypeDefinition.Member(member.name.text, type, docs: Documentation.text(of: member.head.leading)))
        }
        return result
    }

    /// How many flags one type can have in the canonical ABI.
    private static let flagsMax = 32

    /// Refuses members whose names differ at most in case.
    func checkUnique(_ members: MembersSyntax, _ kind: String) throws(SourceError) {
        var names: [String: String] = [:]
        for member in members.members {
            let name = member.name.text
            if let other = names.updateValue(name, forKey: name.lowercased()) {
                throw file.error(
                    other == name
                        ? "the \(kind) `\(name)` is given twice"
                        : "the \(kind) `\(name)` is too close to `\(other)`, given before", at: member.name.range)
            }
        }
    }

    /// The meaning of a type's name; nil if there is none.
    func definition(named name: String) -> TypeDefinition? { definitions[name] }

    /// The definition behind a reference, which may be one of those being resolved.
    func definition(of reference: TypeReference) -> TypeDefinition? {
        reference.owner == owner ? definitions[reference.name] : package.resolver.schema.definition(of: reference)
    }

    /// The kind of type behind a reference, with aliases resolved.
    func kind(of reference: TypeReference) -> TypeDefinition.Kind? {
        var kind = definition(of: reference)?.kind
        while case .alias(.named(let next)) = kind { kind = definition(of: next)?.kind }
        return kind
    }

    /// Keeps a function.
    mutating func append(_ function: Function) { functions.append(function) }
}

extension InterfaceBodySyntax {
    /// Its functions outside of resources.
    var functions: [FunctionSyntax] {
        items.compactMap { if case .function(let function) = $0 { function } else { nil } }
    }
}
