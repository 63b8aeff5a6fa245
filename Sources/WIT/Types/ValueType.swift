/// The type of a WIT value, with every alias resolved.
public indirect enum ValueType: Hashable, Sendable {
    /// `bool`
    case bool
    /// `u8`
    case u8
    /// `u16`
    case u16
    /// `u32`
    case u32
    /// `u64`
    case u64
    /// `s8`
    case s8
    /// `s16`
    case s16
    /// `s32`
    case s32
    /// `s64`
    case s64
    /// `f32`
    case f32
    /// `f64`
    case f64
    /// `char`: one Unicode scalar.
    case char
    /// `string`
    case string
    /// `list<T>`
    case list(ValueType)
    /// `list<T, N>`
    case fixedList(ValueType, count: UInt32)
    /// `map<K, V>`
    case map(key: ValueType, value: ValueType)
    /// `option<T>`
    case option(ValueType)
    /// `result<T, E>`; nil for a side without a value.
    case result(ok: ValueType?, err: ValueType?)
    /// `tuple<A, B>`
    case tuple([ValueType])
    /// `record { a: A }`
    case record(RecordType)
    /// `variant { a, b(B) }`
    case variant(VariantType)
    /// `enum { a, b }`
    case `enum`(EnumType)
    /// `flags { a, b }`
    case flags(FlagsType)
    /// A handle that owns its resource: `r` or `own<r>`.
    case own(ResourceType)
    /// A handle lent for one call: `borrow<r>`.
    case borrow(ResourceType)
    /// `future<T>`; nil for a bare `future`.
    case future(ValueType?)
    /// `stream<T>`; nil for a bare `stream`.
    case stream(ValueType?)
    /// `error-context`
    case errorContext
}

extension ValueType {
    /// The name this type was declared under, if it was.
    public var name: TypeName? {
        switch self {
        case .record(let type): type.name
        case .variant(let type): type.name
        case .enum(let type): type.name
        case .flags(let type): type.name
        case .own(let type), .borrow(let type): type.name
        default: nil
        }
    }
}
