/// Spells out types of a schema, within limits: a few lines of WIT can describe a type of any depth and size.
struct ValueTypeBuilder {
    /// How deep types may be nested.
    static let depthLimit = 100
    /// How many types one type may be made of.
    static let partsLimit = 100_000

    /// Where definitions are looked up.
    let schema: Schema
    private var parts = 0

    init(schema: Schema) {
        self.schema = schema
    }

    /// The type behind an expression that stands `depth` levels inside another.
    mutating func type(of type: TypeExpression, depth: Int) throws(SchemaError) -> ValueType {
        parts += 1
        if depth > Self.depthLimit {
            throw SchemaError(message: "a type is nested deeper than \(Self.depthLimit)")
        }
        if parts > Self.partsLimit {
            throw SchemaError(message: "a type is made of more than \(Self.partsLimit) others")
        }
        let depth = depth + 1
        switch type {
        case .primitive(let primitive): return primitive.valueType
        case .named(let reference): return try self.type(of: reference, depth: depth)
        case .own(let reference): return .own(resource(reference))
        case .borrow(let reference): return .borrow(resource(reference))
        case .list(let element): return .list(try self.type(of: element, depth: depth))
        case .fixedList(let element, let count):
            return .fixedList(try self.type(of: element, depth: depth), count: count)
        case .option(let payload): return .option(try self.type(of: payload, depth: depth))
        case .map(let key, let value):
            return .map(key: try self.type(of: key, depth: depth), value: try self.type(of: value, depth: depth))
        case .tuple(let elements):
            var types: [ValueType] = []
            for element in elements { types.append(try self.type(of: element, depth: depth)) }
            return .tuple(types)
        case .result(let ok, let err):
            return .result(ok: try optional(ok, depth: depth), err: try optional(err, depth: depth))
        case .future(let payload): return .future(try optional(payload, depth: depth))
        case .stream(let element): return .stream(try optional(element, depth: depth))
        }
    }

    /// The resource behind a reference, by the name it was declared under.
    func resource(_ reference: TypeReference) -> ResourceType {
        ResourceType(name: name(of: schema.origin(of: reference)))
    }

    private mutating func optional(_ type: TypeExpression?, depth: Int) throws(SchemaError) -> ValueType? {
        guard let type else { return nil }
        return try self.type(of: type, depth: depth)
    }

    private mutating func type(of reference: TypeReference, depth: Int) throws(SchemaError) -> ValueType {
        let origin = schema.origin(of: reference)
        guard let definition = schema.definition(of: origin) else {
            throw SchemaError(message: "there is no type `\(origin)`")
        }
        let name = name(of: origin)
        switch definition.kind {
        case .alias(let target): return try type(of: target, depth: depth)
        case .resource: return .own(ResourceType(name: name))
        case .enum(let members): return .enum(EnumType(name: name, cases: members.map { Label($0.name) }))
        case .flags(let members): return .flags(FlagsType(name: name, flags: members.map { Label($0.name) }))
        case .record(let members):
            var fields: [RecordType.Field] = []
            for member in members {
                guard let type = try optional(member.type, depth: depth) else { continue }
                fields.append(RecordType.Field(Label(member.name), type))
            }
            return .record(RecordType(name: name, fields: fields))
        case .variant(let members):
            var cases: [VariantType.Case] = []
            for member in members {
                cases.append(VariantType.Case(Label(member.name), try optional(member.type, depth: depth)))
            }
            return .variant(VariantType(name: name, cases: cases))
        }
    }

    private func name(of reference: TypeReference) -> TypeName {
        if case .interface(let interface) = reference.owner { return TypeName(reference.name, in: interface) }
        return TypeName(reference.name)
    }
}
