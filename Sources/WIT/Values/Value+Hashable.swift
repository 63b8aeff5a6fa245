/// Exact equality: one NaN equals another, `0.0` is not `-0.0`, and strings are compared by code points.
extension Value: Hashable {
    /// Whether both are the same value.
    public static func == (left: Value, right: Value) -> Bool {
        switch (left, right) {
        case (.bool(let left), .bool(let right)): left == right
        case (.f32(let left), .f32(let right)): bits(left) == bits(right)
        case (.f64(let left), .f64(let right)): bits(left) == bits(right)
        case (.char(let left), .char(let right)): left == right
        case (.string(let left), .string(let right)): ExactText(left) == ExactText(right)
        case (.list(let left), .list(let right)): left == right
        case (.map(let left), .map(let right)): left == right
        case (.record(let left), .record(let right)): left == right
        case (.tuple(let left), .tuple(let right)): left == right
        case (.variant(let left, let leftPayload), .variant(let right, let rightPayload)):
            left == right && leftPayload == rightPayload
        case (.enum(let left), .enum(let right)): left == right
        case (.flags(let left), .flags(let right)): left == right
        case (.option(let left), .option(let right)): left == right
        case (.ok(let left), .ok(let right)): left == right
        case (.err(let left), .err(let right)): left == right
        default: areSameIntegers(left, right)
        }
    }

    /// Feeds what equality looks at.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .bool(let value): hasher.combine(value)
        case .u8(let value): hasher.combine(value)
        case .u16(let value): hasher.combine(value)
        case .u32(let value): hasher.combine(value)
        case .u64(let value): hasher.combine(value)
        case .s8(let value): hasher.combine(value)
        case .s16(let value): hasher.combine(value)
        case .s32(let value): hasher.combine(value)
        case .s64(let value): hasher.combine(value)
        case .f32(let value): hasher.combine(Self.bits(value))
        case .f64(let value): hasher.combine(Self.bits(value))
        case .char(let value): hasher.combine(value)
        case .string(let value): hasher.combine(ExactText(value))
        case .list(let elements), .record(let elements), .tuple(let elements): hasher.combine(elements)
        case .map(let entries): hasher.combine(entries)
        case .variant(let index, let payload):
            hasher.combine(index)
            hasher.combine(payload)
        case .enum(let index): hasher.combine(index)
        case .flags(let indices): hasher.combine(indices)
        case .option(let payload), .ok(let payload), .err(let payload): hasher.combine(payload)
        }
    }

    private static func areSameIntegers(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.u8(let left), .u8(let right)): left == right
        case (.u16(let left), .u16(let right)): left == right
        case (.u32(let left), .u32(let right)): left == right
        case (.u64(let left), .u64(let right)): left == right
        case (.s8(let left), .s8(let right)): left == right
        case (.s16(let left), .s16(let right)): left == right
        case (.s32(let left), .s32(let right)): left == right
        case (.s64(let left), .s64(let right)): left == right
        default: false
        }
    }

    private static func bits(_ value: Float) -> UInt32 { (value.isNaN ? Float.nan : value).bitPattern }

    private static func bits(_ value: Double) -> UInt64 { (value.isNaN ? Double.nan : value).bitPattern }
}
