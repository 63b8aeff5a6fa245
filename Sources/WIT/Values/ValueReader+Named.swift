extension ValueReader {
    /// Reads an object as a record's fields; a missing `option` is none.
    mutating func readRecord(_ record: RecordType, in type: ValueType) throws(ValueError) -> [Value] {
        try expect(.object, for: type)
        var slots = [Value?](repeating: nil, count: record.fields.count)
        var guess = 0
        try json { reader throws(JSONError) in try reader.beginObject() }
        while let name = try nextKey() {
            guard let index = Self.index(of: name, near: guess, count: slots.count, label: { record.fields[$0].label })
            else {
                let names = record.fields.map { "`\($0.label.jsonName)`" }.joined(separator: ", ")
                throw ValueError(message: "unknown field `\(name)`; there are \(names)")
            }
            let field = record.fields[index]
            do throws(ValueError) {
                if slots[index] != nil { throw ValueError(message: "is given twice") }
                slots[index] = try read(field.type)
            } catch { throw error.inField(field.label.jsonName) }
            guess = index + 1
        }
        var values: [Value] = []
        values.reserveCapacity(slots.count)
        for (index, slot) in slots.enumerated() {
            if let slot {
                values.append(slot)
            } else if case .option = record.fields[index].type {
                values.append(.option(nil))
            } else {
                let field = record.fields[index]
                throw ValueError(message: "expected \(field.type), is missing").inField(field.label.jsonName)
            }
        }
        return values
    }

    /// Reads `"case"`, or `{"case": payload}` for a case that has one.
    mutating func readVariant(_ variant: VariantType, in type: ValueType) throws(ValueError) -> Value {
        func index(of name: String) throws(ValueError) -> Int {
            if let index = Self.index(of: name, near: 0, count: variant.cases.count, label: { variant.cases[$0].label })
            {
                return index
            }
            throw Self.unknownCase(name, of: variant.cases.map(\.label))
        }
        switch try json({ reader throws(JSONError) in try reader.peek() }) {
        case .string:
            let name = try readString()
            let index = try index(of: name)
            guard let payload = variant.cases[index].type else { return .variant(index, nil) }
            throw ValueError(
                message: "expected {\"\(name)\": …} with a payload of \(payload), found string \"\(name)\"")
        case .object:
            try json { reader throws(JSONError) in try reader.beginObject() }
            guard let name = try nextKey() else {
                throw ValueError(message: "expected one case of \(type), found an empty object")
            }
            let index = try index(of: name)
            guard let payload = variant.cases[index].type else {
                throw ValueError(message: "expected \"\(name)\", as this case has no payload, found an object")
            }
            let value: Value
            do { value = try read(payload) } catch { throw error.inField(variant.cases[index].label.jsonName) }
            if let other = try nextKey() { throw ValueError(message: "expected one case, found `\(other)` as well") }
            return .variant(index, value)
        default: throw mismatch("\(type)")
        }
    }

    /// Reads the name of a case.
    mutating func readEnum(_ type: EnumType, in valueType: ValueType) throws(ValueError) -> Int {
        try expect(.string, for: valueType)
        let name = try readString()
        if let index = Self.index(of: name, near: 0, count: type.cases.count, label: { type.cases[$0] }) {
            return index
        }
        throw Self.unknownCase(name, of: type.cases)
    }

    /// Reads an array of names, each at most once.
    mutating func readFlags(_ type: FlagsType, in valueType: ValueType) throws(ValueError) -> [Int] {
        try expect(.array, for: valueType)
        var isSet = [Bool](repeating: false, count: type.flags.count)
        var count = 0
        try json { reader throws(JSONError) in try reader.beginArray() }
        while try nextElement() {
            do throws(ValueError) {
                try expect(.string, "the name of a flag of \(valueType)")
                let name = try readString()
                guard let index = Self.index(of: name, near: count, count: isSet.count, label: { type.flags[$0] })
                else {
                    let names = type.flags.map { "`\($0.jsonName)`" }.joined(separator: ", ")
                    throw ValueError(message: "unknown flag `\(name)`; there are \(names)")
                }
                if isSet[index] { throw ValueError(message: "the flag `\(name)` is given twice") }
                isSet[index] = true
            } catch { throw error.atIndex(count) }
            count += 1
        }
        return isSet.indices.filter { isSet[$0] }
    }

    private static func unknownCase(_ name: String, of cases: [Label]) -> ValueError {
        let names = cases.map { "`\($0.jsonName)`" }.joined(separator: ", ")
        return ValueError(message: "unknown case `\(name)`; there are \(names)")
    }

    /// The position of the label that is spelled `name`, tried at `guess` first: most objects are written in order.
    private static func index(of name: String, near guess: Int, count: Int, label: (Int) -> Label) -> Int? {
        if guess < count, label(guess).jsonName == name { return guess }
        return (0..<count).first { label($0).matches(name) }
    }
}
