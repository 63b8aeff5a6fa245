/// The types that have no parts.
public enum Primitive: String, Hashable, Sendable, CaseIterable {
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
    /// `char`
    case char
    /// `string`
    case string
    /// `error-context`
    case errorContext = "error-context"

    /// Whether a map may have keys of this type.
    var isMapKey: Bool {
        switch self {
        case .f32, .f64, .errorContext: false
        default: true
        }
    }
}
