/// Reads the pieces that component binaries are made of.
struct BinaryReader {
    let bytes: [UInt8]
    /// Where the next byte is read.
    private(set) var offset: Int
    let end: Int

    /// A reader of all of `bytes`.
    init(_ bytes: [UInt8]) {
        self.init(bytes, 0..<bytes.count)
    }

    private init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        offset = range.lowerBound
        end = range.upperBound
    }

    /// Everything has been read.
    var isAtEnd: Bool { offset == end }

    /// The error that the bytes are not what they should be here.
    func failure(_ message: String) -> SchemaError {
        SchemaError(message: "cannot read the types of a component: \(message) at byte \(offset)")
    }

    /// The next byte.
    mutating func byte() throws(SchemaError) -> UInt8 {
        guard offset < end else { throw failure("unexpected end") }
        offset += 1
        return bytes[offset - 1]
    }

    /// The next byte, unread.
    func peek() throws(SchemaError) -> UInt8 {
        guard offset < end else { throw failure("unexpected end") }
        return bytes[offset]
    }

    /// An unsigned number of at most 32 bits.
    mutating func number() throws(SchemaError) -> Int {
        var result = 0
        for shift in stride(from: 0, through: 28, by: 7) {
            let byte = try byte()
            result |= Int(byte & 0x7F) << shift
            if byte & 0x80 == 0 {
                guard result <= UInt32.max else { break }
                return result
            }
        }
        throw failure("a number that does not fit 32 bits")
    }

    /// A text, with its length before it.
    mutating func text() throws(SchemaError) -> String {
        let content = try take(try number())
        guard let text = String(validating: content, as: UTF8.self) else { throw failure("text that is not UTF-8") }
        return text
    }

    /// The rest of the bytes.
    mutating func rest() -> [UInt8] {
        defer { offset = end }
        return Array(bytes[offset..<end])
    }

    /// A reader of the next bytes, which this one skips.
    mutating func part(_ length: Int) throws(SchemaError) -> BinaryReader {
        guard length <= end - offset else { throw failure("unexpected end") }
        defer { offset += length }
        return BinaryReader(bytes, offset..<(offset + length))
    }

    /// A list, with its length before it.
    mutating func list<T>(
        _ read: (inout BinaryReader) throws(SchemaError) -> T
    ) throws(SchemaError) -> [T] {
        var result: [T] = []
        for _ in 0..<(try number()) { result.append(try read(&self)) }
        return result
    }

    private mutating func take(_ length: Int) throws(SchemaError) -> ArraySlice<UInt8> {
        guard length <= end - offset else { throw failure("unexpected end") }
        defer { offset += length }
        return bytes[offset..<(offset + length)]
    }
}
