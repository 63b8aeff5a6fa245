import WIT
import Wasmtime

extension ValueType {
    /// The WIT type of a reflected one.
    ///
    /// - Throws: `unsuitable` for a kind of type this release does not know.
    init(_ type: ComponentValueType, _ names: TypeNames) throws(UnknownType) {
        switch type {
        case .bool: self = .bool
        case .s8: self = .s8
        case .s16: self = .s16
        case .s32: self = .s32
        case .s64: self = .s64
        case .u8: self = .u8
        case .u16: self = .u16
        case .u32: self = .u32
        case .u64: self = .u64
        case .float32: self = .f32
        case .float64: self = .f64
        case .char: self = .char
        case .string: self = .string
        case .errorContext: self = .errorContext
        case .own(let resource): self = .own(ResourceType(name: names.name(of: resource)))
        case .borrow(let resource): self = .borrow(ResourceType(name: names.name(of: resource)))
        default: self = try Self.compound(type, names)
        }
    }

    private static func compound(_ type: ComponentValueType, _ names: TypeNames) throws(UnknownType) -> ValueType {
        switch type {
        case .list(let element): return .list(try ValueType(element, names))
        case .option(let payload): return .option(try ValueType(payload, names))
        case .map(let key, let value): return .map(key: try ValueType(key, names), value: try ValueType(value, names))
        case .result(let ok, let error): return .result(ok: try optional(ok, names), err: try optional(error, names))
        case .future(let payload): return .future(try optional(payload, names))
        case .stream(let payload): return .stream(try optional(payload, names))
        case .tuple(let elements):
            var types: [ValueType] = []
            for element in elements { types.append(try ValueType(element, names)) }
            return .tuple(types)
        case .record(let fields):
            var record = RecordType(name: names.name(of: type), fields: [])
            for field in fields {
                record.fields.append(RecordType.Field(Label(field.name), try ValueType(field.type, names)))
            }
            return .record(record)
        case .variant(let cases):
            var variant = VariantType(name: names.name(of: type), cases: [])
            for one in cases {
                variant.cases.append(VariantType.Case(Label(one.name), try optional(one.payload, names)))
            }
            return .variant(variant)
        case .enumeration(let cases):
            return .enum(EnumType(name: names.name(of: type), cases: cases.map { Label($0) }))
        case .flags(let flags):
            return .flags(FlagsType(name: names.name(of: type), flags: flags.map { Label($0) }))
        case .unknown(let kind): throw UnknownType(kind: kind)
        default: preconditionFailure("simple types are read before")
        }
    }

    private static func optional(
        _ type: ComponentValueType?, _ names: TypeNames
    ) throws(UnknownType) -> ValueType? {
        guard let type else { return nil }
        return try ValueType(type, names)
    }
}

extension FunctionType {
    /// The WIT type of a reflected function.
    init(_ type: ComponentFunctionType, _ names: TypeNames) throws(UnknownType) {
        self.init(parameters: [], isAsync: type.isAsync)
        for parameter in type.parameters {
            parameters.append(Parameter(parameter.name, try ValueType(parameter.type, names)))
        }
        if let result = type.result { self.result = try ValueType(result, names) }
    }
}

/// A kind of type that this release cannot carry, by the library's number.
struct UnknownType: Error, CustomStringConvertible {
    let kind: UInt8

    var description: String { "a type of kind \(kind), which this version does not know" }
}
