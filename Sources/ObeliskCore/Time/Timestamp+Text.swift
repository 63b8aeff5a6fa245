extension Timestamp {
    /// RFC 3339 in UTC with six fractional digits, such as `2026-11-23T17:05:38.000000Z`.
    package var text: String {
        let (days, micros) = microsecondsSinceEpoch.flooredDivision(by: 86_400_000_000)
        let (year, month, day) = Self.date(fromDays: days)
        let second = micros / 1_000_000
        var bytes = [UInt8](repeating: UInt8(ascii: "0"), count: 27)
        func put(_ value: Int64, at start: Int, digits: Int) {
            var rest = value
            for index in stride(from: start + digits - 1, through: start, by: -1) {
                bytes[index] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            }
        }
        put(min(max(year, 0), 9_999), at: 0, digits: 4)
        put(month, at: 5, digits: 2)
        put(day, at: 8, digits: 2)
        put(second / 3_600, at: 11, digits: 2)
        put(second / 60 % 60, at: 14, digits: 2)
        put(second % 60, at: 17, digits: 2)
        put(micros % 1_000_000, at: 20, digits: 6)
        for (index, separator) in [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":"), (19, "."), (26, "Z")] {
            bytes[index] = separator.utf8.first ?? 0
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Reads exactly the form that `text` writes; nil for any other.
    package init?(text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 27 else { return nil }
        var fields: [Int64] = []
        for (start, digits) in [(0, 4), (5, 2), (8, 2), (11, 2), (14, 2), (17, 2), (20, 6)] {
            var value: Int64 = 0
            for byte in bytes[start..<start + digits] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - UInt8(ascii: "0"))
            }
            fields.append(value)
        }
        let days = Self.days(toYear: fields[0], month: fields[1], day: fields[2])
        let seconds = days * 86_400 + fields[3] * 3_600 + fields[4] * 60 + fields[5]
        self.init(microsecondsSinceEpoch: seconds * 1_000_000 + fields[6])
        guard self.text == text else { return nil }
    }

    /// Days since 1970-01-01 to a date of the proleptic Gregorian calendar, by 400-year eras that begin in March
    /// (algorithm: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    private static func date(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = (days + 719_468).flooredDivision(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    /// The inverse of `date(fromDays:)`, by the same source.
    private static func days(toYear year: Int64, month: Int64, day: Int64) -> Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let (era, yearOfEra) = shiftedYear.flooredDivision(by: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

extension Int64 {
    fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
