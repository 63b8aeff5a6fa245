/// Writes WIT values as JSON, led by their type.
struct ValueWriter {
    var writer: JSONWriter

    /// Writes `value`, which must be one of `type`.
    mutating func write(_ value: Value, as type: ValueType) throws(ValueError) {
        switch (value, type) {
        case (.bool(let value), .bool): writer.bool(value)
        case (.u8(let value), .u8): writer.number(UInt64(value))
        case (.u16(let value), .u16): writer.number(UInt64(value))
        case (.u32(let value), .u32): writer.number(UInt64(value))
        case (.u64(let value), .u64): writer.number(value)
        case (.s8(let value), .s8): writer.number(Int64(value))
        case (.s16(let value), .s16): writer.number(Int64(value))
        case (.s32(let value), .s32): writer.number(Int64(value))
        case (.s64(let value), .s64): writer.number(value)
        case (.f32(let value), .f32): writer.number(value)
        case (.f64(let value), .f64): writer.number(value)
        case (.char(let value), .char): writer.string(String(value))
        case (.string(let value), .string): writer.string(value)
        case (.list(let elements), .list(.u8)): try writeBytes(elements)
        case (.list(let elements), .list(let element)): try writeArray(elements) { _ in element }
        case (.list(let elements), .fixedList(let element, let count)) where elements.count == Int(count):
            try writeArray(elements) { _ in element }
        case (.tuple(let elements), .tuple(let types)) where elements.count == types.count:
            try writeArray(elements) { types[$0] }
        case (.map(let entries), .map(let key, let value)): try writeMap(entries, key: key, value: value)
        case (.record(let fields), .record(let record)) where fields.count == record.fields.count:
            try writeRecord(fields, as: record)
        case (.variant(let index, let payload), .variant(let variant)) where variant.cases.indices.contains(index):
            try write(case: variant.cases[index], payload)
        case (.enum(let index), .enum(let type)) where type.cases.indices.contains(index):
            writer.string(type.cases[index].jsonName)
        case (.flags(let indices), .flags(let type)) where indices.allSatisfy(type.flags.indices.contains):
            writer.beginArray()
            for index in indices { writer.string(type.flags[index].jsonName) }
            writer.endArray()
        case (.option(let payload), .option(let type)): try writeOption(payload, as: type)
        case (.ok(let payload), .result(let ok, _)): try writeSide("ok", payload, as: ok)
        case (.err(let payload), .result(_, let err)): try writeSide("err", payload, as: err)
        default: throw ValueError(message: "expected \(type), found \(value.kind)")
        }
    }

    private mutating func writeArray(
        _ elements: [Value], type: (Int) -> ValueType
    ) throws(ValueError) {
        writer.beginArray()
        for (index, element) in elements.enumerated() {
            do { try write(element, as: type(index)) } catch { throw error.atIndex(index) }
        }
        writer.endArray()
    }

    private mutating func writeBytes(_ elements: [Value]) throws(ValueError) {
        writer.beginArray()
        for (index, element) in elements.enumerated() {
            guard case .u8(let byte) = element else {
                throw ValueError(message: "expected u8, found \(element.kind)").atIndex(index)
            }
            writer.number(byte: byte)
        }
        writer.endArray()
    }

    private mutating func writeMap(_ entries: [Value.Entry], key: ValueType, value: ValueType) throws(ValueError) {
        guard key == .string else {
            let pair: [ValueType] = [key, value]
            return try writeArray(entries.map { .tuple([$0.key, $0.value]) }) { _ in .tuple(pair) }
        }
        writer.beginObject()
        for (index, entry) in entries.enumerated() {
            guard case .string(let name) = entry.key else {
                throw ValueError(message: "expected string as key, found \(entry.key.kind)").atIndex(index)
            }
            writer.key(name)
            do { try write(entry.value, as: value) } catch { throw error.underKey(name) }
        }
        writer.endObject()
    }

    private mutating func writeRecord(_ fields: [Value], as record: RecordType) throws(ValueError) {
        writer.beginObject()
        for (index, field) in record.fields.enumerated() {
            writer.key(field.label.jsonName)
            do { try write(fields[index], as: field.type) } catch { throw error.inField(field.label.jsonName) }
        }
        writer.endObject()
    }

    private mutating func write(case variantCase: VariantType.Case, _ payload: Value?) throws(ValueError) {
        let name = variantCase.label.jsonName
        switch (payload, variantCase.type) {
        case (nil, nil): writer.string(name)
        case (let payload?, let type?): try writeMember(name, payload, as: type)
        case (.some(let payload), nil):
            throw ValueError(message: "expected no payload, found \(payload.kind)").inField(name)
        case (nil, .some(let type)): throw ValueError(message: "expected \(type), found no payload").inField(name)
        }
    }

    private mutating func writeOption(_ payload: Value?, as type: ValueType) throws(ValueError) {
        guard let payload else { return writer.null() }
        if type.mayBeNull { try writeMember("some", payload, as: type) } else { try write(payload, as: type) }
    }

    private mutating func writeSide(_ name: String, _ payload: Value?, as type: ValueType?) throws(ValueError) {
        switch (payload, type) {
        case (let payload?, let type?): try writeMember(name, payload, as: type)
        case (nil, nil):
            writer.beginObject()
            writer.key(name)
            writer.null()
            writer.endObject()
        case (.some(let payload), nil):
            throw ValueError(message: "expected no value, found \(payload.kind)").inField(name)
        case (nil, .some(let type)): throw ValueError(message: "expected \(type), found no value").inField(name)
        }
    }

    private mutating func writeMember(_ name: String, _ value: Value, as type: ValueType) throws(ValueError) {
        writer.beginObject()
        writer.key(name)
        do { try write(value, as: type) } catch { throw error.inField(name) }
        writer.endObject()
    }
}
