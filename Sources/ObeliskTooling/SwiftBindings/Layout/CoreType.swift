/// A type of core WebAssembly.
enum CoreType {
    case i32, i64, f32, f64

    /// The Swift type that stands for it in the generated code.
    var swiftName: String {
        switch self {
        case .i32: "UInt32"
        case .i64: "UInt64"
        case .f32: "Float"
        case .f64: "Double"
        }
    }

    /// The type in which a value of either can be passed, as the canonical ABI joins the cases of a variant.
    func joined(with other: CoreType) -> CoreType {
        if self == other { return self }
        return [self, other].allSatisfy { $0 == .i32 || $0 == .f32 } ? .i32 : .i64
    }

    /// An expression of this type in the wider type it was joined into.
    func widened(_ value: String, to wide: CoreType) -> String {
        switch (self, wide) {
        case (.f32, .i32), (.f64, .i64): "\(value).bitPattern"
        case (.f32, .i64): "UInt64(\(value).bitPattern)"
        case (.i32, .i64): "UInt64(\(value))"
        default: value
        }
    }

    /// The reverse of `widened`.
    func narrowed(_ value: String, from wide: CoreType) -> String {
        switch (self, wide) {
        case (.f32, .i32): "Float(bitPattern: \(value))"
        case (.f64, .i64): "Double(bitPattern: \(value))"
        case (.f32, .i64): "Float(bitPattern: UInt32(truncatingIfNeeded: \(value)))"
        case (.i32, .i64): "UInt32(truncatingIfNeeded: \(value))"
        default: value
        }
    }
}
