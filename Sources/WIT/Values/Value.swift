/// A WIT value. Fields and cases are known by position: names belong to the type.
public enum Value: Sendable {
    /// `bool`
    case bool(Bool)
    /// `u8`
    case u8(UInt8)
    /// `u16`
    case u16(UInt16)
    /// `u32`
    case u32(UInt32)
    /// `u64`
    case u64(UInt64)
    /// `s8`
    case s8(Int8)
    /// `s16`
    case s16(Int16)
    /// `s32`
    case s32(Int32)
    /// `s64`
    case s64(Int64)
    /// `f32`
    case f32(Float)
    /// `f64`
    case f64(Double)
    /// `char`
    case char(Unicode.Scalar)
    /// `string`
    case string(String)
    /// `list<T>` and `list<T, N>`
    case list([Value])
    /// `map<K, V>`: its entries, in order.
    case map([Entry])
    /// A record's fields, in the order of the type.
    case record([Value])
    /// A tuple's elements.
    case tuple([Value])
    /// The case of a variant, by position, and its payload if it has one.
    indirect case variant(Int, Value?)
    /// The case of an enum, by position.
    case `enum`(Int)
    /// The flags that are set, by position, ascending.
    case flags([Int])
    /// `some` or none.
    indirect case option(Value?)
    /// A result that is `ok`, and its payload if it has one.
    indirect case ok(Value?)
    /// A result that is `err`, and its payload if it has one.
    indirect case err(Value?)

    /// One entry of a map.
    public struct Entry: Hashable, Sendable {
        /// What it is found by.
        public var key: Value
        /// What is found.
        public var value: Value

        /// The entry of `value` under `key`.
        public init(key: Value, value: Value) {
            self.key = key
            self.value = value
        }
    }

    /// What kind of value this is, for messages.
    var kind: String {
        switch self {
        case .bool: "bool"
        case .u8: "u8"
        case .u16: "u16"
        case .u32: "u32"
        case .u64: "u64"
        case .s8: "s8"
        case .s16: "s16"
        case .s32: "s32"
        case .s64: "s64"
        case .f32: "f32"
        case .f64: "f64"
        case .char: "char"
        case .string: "string"
        case .list(let elements): "list of \(elements.count)"
        case .map: "map"
        case .record(let fields): "record of \(fields.count)"
        case .tuple(let elements): "tuple of \(elements.count)"
        case .variant(let index, let payload): "variant case \(index)" + (payload == nil ? "" : " with payload")
        case .enum(let index): "enum case \(index)"
        case .flags: "flags"
        case .option: "option"
        case .ok(let payload): "ok" + (payload == nil ? "" : " with payload")
        case .err(let payload): "err" + (payload == nil ? "" : " with payload")
        }
    }
}
