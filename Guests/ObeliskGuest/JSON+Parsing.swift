extension JSON {
    /// Reads JSON text; numbers stay as they are written.
    ///
    /// - Throws: `JSONError` with the place of the first error.
    init(parsing text: String) throws(JSONError) {
        var parser = JSONParser(Array(text.utf8))
        self = try parser.document()
    }
}

/// Reads one JSON document.
private struct JSONParser {
    private static let depthMax = 200

    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func document() throws(JSONError) -> JSON {
        let value = try value()
        skipSpace()
        if position < bytes.count { throw expected("the end") }
        return value
    }

    private mutating func value() throws(JSONError) -> JSON {
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return try nested { parser throws(JSONError) in try parser.object() }
        case UInt8(ascii: "["): return try nested { parser throws(JSONError) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func nested(_ body: (inout JSONParser) throws(JSONError) -> JSON) throws(JSONError) -> JSON {
        if depth == Self.depthMax { throw expected("no more than \(Self.depthMax) levels") }
        depth += 1
        position += 1
        let value = try body(&self)
        depth -= 1
        return value
    }

    private mutating func array() throws(JSONError) -> JSON {
        var elements: [JSON] = []
        if take("]") { return .array(elements) }
        while true {
            elements.append(try value())
            if take("]") { return .array(elements) }
            if !take(",") { throw expected("`,` or `]`") }
        }
    }

    private mutating func object() throws(JSONError) -> JSON {
        var members: [JSON.Member] = []
        if take("}") { return .object(members) }
        while true {
            skipSpace()
            let name = try string()
            if !take(":") { throw expected("`:`") }
            members.append(JSON.Member(name, try value()))
            if take("}") { return .object(members) }
            if !take(",") { throw expected("`,` or `}`") }
        }
    }

    private mutating func number() throws(JSONError) -> String {
        let start = position
        _ = takeByte("-")
        let whole = try digits()
        if whole.count > 1, bytes[whole.lowerBound] == UInt8(ascii: "0") {
            throw expected("a number without a leading 0")
        }
        if takeByte(".") { _ = try digits() }
        if takeByte("e") || takeByte("E") {
            if !takeByte("+") { _ = takeByte("-") }
            _ = try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() throws(JSONError) -> Range<Int> {
        let start = position
        while let byte = current, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
        if start == position { throw expected("a JSON value") }
        return start..<position
    }

    private mutating func string() throws(JSONError) -> String {
        if !takeByte("\"") { throw expected("a string") }
        var text: [UInt8] = []
        while let byte = current {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &text)
            case ..<0x20: throw expected("no control character")
            default: text.append(byte)
            }
        }
        throw expected("the end of the string")
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        guard let byte = current else { throw expected("an escape") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "u"):
            var unit = try hexDigits()
            if unit & 0xFC00 == 0xD800, takeByte("\\"), takeByte("u") {
                unit = 0x10000 + ((unit & 0x3FF) << 10 | (try hexDigits()) & 0x3FF)
            }
            guard let scalar = Unicode.Scalar(unit) else { throw expected("a Unicode scalar") }
            text.append(contentsOf: String(Character(scalar)).utf8)
        default: throw expected("an escape")
        }
    }

    private mutating func hexDigits() throws(JSONError) -> UInt32 {
        guard position + 4 <= bytes.count,
            let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw expected("four hexadecimal digits") }
        position += 4
        return value
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
        let count = word.utf8CodeUnitCount
        let isThere = word.withUTF8Buffer { letters in
            position + count <= bytes.count && (0..<count).allSatisfy { bytes[position + $0] == letters[$0] }
        }
        if !isThere { throw expected("a JSON value") }
        position += count
        return value
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    /// Takes a punctuation mark, with space before it.
    private mutating func take(_ mark: Unicode.Scalar) -> Bool {
        skipSpace()
        return takeByte(mark)
    }

    private mutating func takeByte(_ mark: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: mark) else { return false }
        position += 1
        return true
    }

    private func expected(_ what: String) -> JSONError {
        JSONError(message: "expected \(what)", offset: position)
    }
}
