extension Schema {
    /// The type behind an expression, with every alias resolved.
    ///
    /// - Throws: If it names what the schema does not have, or is larger or deeper than `ValueTypeBuilder` allows.
    public func valueType(of type: TypeExpression) throws(SchemaError) -> ValueType {
        var builder = ValueTypeBuilder(schema: self)
        return try builder.type(of: type, depth: 0)
    }

    /// The type of a function, a method's `self` included.
    ///
    /// - Throws: As `valueType` does.
    public func functionType(of function: Function, in owner: TypeOwner) throws(SchemaError) -> FunctionType {
        var builder = ValueTypeBuilder(schema: self)
        var parameters: [FunctionType.Parameter] = []
        if case .method(let resource) = function.kind {
            let resource = builder.resource(TypeReference(owner: owner, name: resource))
            parameters.append(FunctionType.Parameter("self", .borrow(resource)))
        }
        for parameter in function.parameters {
            let type = try builder.type(of: parameter.type, depth: 0)
            parameters.append(FunctionType.Parameter(parameter.name, type))
        }
        var result: ValueType?
        if let type = function.result {
            result = try builder.type(of: type, depth: 0)
        } else if case .constructor(let resource) = function.kind {
            result = .own(builder.resource(TypeReference(owner: owner, name: resource)))
        }
        return FunctionType(parameters: parameters, result: result, isAsync: function.isAsync)
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
