/// Reads WIT values out of JSON, led by their type.
struct ValueReader {
    var reader: JSONReader

    init(_ reader: JSONReader) {
        self.reader = reader
    }

    /// Reads the next value, which must be one of `type`.
    mutating func read(_ type: ValueType) throws(ValueError) -> Value {
        switch type {
        case .bool:
            try expect(.bool, for: type)
            return .bool(try json { reader throws(JSONError) in try reader.readBool() })
        case .u8: return .u8(try readInteger(type))
        case .u16: return .u16(try readInteger(type))
        case .u32: return .u32(try readInteger(type))
        case .u64: return .u64(try readInteger(type))
        case .s8: return .s8(try readInteger(type))
        case .s16: return .s16(try readInteger(type))
        case .s32: return .s32(try readInteger(type))
        case .s64: return .s64(try readInteger(type))
        case .f32: return .f32(try readFloat())
        case .f64: return .f64(try readDouble())
        case .char: return .char(try readChar())
        case .string:
            try expect(.string, for: type)
            return .string(try readString())
        case .list(let element): return .list(try readList(of: element, in: type))
        case .fixedList(let element, let count):
            let elements = try readList(of: element, in: type)
            if elements.count == Int(count) { return .list(elements) }
            throw ValueError(message: "expected \(count) elements, found \(elements.count)")
        case .map(let key, let value): return .map(try readMap(key: key, value: value, in: type))
        case .tuple(let elements): return .tuple(try readTuple(elements, in: type))
        case .record(let record): return .record(try readRecord(record, in: type))
        case .variant(let variant): return try readVariant(variant, in: type)
        case .enum(let cases): return .enum(try readEnum(cases, in: type))
        case .flags(let flags): return .flags(try readFlags(flags, in: type))
        case .option(let payload): return try readOption(payload)
        case .result(let ok, let err): return try readResult(ok: ok, err: err, in: type)
        case .own, .borrow, .future, .stream, .errorContext:
            throw ValueError(message: "\(type) has no JSON form")
        }
    }

    /// Reads an array that has one value for each parameter.
    mutating func readParameters(of function: FunctionType) throws(ValueError) -> [Value] {
        // What was expected is worded only where something else was found.
        func expected() -> String {
            let list = function.parameters.isEmpty ? "" : " (\(function.parameterList))"
            return "an array of \(function.parameters.count) parameters\(list)"
        }
        try expect(.array, expected())
        var values: [Value] = []
        values.reserveCapacity(function.parameters.count)
        try json { reader throws(JSONError) in try reader.beginArray() }
        while try nextElement() {
            guard values.count < function.parameters.count else {
                let count = try values.count + 1 + skipRest()
                throw ValueError(message: "expected \(expected()), found \(count)")
            }
            do { values.append(try read(function.parameters[values.count].type)) } catch {
                throw error.atIndex(values.count)
            }
        }
        if values.count == function.parameters.count { return values }
        throw ValueError(message: "expected \(expected()), found \(values.count)")
    }

    /// Checks that nothing is left.
    mutating func finish() throws(ValueError) {
        try json { reader throws(JSONError) in try reader.finish() }
    }

    /// Reads over the element that is next and those after it; returns how many came after it.
    mutating func skipRest() throws(ValueError) -> Int {
        try json { reader throws(JSONError) in try reader.skipValue() }
        var count = 0
        while try nextElement() {
            try json { reader throws(JSONError) in try reader.skipValue() }
            count += 1
        }
        return count
    }

    /// Whether there is another element of the array.
    mutating func nextElement() throws(ValueError) -> Bool {
        try json { reader throws(JSONError) in try reader.nextElement() }
    }

    /// The next name of the object; nil at its end.
    mutating func nextKey() throws(ValueError) -> String? {
        try json { reader throws(JSONError) in try reader.nextKey() }
    }

    /// Reads a string, which stands next.
    mutating func readString() throws(ValueError) -> String {
        try json { reader throws(JSONError) in try reader.readString() }
    }

    /// Calls the reader; its error becomes ours.
    @inline(__always)
    mutating func json<T>(_ read: (inout JSONReader) throws(JSONError) -> T) throws(ValueError) -> T {
        do { return try read(&reader) } catch { throw ValueError(syntax: error) }
    }

    /// Checks the kind of the next value.
    @inline(__always)
    mutating func expect(_ kind: JSONKind, for type: ValueType) throws(ValueError) {
        if try json({ reader throws(JSONError) in try reader.peek() }) != kind { throw mismatch(type.description) }
    }

    /// Checks the kind of the next value.
    mutating func expect(_ kind: JSONKind, _ expected: @autoclosure () -> String) throws(ValueError) {
        if try json({ reader throws(JSONError) in try reader.peek() }) != kind { throw mismatch(expected()) }
    }

    /// The error that the next value, whatever it is, is not what was expected.
    mutating func mismatch(_ expected: String) -> ValueError {
        var ahead = reader
        do { return ValueError(message: "expected \(expected), found \(try ahead.describeValue())") } catch {
            return ValueError(syntax: error)
        }
    }
}

extension JSONReader {
    /// How many characters of a value are shown in a message.
    private static let shownCharactersMax = 40

    /// Reads over the next value and says what it is, briefly: `string "x"`, `number 3`, `object`.
    fileprivate mutating func describeValue() throws(JSONError) -> String {
        let kind = try peek()
        let text = String(decoding: try readRaw(), as: UTF8.self)
        switch kind {
        case .object, .array: return kind.rawValue
        case .null, .bool: return text
        case .string, .number:
            let shown = text.prefix(Self.shownCharactersMax)
            return "\(kind.rawValue) \(shown)" + (shown.endIndex == text.endIndex ? "" : "…")
        }
    }
}
