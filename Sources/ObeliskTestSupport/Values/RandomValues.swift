package import WIT

/// Makes types, and values of them, out of a seed.
package struct RandomValues: RandomNumberGenerator {
    /// SplitMix64 (Steele, Lea, Flood 2014).
    private var state: UInt64

    /// Values that the same seed gives again.
    package init(seed: UInt64) { state = seed }

    /// The generator's next bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private static let scalars: [ValueType] = [
        .bool, .u8, .u16, .u32, .u64, .s8, .s16, .s32, .s64, .f32, .f64, .char, .string,
    ]
    private static let keys: [ValueType] = [.bool, .u8, .u64, .s32, .char, .string, .string]

    /// A type that is nested no deeper than `depth`.
    package mutating func type(depth: Int) -> ValueType {
        guard depth > 0 else { return Self.scalars[below(Self.scalars.count)] }
        func inner(_ random: inout RandomValues) -> ValueType { random.type(depth: depth - 1) }
        switch below(11) {
        case 0: return .list(inner(&self))
        case 1: return .fixedList(inner(&self), count: UInt32(1 + below(4)))
        case 2: return .map(key: Self.keys[below(Self.keys.count)], value: inner(&self))
        case 3, 4: return .option(inner(&self))
        case 5: return .result(ok: below(3) > 0 ? inner(&self) : nil, err: below(3) > 0 ? inner(&self) : nil)
        case 6: return .tuple((0...below(3)).map { _ in inner(&self) })
        case 7: return .record(RecordType(fields: labels().map { RecordType.Field($0, inner(&self)) }))
        case 8:
            return .variant(
                VariantType(cases: labels().map { VariantType.Case($0, below(2) == 0 ? inner(&self) : nil) }))
        case 9: return .enum(EnumType(cases: labels()))
        default: return .flags(FlagsType(flags: labels()))
        }
    }

    /// A value; numbers are often the smallest, the largest or 0.
    package mutating func value(of type: ValueType) -> Value {
        switch type {
        case .bool: return .bool(next() & 1 == 0)
        case .u8: return .u8(integer())
        case .u16: return .u16(integer())
        case .u32: return .u32(integer())
        case .u64: return .u64(integer())
        case .s8: return .s8(integer())
        case .s16: return .s16(integer())
        case .s32: return .s32(integer())
        case .s64: return .s64(integer())
        case .f32: return .f32(Float(bitPattern: integer()))
        case .f64: return .f64(Double(bitPattern: next()))
        case .char: return .char(scalar())
        case .string: return .string(string())
        case .list(let element): return .list((0..<below(4)).map { _ in value(of: element) })
        case .fixedList(let element, let count): return .list((0..<count).map { _ in value(of: element) })
        case .map(let key, let element):
            let keys = Set((0..<below(4)).map { _ in value(of: key) })
            return .map(keys.map { Value.Entry(key: $0, value: value(of: element)) })
        case .option(let payload): return .option(below(3) > 0 ? value(of: payload) : nil)
        case .result(let ok, let err):
            return below(2) == 0 ? .ok(ok.map { value(of: $0) }) : .err(err.map { value(of: $0) })
        case .tuple(let elements): return .tuple(elements.map { value(of: $0) })
        case .record(let record): return .record(record.fields.map { value(of: $0.type) })
        case .variant(let variant):
            let index = below(variant.cases.count)
            return .variant(index, variant.cases[index].type.map { value(of: $0) })
        case .enum(let type): return .enum(below(type.cases.count))
        case .flags(let type): return .flags(type.flags.indices.filter { _ in below(2) == 0 })
        case .own, .borrow, .future, .stream, .errorContext: preconditionFailure("\(type) has no values here")
        }
    }

    /// A number from 0 until `limit`.
    package mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

    private mutating func labels() -> [Label] {
        (0...below(4)).map { Label(["a\($0)", "two-words\($0)", "HTTP-code-\($0)"][below(3)]) }
    }

    private mutating func integer<T: FixedWidthInteger>() -> T {
        switch below(6) {
        case 0: T.min
        case 1: T.max
        case 2: 0
        default: T(truncatingIfNeeded: next())
        }
    }

    private mutating func scalar() -> Unicode.Scalar {
        let limits: [UInt32] = [0x20, 0x80, 0x800, 0x110000]
        return Unicode.Scalar(UInt32(below(Int(limits[below(4)])))) ?? "\u{E000}"
    }

    private mutating func string() -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<below(20) { scalars.append(scalar()) }
        return String(scalars)
    }
}
