extension InterfaceResolver {
    /// Resolves a type where it is used; `isIncluded`: by an item that is kept.
    func resolve(_ type: TypeSyntax, isIncluded: Bool) throws(SourceError) -> TypeExpression {
        func inner(_ type: TypeSyntax) throws(SourceError) -> TypeExpression {
            try resolve(type, isIncluded: isIncluded)
        }
        func optional(_ type: TypeSyntax?) throws(SourceError) -> TypeExpression? {
            guard let type else { return nil }
            return try resolve(type, isIncluded: isIncluded)
        }
        switch type.kind {
        case .primitive(let primitive): return .primitive(primitive)
        case .name(let name), .own(let name): return .named(try reference(to: name, isIncluded: isIncluded))
        case .borrow(let name): return .borrow(try reference(to: name, isIncluded: isIncluded))
        case .list(let element): return .list(try inner(element))
        case .fixedList(let element, let count): return .fixedList(try inner(element), count: count)
        case .option(let payload): return .option(try inner(payload))
        case .result(let ok, let err): return .result(ok: try optional(ok), err: try optional(err))
        case .future(let payload): return .future(try optional(payload))
        case .stream(let element): return .stream(try optional(element))
        case .map(let key, let value):
            guard case .primitive(let primitive) = key.kind, primitive.isMapKey else {
                throw file.error(
                    "expected bool, an integer, char or string as the key of a map, written out", at: key.range)
            }
            return .map(key: .primitive(primitive), value: try inner(value))
        case .tuple(let elements):
            var parts: [TypeExpression] = []
            for element in elements { parts.append(try inner(element)) }
            return .tuple(parts)
        }
    }

    private func reference(to name: NameSyntax, isIncluded: Bool) throws(SourceError) -> TypeReference {
        guard definition(named: name.text) != nil else {
            throw file.error("there is no type `\(name.text)` here", at: name.range)
        }
        let reference = TypeReference(owner: owner, name: name.text)
        if isIncluded, package.resolver.excludedTypes.contains(reference) {
            throw file.error("`\(name.text)` belongs to a feature that is not switched on", at: name.range)
        }
        return reference
    }

    /// Checks that every `own` and `borrow` in a definition is of a resource.
    func checkHandles(in definition: TypeDefinitionSyntax) throws(SourceError) {
        switch definition.kind {
        case .alias(let target): try checkHandles(in: target)
        case .record(let members), .variant(let members), .enum(let members), .flags(let members):
            for member in members.members {
                if let type = member.type { try checkHandles(in: type) }
            }
        case .resource: break
        }
    }

    /// Checks that every `own` and `borrow` in a type is of a resource.
    func checkHandles(in type: TypeSyntax) throws(SourceError) {
        switch type.kind {
        case .own(let name), .borrow(let name):
            let reference = TypeReference(owner: owner, name: name.text)
            if kind(of: reference) != .resource {
                throw file.error("expected a resource, but `\(name.text)` is none", at: name.range)
            }
        default: for part in type.parts { try checkHandles(in: part) }
        }
    }

    /// Whether a type contains a `borrow`, behind whatever names.
    func containsBorrow(_ type: TypeExpression) -> Bool {
        var seen: Set<TypeReference> = []
        var pending = [type]
        while let type = pending.popLast() {
            if case .borrow = type { return true }
            if case .named(let reference) = type, seen.insert(reference).inserted {
                pending += definition(of: reference)?.parts ?? []
            }
            pending += type.parts
        }
        return false
    }
}

extension TypeSyntax {
    /// The types directly inside.
    var parts: [TypeSyntax] {
        switch kind {
        case .primitive, .name, .own, .borrow: []
        case .list(let part), .fixedList(let part, _), .option(let part): [part]
        case .map(let key, let value): [key, value]
        case .result(let ok, let err): [ok, err].compactMap { $0 }
        case .tuple(let parts): parts
        case .future(let part), .stream(let part): part.map { [$0] } ?? []
        }
    }

    /// The declared types it names.
    var names: [NameSyntax] {
        switch kind {
        case .name(let name), .own(let name), .borrow(let name): [name]
        default: parts.flatMap(\.names)
        }
    }
}

extension TypeDefinitionSyntax {
    /// The declared types it is made of; a resource's functions do not count.
    var names: [NameSyntax] {
        switch kind {
        case .alias(let target): target.names
        case .record(let members), .variant(let members), .enum(let members), .flags(let members):
            members.members.flatMap { $0.type?.names ?? [] }
        case .resource: []
        }
    }
}
