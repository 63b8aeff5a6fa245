extension ValueReader {
    /// Reads an array of values of one type; bytes may be given as `{"base64": "…"}`.
    mutating func readList(of element: ValueType, in type: ValueType) throws(ValueError) -> [Value] {
        if element == .u8, try json({ reader throws(JSONError) in try reader.peek() }) == .object {
            return try readBase64(type)
        }
        try expect(.array, for: type)
        var elements: [Value] = []
        if element == .u8, let bytes = reader.readByteArray() { return bytes.map(Value.u8) }
        try json { reader throws(JSONError) in try reader.beginArray() }
        while try nextElement() {
            do { elements.append(try read(element)) } catch { throw error.atIndex(elements.count) }
        }
        return elements
    }

    /// Reads an array of values of these types.
    mutating func readTuple(_ types: [ValueType], in type: ValueType) throws(ValueError) -> [Value] {
        try expect(.array, for: type)
        var elements: [Value] = []
        elements.reserveCapacity(types.count)
        try json { reader throws(JSONError) in try reader.beginArray() }
        while try nextElement() {
            guard elements.count < types.count else {
                let count = try elements.count + 1 + skipRest()
                throw ValueError(message: "expected \(types.count) elements, found \(count)")
            }
            do { elements.append(try read(types[elements.count])) } catch { throw error.atIndex(elements.count) }
        }
        if elements.count == types.count { return elements }
        throw ValueError(message: "expected \(types.count) elements, found \(elements.count)")
    }

    /// Reads a map: an object if the keys are strings, otherwise an array of pairs.
    mutating func readMap(
        key: ValueType, value: ValueType, in type: ValueType
    ) throws(ValueError) -> [Value.Entry] {
        var entries: [Value.Entry] = []
        var keys: Set<Value> = []
        guard key == .string else {
            try expect(.array, for: type)
            let pair: [ValueType] = [key, value]
            try json { reader throws(JSONError) in try reader.beginArray() }
            while try nextElement() {
                do throws(ValueError) {
                    let pair = try readTuple(pair, in: .tuple(pair))
                    guard keys.insert(pair[0]).inserted else {
                        let text = String(decoding: try pair[0].json(as: key), as: UTF8.self)
                        throw ValueError(message: "the key \(text) is given twice")
                    }
                    entries.append(Value.Entry(key: pair[0], value: pair[1]))
                } catch { throw error.atIndex(entries.count) }
            }
            return entries
        }
        try expect(.object, for: type)
        try json { reader throws(JSONError) in try reader.beginObject() }
        while let name = try nextKey() {
            do throws(ValueError) {
                guard keys.insert(.string(name)).inserted else { throw ValueError(message: "is given twice") }
                entries.append(Value.Entry(key: .string(name), value: try read(value)))
            } catch { throw error.underKey(name) }
        }
        return entries
    }

    /// Reads `null` as none, anything else as the payload; wrapped in `{"some": …}` where that might be `null` too.
    mutating func readOption(_ payload: ValueType) throws(ValueError) -> Value {
        let kind = try json { reader throws(JSONError) in try reader.peek() }
        if kind == .null {
            try json { reader throws(JSONError) in try reader.readNull() }
            return .option(nil)
        }
        if !payload.mayBeNull { return .option(try read(payload)) }
        let expected = "null or {\"some\": …} for option<\(payload)>"
        if kind != .object { throw mismatch(expected) }
        try json { reader throws(JSONError) in try reader.beginObject() }
        guard try nextKey() == "some" else { throw ValueError(message: "expected \(expected)") }
        let value: Value
        do { value = try read(payload) } catch { throw error.inField("some") }
        if try nextKey() != nil { throw ValueError(message: "expected \(expected)") }
        return .option(value)
    }

    /// Reads `{"ok": …}` or `{"err": …}`; a side without a payload is `null`.
    mutating func readResult(ok: ValueType?, err: ValueType?, in type: ValueType) throws(ValueError) -> Value {
        try expect(.object, "{\"ok\": …} or {\"err\": …} for \(type)")
        try json { reader throws(JSONError) in try reader.beginObject() }
        let name = try nextKey()
        let value: Value
        switch name {
        case "ok": value = .ok(try readSide(ok, called: "ok"))
        case "err": value = .err(try readSide(err, called: "err"))
        default:
            throw ValueError(message: "expected `ok` or `err`, found \(name.map { "`\($0)`" } ?? "an empty object")")
        }
        if let other = try nextKey() { throw ValueError(message: "expected one member, found `\(other)` as well") }
        return value
    }

    private mutating func readSide(_ type: ValueType?, called name: String) throws(ValueError) -> Value? {
        do throws(ValueError) {
            if let type { return try read(type) }
            try expect(.null, "null, as this side has no value")
            try json { reader throws(JSONError) in try reader.readNull() }
            return nil
        } catch { throw error.inField(name) }
    }

    private mutating func readBase64(_ type: ValueType) throws(ValueError) -> [Value] {
        try json { reader throws(JSONError) in try reader.beginObject() }
        guard try nextKey() == "base64" else {
            throw ValueError(message: "expected \(type), an array or {\"base64\": \"…\"}, found another object")
        }
        do throws(ValueError) {
            try expect(.string, "a string in base64")
            guard let bytes = Base64.decode(try readString()) else {
                throw ValueError(message: "is not base64 (RFC 4648 §4, with padding)")
            }
            if let other = try nextKey() { throw ValueError(message: "stands alone, found `\(other)` as well") }
            return bytes.map(Value.u8)
        } catch { throw error.inField("base64") }
    }
}
