/// Gives types of inner components the names by which the world knows them.
///
/// Inside, each type has a reference of its own that nobody else sees. A type that the world shows is defined where it
/// is first exported; where it is exported again, that is another name for it.
struct TypePublisher {
    /// What stands for the places inside a component, whose types are known by number or by an inner export's name.
    private static let inside = InterfaceName(
        package: ComponentDecoder.worldName.package, interface: "inside")
    /// How many parts types may have in all, once the names that are not shown are spelled out.
    private static let partsLimit = 1_000_000
    /// How often a type may be given another name, and how deep types may be nested.
    private static let depthLimit = Parser.typeDepthLimit

    private var definitions: [TypeReference: TypeDefinition.Kind] = [:]
    private var names: [TypeReference: TypeReference] = [:]
    /// The last name given to each type, by what it is in the end.
    private var namesOfOrigins: [TypeReference: TypeReference] = [:]
    /// How often a type was given another name inside.
    private var renames: [TypeReference: Int] = [:]
    private var partsCount = 0
    private var depth = 0

    /// The place inside the component of this number.
    static func owner(of id: Int) -> TypeOwner {
        .inline(world: inside, name: "inner component \(id)", isExport: false)
    }

    /// How messages name a place inside a component; nil if it is none.
    static func description(of owner: TypeOwner) -> String? {
        if case .inline(inside, let name, _) = owner { name } else { nil }
    }

    /// What a declared type means; one that waits for its name is known by its number.
    mutating func entry(for type: BinaryType, in scope: TypeScope, _ id: Int) -> TypeScope.Entry {
        let entry = scope.lenientEntry(for: type)
        guard case .definition(let kind) = entry else { return entry }
        let reference = TypeReference(owner: Self.owner(of: id), name: "type \(scope.entries.count)")
        definitions[reference] = kind
        return .reference(reference)
    }

    /// Names a type that an inner component exports.
    mutating func name(
        _ name: ExternName, _ description: BinaryDescription, in scope: inout TypeScope
    ) -> TypeScope.Entry {
        do throws(SchemaError) {
            let type = try scope.name(name, description)
            let reference = TypeReference(owner: scope.owner, name: name.name)
            definitions[reference] = type.kind
            if case .alias(.named(let other)) = type.kind {
                renames[reference] = renames[other, default: 0] + 1
                if renames[other, default: 0] >= Self.depthLimit {
                    throw scope.failure("a type has more than \(Self.depthLimit) names")
                }
            }
            return .reference(reference)
        } catch {
            scope.append(.unusable(error))
            return .unusable(error)
        }
    }

    /// The interface that an instance is exported as.
    mutating func interface(
        _ name: String, _ owner: TypeOwner, _ instance: InstanceShape, _ scope: TypeScope
    ) throws(SchemaError) -> Interface {
        if let failure = instance.failure { throw failure }
        var result = Interface(name: name)
        for (name, item) in instance.items {
            partsCount += 1
            switch item {
            case .type(let entry):
                result.types.append(try type(name, entry, of: owner, scope))
            case .function(let function):
                result.functions.append(try published(scope.named(function, name), scope))
            case .instance, .component, .unknown:
                throw scope.failure(
                    "the instance exported as `\(owner)` has `\(name.name)`, which is neither a type nor a function "
                        + "that is understood")
            }
        }
        return result
    }

    private mutating func type(
        _ name: ExternName, _ entry: TypeScope.Entry, of owner: TypeOwner, _ scope: TypeScope
    ) throws(SchemaError) -> TypeDefinition {
        if let rule = Identifier.problem(in: name.name) { throw scope.failure("the name `\(name.name)` \(rule)") }
        let kind: TypeDefinition.Kind
        switch entry {
        case .reference(let reference):
            kind = try self.kind(of: reference, scope)
            let shown = TypeReference(owner: owner, name: name.name)
            note(shown, for: reference)
        case .expression(let expression): kind = .alias(try published(expression, scope))
        case .definition(let definition): kind = try published(definition, scope)
        case .unusable(let error): throw error
        case .function, .instance, .component: throw scope.failure("`\(name.name)` is not the type of a value")
        }
        return TypeDefinition(name: name.name, kind: kind, externalID: name.externalID)
    }

    /// A function with types as the world knows them.
    mutating func published(_ function: Function, _ scope: TypeScope) throws(SchemaError) -> Function {
        var function = function
        for index in function.parameters.indices {
            function.parameters[index].type = try published(function.parameters[index].type, scope)
        }
        if let result = function.result { function.result = try published(result, scope) }
        return function
    }

