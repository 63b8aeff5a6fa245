import WIT

/// Writes expressions for values that cross the boundary as core values of their own.
struct DirectPassing {
    let layouts: Layouts
    let spelling: TypeSpelling

    /// The core values of an expression that is no string.
    func lowered(_ value: String, _ type: GuestType) -> String {
        switch type {
        case .bool: "\(value) ? 1 : 0"
        case .integer(.u32), .integer(.u64), .float: value
        case .integer(.s32): "UInt32(bitPattern: \(value))"
        case .integer(.s64): "UInt64(bitPattern: \(value))"
        case .integer(.s8), .integer(.s16): "UInt32(bitPattern: Int32(\(value)))"
        case .integer: "UInt32(\(value))"
        case .char: "\(value).value"
        case .own: "\(value).give()"
        case .borrow: "\(value)._handle"
        default: "UInt32(\(value).rawValue)"
        }
    }

    /// A value made of core values.
    func lifted(_ values: ArraySlice<String>, _ type: GuestType) -> String {
        let first = values.first ?? ""
        switch type {
        case .bool: return "\(first) != 0"
        case .integer(.u32), .integer(.u64), .float: return first
        case .integer(.s32), .integer(.s64): return "\(spelling.type(type))(bitPattern: \(first))"
        case .integer: return "\(spelling.type(type))(truncatingIfNeeded: \(first))"
        case .char: return "\(spelling.type(type))(checked: \(first))"
        case .string: return "\(spelling.type(type))(taking: \(values.joined(separator: ", ")))"
        case .own, .borrow: return "\(spelling.type(type))(taking: \(first))"
        case .declared(let reference):
            if case .flags = layouts.declaration(reference).shape {
                return "\(spelling.type(type))(rawValue: .init(truncatingIfNeeded: \(first)))"
            }
            return "\(spelling.type(type))(discriminant: \(first))"
        default: return first
        }
    }
}
