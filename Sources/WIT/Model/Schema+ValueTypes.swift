extension Schema {
    /// The type behind an expression, with every alias resolved; nil if it names what the schema does not have.
    public func valueType(of type: TypeExpression) -> ValueType? {
        switch type {
        case .primitive(let primitive): return primitive.valueType
        case .named(let reference): return valueType(of: reference)
        case .own(let reference): return .own(resource(reference))
        case .borrow(let reference): return .borrow(resource(reference))
        case .list(let element): return valueType(of: element).map { .list($0) }
        case .fixedList(let element, let count): return valueType(of: element).map { .fixedList($0, count: count) }
        case .option(let payload): return valueType(of: payload).map { .option($0) }
        case .map(let key, let value):
            guard let key = valueType(of: key), let value = valueType(of: value) else { return nil }
            return .map(key: key, value: value)
        case .tuple(let elements):
            let types = elements.compactMap(valueType)
            return types.count == elements.count ? .tuple(types) : nil
        case .result(let ok, let err):
            guard let ok = optional(ok), let err = optional(err) else { return nil }
            return .result(ok: ok, err: err)
        case .future(let payload): return optional(payload).map { .future($0) }
        case .stream(let element): return optional(element).map { .stream($0) }
        }
    }

    /// The type of a function, a method's `self` included; nil if it names what the schema does not have.
    public func functionType(of function: Function, in owner: TypeOwner) -> FunctionType? {
        var parameters: [FunctionType.Parameter] = []
        if case .method(let resource) = function.kind {
            let reference = TypeReference(owner: owner, name: resource)
            parameters.append(FunctionType.Parameter("self", .borrow(self.resource(reference))))
        }
        for parameter in function.parameters {
            guard let type = valueType(of: parameter.type) else { return nil }
            parameters.append(FunctionType.Parameter(parameter.name, type))
        }
        guard var result = optional(function.result) else { return nil }
        if case .constructor(let resource) = function.kind, result == nil {
            result = .own(self.resource(TypeReference(owner: owner, name: resource)))
        }
        return FunctionType(parameters: parameters, result: result, isAsync: function.isAsync)
    }

    /// The type of an optional part: `.some(nil)` for none, nil if it cannot be resolved.
    private func optional(_ type: TypeExpression?) -> ValueType?? {
        guard let type else { return .some(nil) }
        return valueType(of: type).map { .some($0) }
    }

    private func valueType(of reference: TypeReference) -> ValueType? {
        guard let definition = definition(of: reference) else { return nil }
        let name = name(of: reference)
        switch definition.kind {
        case .alias(let target): return valueType(of: target)
        case .resource: return .own(resource(reference))
        case .enum(let members): return .enum(EnumType(name: name, cases: members.map { Label($0.name) }))
        case .flags(let members): return .flags(FlagsType(name: name, flags: members.map { Label($0.name) }))
        case .record(let members):
            let fields = members.compactMap { member in
                member.type.flatMap(valueType).map { RecordType.Field(Label(member.name), $0) }
            }
            return fields.count == members.count ? .record(RecordType(name: name, fields: fields)) : nil
        case .variant(let members):
            let cases = members.compactMap { member in
                optional(member.type).map { VariantType.Case(Label(member.name), $0) }
            }
            return cases.count == members.count ? .variant(VariantType(name: name, cases: cases)) : nil
        }
    }

    private func resource(_ reference: TypeReference) -> ResourceType {
        ResourceType(name: name(of: origin(of: reference)))
    }

    private func name(of reference: TypeReference) -> TypeName {
        if case .interface(let interface) = reference.owner { return TypeName(reference.name, in: interface) }
        return TypeName(reference.name)
    }
}

extension Primitive {
    /// The same as the type of a value.
    public var valueType: ValueType {
        switch self {
        case .bool: .bool
        case .u8: .u8
        case .u16: .u16
        case .u32: .u32
        case .u64: .u64
        case .s8: .s8
        case .s16: .s16
        case .s32: .s32
        case .s64: .s64
        case .f32: .f32
        case .f64: .f64
        case .char: .char
        case .string: .string
        case .errorContext: .errorContext
        }
    }
}
