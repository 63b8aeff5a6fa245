import WIT

/// Reads types of a schema for a Swift guest, and says what a Swift guest cannot have.
struct GuestTypeReader {
    private let schema: Schema
    /// What was refused, each with its place.
    private(set) var problems: [String] = []

    init(_ schema: Schema) { self.schema = schema }

    /// The type behind an expression; `place` is named if it is refused.
    mutating func type(_ type: TypeExpression, at place: String) -> GuestType {
        switch type {
        case .primitive(let primitive): return self.type(primitive, at: place)
        case .named(let reference):
            let origin = schema.origin(of: reference)
            switch schema.definition(of: origin)?.kind {
            case .alias(let target): return self.type(target, at: place)
            case .resource: return .own(origin)
            default: return .declared(origin)
            }
        case .own(let reference): return .own(schema.origin(of: reference))
        case .borrow(let reference): return .borrow(schema.origin(of: reference))
        case .list(let element): return .list(self.type(element, at: place))
        case .map(let key, let value): return .map(key: self.type(key, at: place), value: self.type(value, at: place))
        case .option(let payload): return .option(self.type(payload, at: place))
        case .result(let ok, let err):
            return .result(ok: optional(ok, at: place), err: optional(err, at: place))
        case .tuple(let parts): return .tuple(parts.map { self.type($0, at: place) })
        case .fixedList: return refuse("a list of fixed length", at: place)
        case .future: return refuse("a future", at: place)
        case .stream: return refuse("a stream", at: place)
        }
    }

    /// The type behind an expression, if there is one.
    mutating func optional(_ type: TypeExpression?, at place: String) -> GuestType? {
        type.map { self.type($0, at: place) }
    }

    /// Notes what a Swift guest cannot have.
    mutating func refuse(_ what: String, at place: String) -> GuestType {
        problems.append("\(place): \(what) is not supported in Swift guests")
        return .tuple([])
    }

    private mutating func type(_ primitive: Primitive, at place: String) -> GuestType {
        switch primitive {
        case .bool: .bool
        case .u8: .integer(.u8)
        case .u16: .integer(.u16)
        case .u32: .integer(.u32)
        case .u64: .integer(.u64)
        case .s8: .integer(.s8)
        case .s16: .integer(.s16)
        case .s32: .integer(.s32)
        case .s64: .integer(.s64)
        case .f32: .float(.f32)
        case .f64: .float(.f64)
        case .char: .char
        case .string: .string
        case .errorContext: refuse("an error-context", at: place)
        }
    }
}
