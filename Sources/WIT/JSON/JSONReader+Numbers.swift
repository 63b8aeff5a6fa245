extension JSONReader {
    /// A number in the text, by its parts.
    struct ScannedNumber {
        /// All of it.
        var range: Range<Int>
        /// The decimal value of the digits without point and exponent; meaningless if `overflows`.
        var digits: UInt64 = 0
        var overflows = false
        var isNegative = false
        /// Neither point nor exponent.
        var isInteger = true
        /// The power of ten that `digits` must be multiplied with, as far as it is small.
        var exponent = 0
    }

    /// Reads an integer, written without point and exponent, that fits 64 bits with sign.
    public mutating func readInt64() throws(JSONError) -> Int64 {
        let number = try scanInteger()
        if !number.overflows {
            if !number.isNegative, let value = Int64(exactly: number.digits) { return value }
            if number.isNegative, number.digits <= Int64.min.magnitude {
                return Int64(truncatingIfNeeded: 0 &- number.digits)
            }
        }
        throw rewound(to: number, "\(text(of: number)) does not fit 64 bits with sign")
    }

    /// Reads an integer, written without point and exponent, that fits 64 bits without sign.
    public mutating func readUInt64() throws(JSONError) -> UInt64 {
        let number = try scanInteger()
        if !number.overflows, !number.isNegative || number.digits == 0 { return number.digits }
        throw rewound(to: number, "\(text(of: number)) does not fit 64 bits without sign")
    }

    /// Reads a number as the nearest `Double`; only overflow is refused.
    public mutating func readDouble() throws(JSONError) -> Double {
        let number = try scanNumber()
        if let value = exactDouble(number) { return value }
        guard let value = Double(text(of: number)), value.isFinite else {
            throw rewound(to: number, "\(text(of: number)) is too large for 64 bits")
        }
        return value
    }

    /// Reads a number and returns its text as it stands.
    public mutating func readNumberText() throws(JSONError) -> String {
        text(of: try scanNumber())
    }

    /// Reads an array of plain integers from 0 to 255; reads nothing and returns nil if it is anything else.
    ///
    /// Bytes are by far the longest arrays, and this is several times faster than element by element.
    mutating func readByteArray() -> [UInt8]? {
        var index = offset + 1
        var values: [UInt8] = []
        values.reserveCapacity((bytes.count - offset) / 4)
        var value: UInt16 = 0
        var digits = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            let digit = byte &- UInt8(ascii: "0")
            if digit <= 9 {
                if digits > 0, value == 0 { return nil }
                value = value * 10 + UInt16(digit)
                digits += 1
                if value > 255 { return nil }
            } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") {
                if digits == 0 { return nil }
                values.append(UInt8(truncatingIfNeeded: value))
                value = 0
                digits = 0
                if byte == UInt8(ascii: ",") { continue }
                offset = index
                isAtStart = false
                return values
            } else if byte != UInt8(ascii: " ") || digits > 0 {
                return nil
            }
        }
        return nil
    }

    /// The text of a number that was scanned here.
    func text(of number: ScannedNumber) -> String {
        String(decoding: bytes[number.range], as: UTF8.self)
    }

    /// Reads over a number, checking its grammar.
    mutating func scanNumber() throws(JSONError) -> ScannedNumber {
        try expect(.number)
        var number = ScannedNumber(range: offset..<offset)
        let start = offset
        if bytes[offset] == UInt8(ascii: "-") {
            number.isNegative = true
            offset += 1
        }
        let firstDigit = offset
        let count = try scanDigits(into: &number)
        if count > 1, bytes[firstDigit] == UInt8(ascii: "0") {
            offset = firstDigit
            throw failure("a number must not start with a zero")
        }
        if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
            number.isInteger = false
            offset += 1
            number.exponent = -(try scanDigits(into: &number))
        }
        if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
            number.isInteger = false
            try scanExponent(into: &number)
        }
        number.range = start..<offset
        return number
    }

    private mutating func scanInteger() throws(JSONError) -> ScannedNumber {
        let number = try scanNumber()
        if !number.isInteger { throw rewound(to: number, "expected an integer, found \(text(of: number))") }
        return number
    }

    /// An error at the start of a number that has been read over.
    private mutating func rewound(to number: ScannedNumber, _ message: String) -> JSONError {
        offset = number.range.lowerBound
        return failure(message)
    }

    /// Reads at least one digit; returns how many.
    private mutating func scanDigits(into number: inout ScannedNumber) throws(JSONError) -> Int {
        let start = offset
        while offset < bytes.count {
            let digit = bytes[offset] &- UInt8(ascii: "0")
            guard digit <= 9 else { break }
            let (tens, tooBig) = number.digits.multipliedReportingOverflow(by: 10)
            let (sum, tooBigAgain) = tens.addingReportingOverflow(UInt64(digit))
            number.overflows = number.overflows || tooBig || tooBigAgain
            number.digits = sum
            offset += 1
        }
        if offset == start { throw failure("expected a digit, found \(describeNext())") }
        return offset - start
    }

    private mutating func scanExponent(into number: inout ScannedNumber) throws(JSONError) {
        offset += 1
        var isNegative = false
        if offset < bytes.count, bytes[offset] == UInt8(ascii: "-") || bytes[offset] == UInt8(ascii: "+") {
            isNegative = bytes[offset] == UInt8(ascii: "-")
            offset += 1
        }
        var exponent = ScannedNumber(range: offset..<offset)
        _ = try scanDigits(into: &exponent)
        let isSmall = !exponent.overflows && exponent.digits < 10_000
        let value = isSmall ? Int(exponent.digits) : 10_000
        number.exponent += isNegative ? -value : value
    }

    /// The number, if one exact multiplication or division gives it: 53 bits of digits, powers of ten up to 22.
    func exactDouble(_ number: ScannedNumber) -> Double? {
        guard !number.overflows, number.digits <= 1 << 53, number.exponent.magnitude <= 22 else { return nil }
        var value = Double(number.digits)
        let power = Self.powersOfTen[Int(number.exponent.magnitude)]
        value = number.exponent < 0 ? value / power : value * power
        return number.isNegative ? -value : value
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
        1e19, 1e20, 1e21, 1e22,
    ]
}
