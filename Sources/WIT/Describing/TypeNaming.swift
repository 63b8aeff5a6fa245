/// Finds names for types that are known by structure alone.
///
/// Types with the same structure cannot be told apart, so a name is looked for in the interface at hand first, and
/// then, for a type it declares, in the first interface described that has a type of the same name and structure: a
/// component describes what is used before what uses it, so that is most probably where it was declared.
struct TypeNaming {
    private struct Known {
        var reference: TypeReference
        var shape: ValueType
    }

    /// The named types of each owner, in order; declared records and the like, and resources.
    private var known: [TypeOwner: [Known]] = [:]
    /// The owners in the order they were described.
    private var owners: [TypeOwner] = []

    /// The model of one interface, world or inline interface.
    mutating func interface(
        _ instance: ComponentTypes.Instance, owner: TypeOwner
    ) throws(SchemaError) -> Interface {
        let name = if case .interface(let name) = owner { name.interface } else { instance.name }
        var result = Interface(name: name)
        // All names first: types may be described in any order.
        for type in instance.types where type.type.isNominal {
            let reference = TypeReference(owner: owner, name: type.name)
            known[owner, default: []].append(Known(reference: reference, shape: type.type.withoutNames))
        }
        for type in instance.types {
            result.types.append(TypeDefinition(name: type.name, kind: try define(type, owner)))
        }
        for function in instance.functions { result.functions.append(try model(of: function, owner)) }
        if !owners.contains(owner) { owners.append(owner) }
        return result
    }

    private func define(
        _ type: ComponentTypes.Instance.NamedType, _ owner: TypeOwner
    ) throws(SchemaError) -> TypeDefinition.Kind {
        let shape = type.type.withoutNames
        guard shape.isNominal else { return .alias(try expression(for: type.type, owner)) }
        if let own = known[owner]?.first(where: { $0.shape == shape }), own.reference.name != type.name {
            return .alias(.named(own.reference))
        }
        if let origin = origin(of: shape, named: type.name, apartFrom: owner) { return .alias(.named(origin)) }
        switch type.type {
        case .record(let record):
            var members: [TypeDefinition.Member] = []
            for field in record.fields {
                members.append(TypeDefinition.Member(field.label.name, try expression(for: field.type, owner)))
            }
            return .record(members)
        case .variant(let variant):
            var members: [TypeDefinition.Member] = []
            for item in variant.cases {
                members.append(TypeDefinition.Member(item.label.name, try optional(item.type, owner)))
            }
            return .variant(members)
        case .enum(let type): return .enum(type.cases.map { TypeDefinition.Member($0.name) })
        case .flags(let type): return .flags(type.flags.map { TypeDefinition.Member($0.name) })
        default: return .resource
        }
    }

    /// Where a type of this structure was most probably taken from. A resource is the same under any name.
    private func origin(of shape: ValueType, named name: String, apartFrom owner: TypeOwner) -> TypeReference? {
        for other in owners where other != owner {
            if case .inline = other { continue }
            let match = known[other]?.first { $0.shape == shape && $0.reference.name == name }
            if let match { return match.reference }
        }
        guard case .own = shape else { return nil }
        return owners.lazy.filter { $0 != owner }.compactMap { other in
            known[other]?.first { $0.shape == shape }?.reference
        }.first
    }

    private func model(of function: InterfaceType.Function, _ owner: TypeOwner) throws(SchemaError) -> Function {
        var result = Function(fullName: function.name)
        result.isAsync = function.type.isAsync
        var parameters = function.type.parameters[...]
        if case .method = result.kind { parameters = parameters.dropFirst() }
        for parameter in parameters {
            result.parameters.append(Function.Parameter(parameter.name, try expression(for: parameter.type, owner)))
        }
        result.result = try optional(function.type.result, owner)
        if case .constructor = result.kind, case .named = result.result { result.result = nil }
        return result
    }

    private func optional(_ type: ValueType?, _ owner: TypeOwner) throws(SchemaError) -> TypeExpression? {
        guard let type else { return nil }
        return try expression(for: type, owner)
    }

    private func expression(for type: ValueType, _ owner: TypeOwner) throws(SchemaError) -> TypeExpression {
        func inner(_ type: ValueType) throws(SchemaError) -> TypeExpression { try expression(for: type, owner) }
        switch type {
        case .list(let part): return .list(try inner(part))
        case .fixedList(let part, let count): return .fixedList(try inner(part), count: count)
        case .option(let part): return .option(try inner(part))
        case .map(let key, let value): return .map(key: try inner(key), value: try inner(value))
        case .result(let ok, let err): return .result(ok: try optional(ok, owner), err: try optional(err, owner))
        case .future(let part): return .future(try optional(part, owner))
        case .stream(let part): return .stream(try optional(part, owner))
        case .tuple(let parts):
            var expressions: [TypeExpression] = []
            for part in parts { expressions.append(try inner(part)) }
            return .tuple(expressions)
        case .borrow(let resource): return .borrow(try reference(to: .own(resource), owner))
        case .record, .variant, .enum, .flags, .own: return .named(try reference(to: type, owner))
        default:
            guard let primitive = Primitive(rawValue: type.simpleName) else {
                throw SchemaError(message: "`\(type)` cannot be written in WIT")
            }
            return .primitive(primitive)
        }
    }

    private func reference(to type: ValueType, _ owner: TypeOwner) throws(SchemaError) -> TypeReference {
        let shape = type.withoutNames
        if let match = known[owner]?.first(where: { $0.shape == shape }) { return match.reference }
        throw SchemaError(message: "`\(owner)` uses the type `\(type.text(expandingNames: true))` without a name")
    }
}
