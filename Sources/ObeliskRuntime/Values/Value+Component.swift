import WIT
import Wasmtime

extension Value {
    /// The WIT value of what a component gave for a type.
    init(_ value: ComponentValue, as type: ValueType) throws(ValueMismatch) {
        switch (value, type) {
        case (.bool(let value), .bool): self = .bool(value)
        case (.u8(let value), .u8): self = .u8(value)
        case (.u16(let value), .u16): self = .u16(value)
        case (.u32(let value), .u32): self = .u32(value)
        case (.u64(let value), .u64): self = .u64(value)
        case (.s8(let value), .s8): self = .s8(value)
        case (.s16(let value), .s16): self = .s16(value)
        case (.s32(let value), .s32): self = .s32(value)
        case (.s64(let value), .s64): self = .s64(value)
        case (.float32(let value), .f32): self = .f32(value)
        case (.float64(let value), .f64): self = .f64(value)
        case (.char(let value), .char): self = .char(value)
        case (.string(let value), .string): self = .string(value)
        case (.bytes(let bytes), .list(.u8)): self = .list(bytes.map { .u8($0) })
        case (.enumeration(let name), .enum(let type)):
            self = .enum(try Self.index(of: name, in: type.cases, "\(type)"))
        case (.flags(let names), .flags(let type)):
            var indices: [Int] = []
            for name in names { indices.append(try Self.index(of: name, in: type.flags, "\(type)")) }
            self = .flags(indices.sorted())
        default: self = try Self.compound(value, type)
        }
    }

    private static func compound(_ value: ComponentValue, _ type: ValueType) throws(ValueMismatch) -> Value {
        switch (value, type) {
        case (.list(let values), .list(let element)): return .list(try all(values) { _ in element })
        case (.tuple(let values), .tuple(let types)) where values.count == types.count:
            return .tuple(try all(values) { types[$0] })
        case (.record(let fields), .record(let type)) where fields.count == type.fields.count:
            return .record(try all(fields.map(\.value)) { type.fields[$0].type })
        case (.variant(let name, let payload), .variant(let type)):
            let index = try index(of: name, in: type.cases.map(\.label), "\(type)")
            return .variant(index, try optional(payload, type.cases[index].type))
        case (.option(nil), .option): return .option(nil)
        case (.option(let payload?), .option(let type)): return .option(try Value(payload, as: type))
        case (.ok(let payload), .result(let type, _)): return .ok(try optional(payload, type))
        case (.error(let payload), .result(_, let type)): return .err(try optional(payload, type))
        case (.map(let entries), .map(let key, let value)):
            var lifted: [Entry] = []
            for entry in entries {
                lifted.append(
                    Entry(key: try Value(entry.key, as: key), value: try Value(entry.value, as: value)))
            }
            return .map(lifted)
        default: throw ValueMismatch(expected: "\(type)")
        }
    }

    private static func index(of name: String, in labels: [Label], _ type: String) throws(ValueMismatch) -> Int {
        guard let index = labels.firstIndex(where: { $0.name == name }) else { throw ValueMismatch(expected: type) }
        return index
    }

    private static func all(
        _ values: [ComponentValue], type: (Int) -> ValueType
    ) throws(ValueMismatch) -> [Value] {
        var lifted: [Value] = []
        lifted.reserveCapacity(values.count)
        for (index, value) in values.enumerated() { lifted.append(try Value(value, as: type(index))) }
        return lifted
    }

    private static func optional(_ value: ComponentValue?, _ type: ValueType?) throws(ValueMismatch) -> Value? {
        switch (value, type) {
        case (nil, nil): return nil
        case (let value?, let type?): return try Value(value, as: type)
        default: throw ValueMismatch(expected: type.map { "\($0)" } ?? "no payload")
        }
    }
}
