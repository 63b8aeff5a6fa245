/// Writes compact JSON (RFC 8259) into a byte array, one call per token; commas are the writer's business.
///
/// The caller keeps the grammar: a `key` before every value of an object, each `begin` with its `end`,
/// one value at the top.
public struct JSONWriter: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8]
    /// A value has just ended: the next key or value is preceded by a comma.
    private var needsComma = false

    /// An empty writer with room for `capacity` bytes.
    public init(reservingCapacity capacity: Int = 0) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    /// What has been written so far, as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Opens an object.
    public mutating func beginObject() { open(UInt8(ascii: "{")) }

    /// Closes the innermost object.
    public mutating func endObject() { close(UInt8(ascii: "}")) }

    /// Opens an array.
    public mutating func beginArray() { open(UInt8(ascii: "[")) }

    /// Closes the innermost array.
    public mutating func endArray() { close(UInt8(ascii: "]")) }

    /// Writes the name of the next member of an object.
    public mutating func key(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a string, escaping only what RFC 8259 requires.
    public mutating func string(_ value: String) {
        separate()
        quote(value)
    }

    /// Writes `true` or `false`.
    public mutating func bool(_ value: Bool) { word(value ? "true" : "false") }

    /// Writes `null`.
    public mutating func null() { word("null") }

    /// Writes a signed integer.
    public mutating func number(_ value: Int64) {
        separate()
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        digits(of: value.magnitude)
    }

    /// Writes an unsigned integer.
    public mutating func number(_ value: UInt64) {
        separate()
        digits(of: value)
    }

    /// Writes the shortest decimal that reads back as `value`; what JSON has no number for
    /// becomes the string `"NaN"`, `"Infinity"` or `"-Infinity"`.
    public mutating func number(_ value: Double) {
        floatingPoint(value.description, isNaN: value.isNaN, isInfinite: value.isInfinite, sign: value.sign)
    }

    /// Writes the shortest decimal that reads back as `value` in 32 bits; the rest as for 64 bits.
    public mutating func number(_ value: Float) {
        floatingPoint(value.description, isNaN: value.isNaN, isInfinite: value.isInfinite, sign: value.sign)
    }

    /// Writes one value that is JSON already.
    public mutating func raw(_ json: [UInt8]) {
        separate()
        bytes.append(contentsOf: json)
    }

    /// Writes a small unsigned integer.
    @inline(__always)
    mutating func number(byte: UInt8) {
        separate()
        if byte >= 100 { bytes.append(UInt8(ascii: "0") + byte / 100) }
        if byte >= 10 { bytes.append(UInt8(ascii: "0") + byte / 10 % 10) }
        bytes.append(UInt8(ascii: "0") + byte % 10)
    }

    /// Writes the text of a number that is JSON already.
    mutating func number(text: String) { word(text) }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func word(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func floatingPoint(
        _ decimal: String, isNaN: Bool, isInfinite: Bool, sign: FloatingPointSign
    ) {
        if isNaN {
            word("\"NaN\"")
        } else if isInfinite {
            word(sign == .minus ? "\"-Infinity\"" : "\"Infinity\"")
        } else {
            word(decimal)
        }
    }

    private mutating func digits(of magnitude: UInt64) {
        let start = bytes.count
        var rest = magnitude
        repeat {
            let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: remainder))
            rest = quotient
        } while rest > 0
        if bytes.count - start > 1 { bytes[start...].reverse() }
    }

    private mutating func quote(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        // The buffer is read only inside this call, while `value` is alive and unchanged.
        let written: Void? = unsafe value.utf8.withContiguousStorageIfAvailable { buffer in
            unsafe escape(buffer)
        }
        if written == nil { escape(Array(value.utf8)) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends `utf8`, in runs of bytes that need no escape.
    private mutating func escape(_ utf8: some RandomAccessCollection<UInt8>) {
        var runStart = utf8.startIndex
        var index = runStart
        while index != utf8.endIndex {
            let byte = utf8[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                bytes.append(contentsOf: utf8[runStart..<index])
                escape(byte)
                runStart = utf8.index(after: index)
            }
            utf8.formIndex(after: &index)
        }
        bytes.append(contentsOf: utf8[runStart...])
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\n"): bytes.append(UInt8(ascii: "n"))
        case UInt8(ascii: "\r"): bytes.append(UInt8(ascii: "r"))
        case UInt8(ascii: "\t"): bytes.append(UInt8(ascii: "t"))
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0..<0x20:
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(byte < 0x10 ? UInt8(ascii: "0") : UInt8(ascii: "1"))
            bytes.append(contentsOf: String(byte & 0x0F, radix: 16).utf8)
        default: bytes.append(byte)
        }
    }
}
