extension JSONReader {
    /// A checked string in the text: the bytes between its quotes.
    struct ScannedString {
        var content: Range<Int>
        var hasEscapes: Bool
    }

    /// Reads a string.
    public mutating func readString() throws(JSONError) -> String {
        let string = try scanString()
        if string.hasEscapes { return unescape(string.content) }
        return String(decoding: bytes[string.content], as: UTF8.self)
    }

    /// Reads over a string, checking escapes, control characters and UTF-8.
    mutating func scanString() throws(JSONError) -> ScannedString {
        try expect(.string)
        offset += 1
        let start = offset
        var hasEscapes = false
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == UInt8(ascii: "\"") {
                offset += 1
                return ScannedString(content: start..<(offset - 1), hasEscapes: hasEscapes)
            } else if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                try scanEscape()
            } else if byte < 0x20 {
                throw failure("a control character in a string must be escaped, found \(describeNext())")
            } else if byte < 0x80 {
                offset += 1
            } else {
                try scanMultibyte()
            }
        }
        throw failure("expected `\"` at the end of a string, found the end of the text")
    }

    private mutating func scanEscape() throws(JSONError) {
        guard offset + 1 < bytes.count else {
            offset = bytes.count
            throw failure("expected an escape after `\\`, found the end of the text")
        }
        switch bytes[offset + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            offset += 2
        case UInt8(ascii: "u"):
            let unit = try scanUnit()
            if (0xDC00...0xDFFF).contains(unit) { throw failure("a low surrogate without a high one before it") }
            guard (0xD800...0xDBFF).contains(unit) else { return offset += 6 }
            offset += 6
            guard offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"),
                bytes[offset + 1] == UInt8(ascii: "u"), (0xDC00...0xDFFF).contains(try scanUnit())
            else { throw failure("expected a low surrogate `\\uDC00`…`\\uDFFF` after a high one") }
            offset += 6
        default:
            offset += 1
            throw failure("unknown escape: \(describeNext()) after `\\`")
        }
    }

    /// The UTF-16 code unit of the `\uXXXX` that starts here; does not advance.
    private func scanUnit() throws(JSONError) -> UInt16 {
        guard offset + 6 <= bytes.count else { throw failure("expected four hexadecimal digits after `\\u`") }
        var unit: UInt16 = 0
        for byte in bytes[(offset + 2)..<(offset + 6)] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw failure("expected four hexadecimal digits after `\\u`")
            }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }

    /// Reads over one scalar of two to four bytes, by table 3-7 of the Unicode standard.
    private mutating func scanMultibyte() throws(JSONError) {
        let lead = bytes[offset]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: throw failure("not UTF-8: \(describeNext())")
        }
        guard offset + length <= bytes.count, second.contains(bytes[offset + 1]),
            bytes[(offset + 2)..<(offset + length)].allSatisfy({ $0 & 0xC0 == 0x80 })
        else { throw failure("not UTF-8: \(describeNext())") }
        offset += length
    }

    /// The text of a string that `scanString` has checked.
    private func unescape(_ content: Range<Int>) -> String {
        var units: [UInt8] = []
        units.reserveCapacity(content.count)
        var index = content.lowerBound
        while index < content.upperBound {
            let byte = bytes[index]
            guard byte == UInt8(ascii: "\\") else {
                units.append(byte)
                index += 1
                continue
            }
            switch bytes[index + 1] {
            case UInt8(ascii: "b"): units.append(0x08)
            case UInt8(ascii: "f"): units.append(0x0C)
            case UInt8(ascii: "n"): units.append(0x0A)
            case UInt8(ascii: "r"): units.append(0x0D)
            case UInt8(ascii: "t"): units.append(0x09)
            case UInt8(ascii: "u"):
                index = appendScalar(at: index, to: &units)
                continue
            case let plain: units.append(plain)
            }
            index += 2
        }
        return String(decoding: units, as: UTF8.self)
    }

    /// Appends the scalar of the one or two `\u` escapes at `index`; returns the index after them.
    private func appendScalar(at index: Int, to units: inout [UInt8]) -> Int {
        func unit(_ start: Int) -> UInt32 {
            bytes[(start + 2)..<(start + 6)].reduce(0) { value, byte in
                value << 4 | UInt32(Character(Unicode.Scalar(byte)).hexDigitValue ?? 0)
            }
        }
        let first = unit(index)
        let isPair = (0xD800...0xDBFF).contains(first)
        let value = isPair ? 0x10000 + (first - 0xD800) << 10 + (unit(index + 6) - 0xDC00) : first
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        units.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        return index + (isPair ? 12 : 6)
    }
}
