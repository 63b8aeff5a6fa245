import WIT
import Wasmtime

/// A value that does not have the type it should have.
struct ValueMismatch: Error, CustomStringConvertible {
    let expected: String

    var description: String { "expected \(expected), found another value" }
}

extension ComponentValue {
    /// The component's form of a WIT value of a type.
    init(_ value: Value, as type: ValueType) throws(ValueMismatch) {
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
        case (.f32(let value), .f32): self = .float32(value)
        case (.f64(let value), .f64): self = .float64(value)
        case (.char(let value), .char): self = .char(value)
        case (.string(let value), .string): self = .string(value)
        case (.enum(let index), .enum(let type)) where type.cases.indices.contains(index):
            self = .enumeration(type.cases[index].name)
        case (.flags(let indices), .flags(let type)) where indices.allSatisfy(type.flags.indices.contains):
            self = .flags(indices.map { type.flags[$0].name })
        default: self = try Self.compound(value, type)
        }
    }

    private static func compound(_ value: Value, _ type: ValueType) throws(ValueMismatch) -> ComponentValue {
        switch (value, type) {
        case (.list(let values), .list(.u8)):
            var bytes: [UInt8] = []
            bytes.reserveCapacity(values.count)
            for value in values {
                guard case .u8(let byte) = value else { throw ValueMismatch(expected: "\(type)") }
                bytes.append(byte)
            }
            return .bytes(bytes)
        case (.list(let values), .list(let element)): return .list(try all(values) { _ in element })
        case (.tuple(let values), .tuple(let types)) where values.count == types.count:
            return .tuple(try all(values) { types[$0] })
        case (.record(let values), .record(let type)) where values.count == type.fields.count:
            var fields: [Field] = []
            for (field, value) in zip(type.fields, values) {
                fields.append(Field(field.label.name, try ComponentValue(value, as: field.type)))
            }
            return .record(fields)
        case (.variant(let index, let payload), .variant(let type)) where type.cases.indices.contains(index):
            let one = type.cases[index]
            return .variant(case: one.label.name, payload: try optional(payload, one.type))
        case (.option(nil), .option): return .option(nil)
        case (.option(let payload?), .option(let type)): return .option(try ComponentValue(payload, as: type))
        case (.ok(let payload), .result(let type, _)): return .ok(try optional(payload, type))
        case (.err(let payload), .result(_, let type)): return .error(try optional(payload, type))
        case (.map(let entries), .map(let key, let value)):
            var lowered: [Entry] = []
            for entry in entries {
                lowered.append(
                    Entry(
                        key: try ComponentValue(entry.key, as: key), value: try ComponentValue(entry.value, as: value)))
            }
            return .map(lowered)
        default: throw ValueMismatch(expected: "\(type)")
        }
    }

    private static func all(
        _ values: [Value], type: (Int) -> ValueType
    ) throws(ValueMismatch) -> [ComponentValue] {
        var lowered: [ComponentValue] = []
        lowered.reserveCapacity(values.count)
        for (index, value) in values.enumerated() { lowered.append(try ComponentValue(value, as: type(index))) }
        return lowered
    }

    private static func optional(_ value: Value?, _ type: ValueType?) throws(ValueMismatch) -> ComponentValue? {
        switch (value, type) {
        case (nil, nil): return nil
        case (let value?, let type?): return try ComponentValue(value, as: type)
        default: throw ValueMismatch(expected: type.map { "\($0)" } ?? "no payload")
        }
    }
}
