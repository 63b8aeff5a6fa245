/// 128 bits that sort by time, as 26 characters of Crockford's base 32
/// (format: the ULID specification, github.com/ulid/spec: 48 bits of milliseconds, then 80 random bits).
package struct ULID: Hashable, Sendable {
    /// The 26 characters.
    package let text: String

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// Encodes a time in milliseconds since 1970 and 80 random bits.
    package init(milliseconds: Int64, random: (high: UInt16, low: UInt64)) {
        let time = UInt64(clamping: milliseconds) & 0xFFFF_FFFF_FFFF
        // 130 bits of output: the first character holds the two padding bits and the top three of the time.
        var bits = (high: (time << 16) | UInt64(random.high), low: random.low)
        var characters = [UInt8](repeating: 0, count: 26)
        for index in stride(from: 25, through: 0, by: -1) {
            characters[index] = Self.alphabet[Int(bits.low & 31)]
            bits.low = (bits.low >> 5) | (bits.high << 59)
            bits.high >>= 5
        }
        text = String(decoding: characters, as: UTF8.self)
    }

    /// Whether a text is a ULID in its canonical, upper-case form.
    package static func isValid(_ text: Substring) -> Bool {
        text.utf8.count == 26 && text.utf8.allSatisfy(alphabet.contains)
            && text.utf8.first.map { $0 <= UInt8(ascii: "7") } == true
    }
}
