extension ValueReader {
    /// The largest integer that is told apart from its neighbours when written with point or exponent.
    private static let safeIntegerMax = Double(1 << 53 - 1)

    /// Reads an integer: exact in all 64 bits, or written with a point or exponent, whole and within ±(2^53 − 1).
    mutating func readInteger<T: FixedWidthInteger>(_ type: ValueType) throws(ValueError) -> T {
        try expect(.number, for: type)
        let number = try json { reader throws(JSONError) in try reader.scanNumber() }
        if number.isInteger {
            if !number.overflows {
                if !number.isNegative, let value = T(exactly: number.digits) { return value }
                if number.isNegative, let magnitude = T.Magnitude(exactly: number.digits),
                    magnitude <= T.min.magnitude
                {
                    return T(truncatingIfNeeded: 0 &- magnitude)
                }
            }
        } else if let value = Double(reader.text(of: number)), value.magnitude <= Self.safeIntegerMax,
            let exact = T(exactly: value)
        {
            return exact
        }
        reader.offset = number.range.lowerBound
        throw mismatch("\(type) (\(T.min) to \(T.max))")
    }

    /// Reads the nearest `f64`, or the string of a value that JSON has no number for.
    mutating func readDouble() throws(ValueError) -> Double {
        if let special = try readSpecial(.f64) { return special }
        let number = try json { reader throws(JSONError) in try reader.scanNumber() }
        if let value = reader.exactDouble(number) { return value }
        if let value = Double(reader.text(of: number)), value.isFinite { return value }
        reader.offset = number.range.lowerBound
        throw mismatch("f64 (at most ±1.8e308)")
    }

    /// Reads the nearest `f32`, or the string of a value that JSON has no number for.
    mutating func readFloat() throws(ValueError) -> Float {
        if let special = try readSpecial(.f32) { return Float(special) }
        let number = try json { reader throws(JSONError) in try reader.scanNumber() }
        if let value = Float(reader.text(of: number)), value.isFinite { return value }
        reader.offset = number.range.lowerBound
        throw mismatch("f32 (at most ±3.4e38)")
    }

    /// Reads a string of one Unicode scalar.
    mutating func readChar() throws(ValueError) -> Unicode.Scalar {
        let expected = "char (a string of one Unicode scalar)"
        try expect(.string, expected)
        let start = reader.offset
        let scalars = try readString().unicodeScalars
        if let scalar = scalars.first, scalars.dropFirst().isEmpty { return scalar }
        reader.offset = start
        throw mismatch(expected)
    }

    private mutating func readSpecial(_ type: ValueType) throws(ValueError) -> Double? {
        switch try json({ reader throws(JSONError) in try reader.peek() }) {
        case .number: return nil
        case .string:
            let start = reader.offset
            switch try readString() {
            case "NaN": return .nan
            case "Infinity": return .infinity
            case "-Infinity": return -.infinity
            default:
                reader.offset = start
                throw mismatch("\(type)")
            }
        default: throw mismatch("\(type)")
        }
    }
}
