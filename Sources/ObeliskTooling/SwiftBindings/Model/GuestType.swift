import WIT

/// The type of a value that crosses the boundary of a Swift guest, with every alias resolved.
indirect enum GuestType: Hashable {
    case bool
    case integer(IntegerType)
    case float(FloatType)
    /// A Unicode scalar.
    case char
    case string
    case list(GuestType)
    case map(key: GuestType, value: GuestType)
    case option(GuestType)
    /// Nil for a side without a value.
    case result(ok: GuestType?, err: GuestType?)
    case tuple([GuestType])
    /// A record, variant, enum or flags, by the name it was declared under.
    case declared(TypeReference)
    /// A handle that owns its resource.
    case own(TypeReference)
    /// A handle lent for one call.
    case borrow(TypeReference)
}

/// A WIT integer.
enum IntegerType: String, CaseIterable {
    case u8, u16, u32, u64, s8, s16, s32, s64

    /// Its size in memory.
    var byteCount: Int {
        switch self {
        case .u8, .s8: 1
        case .u16, .s16: 2
        case .u32, .s32: 4
        case .u64, .s64: 8
        }
    }

    /// Whether it has negative values.
    var isSigned: Bool { rawValue.hasPrefix("s") }

    /// The Swift type of the same values.
    var swiftName: String { (isSigned ? "Int" : "UInt") + String(byteCount * 8) }

    /// The unsigned integer of this size, as discriminants and flags are.
    static func unsigned(byteCount: Int) -> IntegerType {
        switch byteCount {
        case 1: .u8
        case 2: .u16
        case 4: .u32
        default: .u64
        }
    }
}

/// A WIT floating-point number.
enum FloatType: Hashable {
    case f32, f64

    /// The Swift type of the same values.
    var swiftName: String { self == .f32 ? "Float" : "Double" }
}
