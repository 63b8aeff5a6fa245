/// Reads JSON (RFC 8259, strictly) from bytes, one value per call, without building a tree.
///
/// UTF-8 and surrogate pairs are checked, nesting is limited, and nothing but white space may follow the value
/// (`finish`). Containers are read either by closure (`readObject`, `readArray`) or step by step
/// (`beginObject` with `nextKey`, `beginArray` with `nextElement`), which lets a caller throw errors of its own.
public struct JSONReader: Sendable {
    /// How many objects and arrays may be open at once, unless a reader is told another number.
    public static let depthLimit = 128

    /// The text being read.
    let bytes: [UInt8]
    /// How many objects and arrays may be open at once here.
    let depthLimit: Int
    /// Offset of the next byte to read.
    public internal(set) var offset = 0
    /// How many objects and arrays are open.
    var depth = 0
    /// A container has just been opened: its first member has no comma before it.
    var isAtStart = false

    /// A reader at the start of `bytes`.
    public init(_ bytes: [UInt8], depthLimit: Int = JSONReader.depthLimit) {
        self.bytes = bytes
        self.depthLimit = depthLimit
    }

    /// A reader at the start of `text`.
    public init(text: String) {
        self.init(Array(text.utf8))
    }

    /// The kind of the next value, which stays unread.
    public mutating func peek() throws(JSONError) -> JSONKind {
        skipWhitespace()
        guard offset < bytes.count else { throw failure("expected a value, found the end of the text") }
        switch bytes[offset] {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        default: throw failure("expected a value, found \(describeNext())")
        }
    }

    /// Reads `true` or `false`.
    public mutating func readBool() throws(JSONError) -> Bool {
        try expect(.bool)
        let isTrue = bytes[offset] == UInt8(ascii: "t")
        try readWord(isTrue ? "true" : "false")
        return isTrue
    }

    /// Reads `null`.
    public mutating func readNull() throws(JSONError) {
        try expect(.null)
        try readWord("null")
    }

    /// Reads over the next value, whatever it is, checking it as strictly as if it were read.
    public mutating func skipValue() throws(JSONError) {
        switch try peek() {
        case .object:
            try beginObject()
            while try skipKey() { try skipValue() }
        case .array:
            try beginArray()
            while try nextElement() { try skipValue() }
        case .string: _ = try scanString()
        case .number: _ = try scanNumber()
        case .bool: _ = try readBool()
        case .null: try readNull()
        }
    }

    /// Reads over the next value and returns its bytes exactly as they stand.
    public mutating func readRaw() throws(JSONError) -> [UInt8] {
        skipWhitespace()
        let start = offset
        try skipValue()
        return Array(bytes[start..<offset])
    }

    /// Checks that only white space is left.
    public mutating func finish() throws(JSONError) {
        skipWhitespace()
        if offset < bytes.count { throw failure("expected the end of the text, found \(describeNext())") }
    }

    /// An error of this kind at the next unread byte, for callers that check more than the grammar.
    public func failure(_ message: String) -> JSONError {
        JSONError(message, at: offset, in: bytes)
    }

    /// Checks that the next value is of `kind`.
    mutating func expect(_ kind: JSONKind) throws(JSONError) {
        let found = try peek()
        if found != kind { throw failure("expected \(kind.rawValue), found \(found.rawValue)") }
    }

    /// Reads over white space.
    mutating func skipWhitespace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return
            }
        }
    }

    /// What stands at the next byte, for messages.
    func describeNext() -> String {
        guard offset < bytes.count else { return "the end of the text" }
        let byte = bytes[offset]
        if (0x21...0x7E).contains(byte) { return "`\(Character(Unicode.Scalar(byte)))`" }
        return "byte 0x" + String(byte, radix: 16, uppercase: true)
    }

    private mutating func readWord(_ word: StaticString) throws(JSONError) {
        let text = word.description
        guard bytes[offset...].starts(with: text.utf8) else {
            throw failure("expected `\(text)`")
        }
        offset += text.utf8.count
    }
}