    /// A type of the world's own, made of types as the world knows them.
    mutating func published(_ type: TypeDefinition, _ scope: TypeScope) throws(SchemaError) -> TypeDefinition {
        var type = type
        if case .alias(.named(let reference)) = type.kind {
            type.kind = try kind(of: reference, scope)
            note(TypeReference(owner: scope.owner, name: type.name), for: reference)
        } else {
            type.kind = try published(type.kind, scope)
        }
        return type
    }

    // MARK: References

    private mutating func note(_ shown: TypeReference, for reference: TypeReference) {
        guard isInside(reference) else { return }
        names[reference] = shown
        namesOfOrigins[origin(of: reference)] = shown
    }

    private func isInside(_ reference: TypeReference) -> Bool {
        if case .inline(Self.inside, _, _) = reference.owner { true } else { false }
    }

    /// What a type is in the end, behind all its names inside.
    private func origin(of reference: TypeReference) -> TypeReference {
        var current = reference
        while case .alias(.named(let next))? = definitions[current] { current = next }
        return current
    }

    /// The name by which the world knows a type, or one that it is another name for.
    private func shown(_ reference: TypeReference) -> TypeReference? {
        var current = reference
        while isInside(current) {
            if let name = names[current] { return name }
            guard case .alias(.named(let next))? = definitions[current] else { return nil }
            current = next
        }
        return current
    }

    /// What a type is defined as where it is shown now.
    private mutating func kind(
        of reference: TypeReference, _ scope: TypeScope
    ) throws(SchemaError) -> TypeDefinition.Kind {
        if let shown = shown(reference) { return .alias(.named(shown)) }
        guard let definition = definitions[origin(of: reference)] else {
            throw scope.failure("a type is used whose definition is not known")
        }
        return try published(definition, scope)
    }

    private mutating func published(
        _ kind: TypeDefinition.Kind, _ scope: TypeScope
    ) throws(SchemaError) -> TypeDefinition.Kind {
        func changed(
            _ members: [TypeDefinition.Member], _ publisher: inout TypePublisher
        ) throws(SchemaError) -> [TypeDefinition.Member] {
            var members = members
            for index in members.indices {
                guard let type = members[index].type else { continue }
                members[index].type = try publisher.published(type, scope)
            }
            return members
        }
        switch kind {
        case .alias(let target): return .alias(try published(target, scope))
        case .record(let members): return .record(try changed(members, &self))
        case .variant(let members): return .variant(try changed(members, &self))
        case .enum, .flags, .resource: return kind
        }
    }

    private mutating func published(
        _ type: TypeExpression, _ scope: TypeScope
    ) throws(SchemaError) -> TypeExpression {
        partsCount += 1
        if partsCount > Self.partsLimit {
            throw scope.failure("its types are made of more than \(Self.partsLimit) others")
        }
        func resource(_ reference: TypeReference) throws(SchemaError) -> TypeReference {
            if let name = shown(reference) ?? namesOfOrigins[origin(of: reference)] { return name }
            throw scope.failure("a resource is used that is not exported under any name")
        }
        switch type {
        case .primitive: return type
        case .named(let reference): return try spelledOut(reference, scope)
        case .own(let reference): return .own(try resource(reference))
        case .borrow(let reference): return .borrow(try resource(reference))
        case .list(let part): return .list(try published(part, scope))
        case .fixedList(let part, let count): return .fixedList(try published(part, scope), count: count)
        case .option(let part): return .option(try published(part, scope))
        case .map(let key, let value):
            return .map(key: try published(key, scope), value: try published(value, scope))
        case .result(let ok, let err):
            return .result(ok: try published(optional: ok, scope), err: try published(optional: err, scope))
        case .tuple(let parts):
            var result: [TypeExpression] = []
            for part in parts { result.append(try published(part, scope)) }
            return .tuple(result)
        case .future(let part): return .future(try published(optional: part, scope))
        case .stream(let part): return .stream(try published(optional: part, scope))
        }
    }

    private mutating func published(
        optional type: TypeExpression?, _ scope: TypeScope
    ) throws(SchemaError) -> TypeExpression? {
        guard let type else { return nil }
        return try published(type, scope)
    }

    /// A type where it is used: its name, or, of one that is not shown and needs none, what it stands for.
    private mutating func spelledOut(
        _ reference: TypeReference, _ scope: TypeScope
    ) throws(SchemaError) -> TypeExpression {
        if let name = shown(reference) { return .named(name) }
        let origin = origin(of: reference)
        if case .alias(let expression)? = definitions[origin] {
            depth += 1
            defer { depth -= 1 }
            if depth > Self.depthLimit { throw scope.failure("a type is nested deeper than \(Self.depthLimit)") }
            return try published(expression, scope)
        }
        if let name = namesOfOrigins[origin] { return .named(name) }
        throw scope.failure("a type is used that is not exported under any name")
    }
}
