// Written by scripts/generate-support from Guests/ObeliskGuest/: do not edit.

/// What Swift guests share: the name of each file, and its text.
enum GuestKitFiles {
    static let all: [(path: String, text: String)] = [
        (
            path: "Arena+Storing.swift",
            text: #"""
                extension Arena {
                    /// Bytes in the arena, as the host is told of them.
                    struct Bytes {
                        let address: UInt32
                        let byteCount: UInt32
                    }

                    /// A copy of a text's UTF-8 bytes.
                    mutating func copy(_ text: String) -> Bytes {
                        var text = text
                        return text.withUTF8 { bytes in
                            let copy = allocate(byteCount: bytes.count, alignment: 1)
                            if let start = bytes.baseAddress { copy.copyMemory(from: start, byteCount: bytes.count) }
                            return Bytes(address: UInt32(UInt(bitPattern: copy)), byteCount: UInt32(bytes.count))
                        }
                    }

                    /// Stores a text: its address and its length in bytes stand at this offset.
                    mutating func store(_ text: String, to memory: UnsafeMutableRawPointer, at offset: Int) {
                        let bytes = copy(text)
                        memory.storeBytes(of: bytes.address, toByteOffset: offset, as: UInt32.self)
                        memory.storeBytes(of: bytes.byteCount, toByteOffset: offset + 4, as: UInt32.self)
                    }

                    /// Stores a list of numbers: its address and count stand at this offset.
                    mutating func store<Number: BitwiseCopyable>(
                        numbers: [Number], to memory: UnsafeMutableRawPointer, at offset: Int
                    ) {
                        let list = storeList(
                            count: numbers.count, stride: MemoryLayout<Number>.stride, alignment: MemoryLayout<Number>.alignment,
                            to: memory, at: offset)
                        numbers.withUnsafeBytes { bytes in
                            if let start = bytes.baseAddress { list.copyMemory(from: start, byteCount: bytes.count) }
                        }
                    }

                    /// Makes room for a list, whose address and count stand at this offset.
                    ///
                    /// - Returns: Where its first element goes; each next is `stride` bytes further on.
                    mutating func storeList(
                        count: Int, stride: Int, alignment: Int, to memory: UnsafeMutableRawPointer, at offset: Int
                    ) -> UnsafeMutableRawPointer {
                        let list = allocate(byteCount: count * stride, alignment: alignment)
                        memory.storeBytes(of: UInt32(UInt(bitPattern: list)), toByteOffset: offset, as: UInt32.self)
                        memory.storeBytes(of: UInt32(count), toByteOffset: offset + 4, as: UInt32.self)
                        return list
                    }
                }

                """#
        ),
        (
            path: "Arena.swift",
            text: #"""
                /// Memory for what is handed to the host: it is filled piece by piece, and freed as a whole.
                ///
                /// Made of chunks. Each begins with the address of the next one; the first piece of the first chunk, the *area*, stands
                /// right after that, so that its address is enough to free the whole.
                struct Arena {
                    private static let headerBytes = 16
                    /// What fills a block of the allocator together with the allocator's own header.
                    private static let chunkBytesMin = 240

                    private var first: UnsafeMutableRawPointer?
                    private var last: UnsafeMutableRawPointer?
                    private var used = 0
                    private var chunkBytes = 0

                    /// The first piece, zeroed: the parameters or the result of a call, laid out as the component model says.
                    mutating func area(byteCount: Int) -> UnsafeMutableRawPointer {
                        let area = allocate(byteCount: byteCount, alignment: 8)
                        area.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
                        return area
                    }

                    /// A piece of memory.
                    mutating func allocate(byteCount: Int, alignment: Int) -> UnsafeMutableRawPointer {
                        if let last {
                            let start = (used + alignment - 1) & ~(alignment - 1)
                            if byteCount <= chunkBytes - start {
                                used = start + byteCount
                                return last + start
                            }
                        }
                        let fresh = addChunk(byteCountMin: Self.headerBytes + byteCount)
                        used = Self.headerBytes + byteCount
                        return fresh + Self.headerBytes
                    }

                    /// Frees all of it.
                    func free() {
                        Self.free(chunk: first)
                    }

                    /// Frees the arena whose first piece is at this address.
                    static func free(area: UnsafeMutableRawPointer) {
                        free(chunk: area - headerBytes)
                    }

                    private static func free(chunk: UnsafeMutableRawPointer?) {
                        var chunk = chunk
                        while let current = chunk {
                            chunk = current.load(as: UnsafeMutableRawPointer?.self)
                            current.deallocate()
                        }
                    }

                    private mutating func addChunk(byteCountMin: Int) -> UnsafeMutableRawPointer {
                        let byteCount = max(byteCountMin, min(2 * chunkBytes + Self.headerBytes, 1 << 16), Self.chunkBytesMin)
                        let fresh = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 16)
                        fresh.storeBytes(of: nil, as: UnsafeMutableRawPointer?.self)
                        last?.storeBytes(of: fresh, as: UnsafeMutableRawPointer?.self)
                        if first == nil { first = fresh }
                        last = fresh
                        chunkBytes = byteCount
                        return fresh
                    }
                }

                """#
        ),
        (
            path: "Discriminated.swift",
            text: #"""
                /// An enum without payloads, whose raw values are the positions of its cases in WIT.
                protocol Discriminated: RawRepresentable where RawValue: FixedWidthInteger {}

                extension Discriminated {
                    /// The case of a discriminant that the host passes, which is always one of the type's.
                    init(discriminant: some FixedWidthInteger) {
                        guard let value = Self(rawValue: RawValue(truncatingIfNeeded: discriminant)) else {
                            fatalError("a discriminant that the type does not have")
                        }
                        self = value
                    }
                }

                """#
        ),
        (
            path: "Duration+Component.swift",
            text: #"""
                extension Duration {
                    /// Reads an `obelisk:types/time.{duration}` out of memory.
                    init(loading memory: UnsafeMutableRawPointer) {
                        switch memory.load(as: UInt8.self) {
                        case 0: self = .milliseconds(Int64(clamping: memory.load(fromByteOffset: 8, as: UInt64.self)))
                        case 1: self = .seconds(Int64(clamping: memory.load(fromByteOffset: 8, as: UInt64.self)))
                        case 2: self = .seconds(60 * Int64(memory.load(fromByteOffset: 8, as: UInt32.self)))
                        case 3: self = .seconds(3_600 * Int64(memory.load(fromByteOffset: 8, as: UInt32.self)))
                        default: self = .seconds(86_400 * Int64(memory.load(fromByteOffset: 8, as: UInt32.self)))
                        }
                    }

                    /// Writes an `obelisk:types/time.{duration}`: in milliseconds, rounded up; a negative one as none.
                    func store(to memory: UnsafeMutableRawPointer, in arena: inout Arena) {
                        let (seconds, attoseconds) = components
                        let partial = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
                        let (whole, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000)
                        if seconds < 0 || attoseconds < 0 {
                            memory.storeBytes(of: 0, as: UInt8.self)
                            memory.storeBytes(of: 0, toByteOffset: 8, as: UInt64.self)
                        } else if isTooLong {
                            memory.storeBytes(of: 1, as: UInt8.self)
                            memory.storeBytes(of: UInt64(seconds), toByteOffset: 8, as: UInt64.self)
                        } else {
                            memory.storeBytes(of: 0, as: UInt8.self)
                            memory.storeBytes(of: UInt64(whole) + UInt64(partial), toByteOffset: 8, as: UInt64.self)
                        }
                    }
                }

                """#
        ),
        (
            path: "ErrorValue.swift",
            text: #"""
                /// The error of a function whose WIT result has an error type without a name of its own, such as `list<u8>`.
                struct ErrorValue<Value: Sendable>: Error {
                    /// The value in WIT.
                    let value: Value

                    /// An error around a value.
                    init(_ value: Value) { self.value = value }
                }

                extension ErrorValue: Equatable where Value: Equatable {}
                extension ErrorValue: Hashable where Value: Hashable {}

                """#
        ),
        (
            path: "Exports.swift",
            text: #"""
                /// Where an author binds types to the interfaces a component exports, one line each:
                /// `extension Exports { typealias Fibo = FiboActivity }`.
                enum Exports {}

                """#
        ),
        (
            path: "Instant.swift",
            text: #"""
                /// An instant, counted from 1970-01-01T00:00:00Z, as WIT's `obelisk:types/time.{datetime}`.
                struct Instant: Hashable, Comparable, Sendable {
                    /// Whole seconds.
                    let seconds: UInt64
                    /// What is to be added to them, less than 1,000,000,000.
                    let nanoseconds: UInt32

                    /// An instant so long after the start of 1970.
                    init(seconds: UInt64, nanoseconds: UInt32 = 0) {
                        self.seconds = seconds + UInt64(nanoseconds / 1_000_000_000)
                        self.nanoseconds = nanoseconds % 1_000_000_000
                    }

                    /// Which one comes first.
                    static func < (left: Instant, right: Instant) -> Bool {
                        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
                    }

                    /// An instant so much later, or earlier if the duration is negative; never before 1970.
                    static func + (instant: Instant, duration: Duration) -> Instant {
                        let (seconds, attoseconds) = duration.components
                        let nanoseconds = Int64(instant.nanoseconds) + attoseconds / 1_000_000_000
                        let carry: Int64 = nanoseconds < 0 ? -1 : nanoseconds >= 1_000_000_000 ? 1 : 0
                        let whole = Int64(clamping: instant.seconds) + seconds + carry
                        if whole < 0 { return Instant(seconds: 0) }
                        return Instant(seconds: UInt64(whole), nanoseconds: UInt32(nanoseconds - carry * 1_000_000_000))
                    }

                    /// An instant so much earlier.
                    static func - (instant: Instant, duration: Duration) -> Instant { instant + (.zero - duration) }

                    /// How long it is from one instant to another.
                    static func - (later: Instant, earlier: Instant) -> Duration {
                        .seconds(Int64(clamping: later.seconds)) - .seconds(Int64(clamping: earlier.seconds))
                            + .nanoseconds(Int64(later.nanoseconds) - Int64(earlier.nanoseconds))
                    }
                }

                extension Instant {
                    /// Reads a `datetime` out of memory.
                    init(loading memory: UnsafeMutableRawPointer) {
                        self.init(seconds: memory.load(as: UInt64.self), nanoseconds: memory.load(fromByteOffset: 8, as: UInt32.self))
                    }

                    /// Writes a `datetime`.
                    func store(to memory: UnsafeMutableRawPointer, in arena: inout Arena) {
                        memory.storeBytes(of: seconds, as: UInt64.self)
                        memory.storeBytes(of: nanoseconds, toByteOffset: 8, as: UInt32.self)
                    }
                }

                """#
        ),
        (
            path: "JSON+Parsing.swift",
            text: #"""
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

                """#
        ),
        (
            path: "JSON+Writing.swift",
            text: #"""
                extension JSON {
                    /// The value as compact JSON text.
                    var text: String {
                        var text = ""
                        write(to: &text)
                        return text
                    }

                    private func write(to text: inout String) {
                        switch self {
                        case .null: text += "null"
                        case .bool(let value): text += value ? "true" : "false"
                        case .number(let number): text += number
                        case .string(let string): Self.write(string, to: &text)
                        case .array(let elements):
                            text += "["
                            for (index, element) in elements.enumerated() {
                                if index > 0 { text += "," }
                                element.write(to: &text)
                            }
                            text += "]"
                        case .object(let members):
                            text += "{"
                            for (index, member) in members.enumerated() {
                                if index > 0 { text += "," }
                                Self.write(member.name, to: &text)
                                text += ":"
                                member.value.write(to: &text)
                            }
                            text += "}"
                        }
                    }

                    private static func write(_ string: String, to text: inout String) {
                        text += "\""
                        for scalar in string.unicodeScalars {
                            switch scalar {
                            case "\"": text += "\\\""
                            case "\\": text += "\\\\"
                            case "\n": text += "\\n"
                            case "\r": text += "\\r"
                            case "\t": text += "\\t"
                            case _ where scalar.value < 0x20:
                                let digits = String(scalar.value, radix: 16)
                                text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
                            default: text.unicodeScalars.append(scalar)
                            }
                        }
                        text += "\""
                    }
                }

                """#
        ),
        (
            path: "JSON.swift",
            text: #"""
                /// A JSON value: what parameters and results are made of where a function is known only at run time.
                enum JSON: Hashable, Sendable {
                    case null
                    case bool(Bool)
                    /// As it is written, so that integers keep all their digits.
                    case number(String)
                    case string(String)
                    case array([JSON])
                    /// Members in order.
                    case object([Member])

                    /// One member of an object.
                    struct Member: Hashable, Sendable {
                        /// Its name; those of WIT are written with `_` where WIT has `-`.
                        var name: String
                        /// What it is.
                        var value: JSON

                        /// The member `name`.
                        init(_ name: String, _ value: JSON) {
                            self.name = name
                            self.value = value
                        }
                    }

                    /// An integer.
                    init(_ value: some FixedWidthInteger) { self = .number("\(value)") }

                    /// A number; NaN and infinities are strings, as everywhere in Obelisk.
                    init(_ value: Double) {
                        if value.isNaN {
                            self = .string("NaN")
                        } else if value.isInfinite {
                            self = .string(value < 0 ? "-Infinity" : "Infinity")
                        } else {
                            self = .number("\(value)")
                        }
                    }

                    /// The value if it is an integer that fits.
                    func integer<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) -> Number? {
                        if case .number(let text) = self { Number(text) } else { nil }
                    }

                    /// The nearest number, if the value is one, or a string that stands for NaN or an infinity.
                    var double: Double? {
                        switch self {
                        case .number(let text): Double(text)
                        case .string("NaN"): .nan
                        case .string("Infinity"): .infinity
                        case .string("-Infinity"): -.infinity
                        default: nil
                        }
                    }

                    /// The value if it is a string.
                    var string: String? { if case .string(let value) = self { value } else { nil } }

                    /// The value if it is `true` or `false`.
                    var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

                    /// The elements of an array; none if it is no array.
                    var elements: [JSON] { if case .array(let elements) = self { elements } else { [] } }

                    /// The member of an object; nil if it has none of this name or is no object.
                    subscript(name: String) -> JSON? {
                        guard case .object(let members) = self else { return nil }
                        return members.first { $0.name == name }?.value
                    }
                }

                extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
                    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
                {
                    /// `null`
                    init(nilLiteral: ()) { self = .null }

                    /// `true` or `false`
                    init(booleanLiteral value: Bool) { self = .bool(value) }

                    /// An integer.
                    init(integerLiteral value: Int64) { self.init(value) }

                    /// A number.
                    init(floatLiteral value: Double) { self.init(value) }

                    /// A string.
                    init(stringLiteral value: String) { self = .string(value) }

                    /// An array.
                    init(arrayLiteral elements: JSON...) { self = .array(elements) }

                    /// An object.
                    init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements.map { Member($0.0, $0.1) }) }
                }

                """#
        ),
        (
            path: "JSONError.swift",
            text: #"""
                /// Text that is no JSON.
                struct JSONError: Error, Hashable {
                    /// What was expected.
                    let message: String
                    /// The byte at which it was expected.
                    let offset: Int
                }

                """#
        ),
        (
            path: "Refusal.swift",
            text: #"""
                /// The error of a function whose WIT result is `result<…, string>`.
                struct Refusal: Error, Hashable {
                    /// What the caller is told.
                    let message: String

                    /// An error that says `message`.
                    init(_ message: String) { self.message = message }
                }

                """#
        ),
        (
            path: "ScheduleAt.swift",
            text: #"""
                /// When something should happen, as WIT's `obelisk:types/time.{schedule-at}`.
                enum ScheduleAt: Hashable, Sendable {
                    case now
                    case at(Instant)
                    /// Counted from the moment the request is first recorded.
                    case after(Duration)
                }

                extension ScheduleAt {
                    /// Reads a `schedule-at` out of memory.
                    init(loading memory: UnsafeMutableRawPointer) {
                        switch memory.load(as: UInt8.self) {
                        case 0: self = .now
                        case 1: self = .at(Instant(loading: memory + 8))
                        default: self = .after(Duration(loading: memory + 8))
                        }
                    }

                    /// Writes a `schedule-at`.
                    func store(to memory: UnsafeMutableRawPointer, in arena: inout Arena) {
                        switch self {
                        case .now: memory.storeBytes(of: 0, as: UInt8.self)
                        case .at(let instant):
                            memory.storeBytes(of: 1, as: UInt8.self)
                            instant.store(to: memory + 8, in: &arena)
                        case .after(let duration):
                            memory.storeBytes(of: 2, as: UInt8.self)
                            duration.store(to: memory + 8, in: &arena)
                        }
                    }
                }

                """#
        ),
        (
            path: "UnsafeMutableRawPointer+Taking.swift",
            text: #"""
                // What the host hands to a guest stands in memory that it allocated there for the guest to free: taking a value copies
                // it into Swift's own types and frees what it was copied from.

                extension UnsafeMutableRawPointer {
                    /// A `bool`, or whether an option has a value or a result an error.
                    func loadBool(at offset: Int) -> Bool {
                        load(fromByteOffset: offset, as: UInt8.self) != 0
                    }

                    /// A `char`.
                    func loadScalar(at offset: Int) -> Unicode.Scalar {
                        Unicode.Scalar(checked: load(fromByteOffset: offset, as: UInt32.self))
                    }

                    /// A text whose address and length stand at this offset.
                    func takeString(at offset: Int) -> String {
                        String(
                            taking: load(fromByteOffset: offset, as: UInt32.self), load(fromByteOffset: offset + 4, as: UInt32.self))
                    }

                    /// A list of numbers whose address and count stand at this offset.
                    func takeNumbers<Number: BitwiseCopyable>(at offset: Int, of type: Number.Type) -> [Number] {
                        let (start, count) = list(at: offset)
                        guard let start, count > 0 else { return [] }
                        defer { start.deallocate() }
                        return Array(unsafeUninitializedCapacity: count) { buffer, initializedCount in
                            UnsafeMutableRawBufferPointer(buffer).copyMemory(
                                from: UnsafeRawBufferPointer(start: start, count: count * MemoryLayout<Number>.stride))
                            initializedCount = count
                        }
                    }

                    /// A list whose address and count stand at this offset, and whose elements are `stride` bytes apart.
                    func takeList<Element>(
                        at offset: Int, stride: Int, _ take: (UnsafeMutableRawPointer) -> Element
                    ) -> [Element] {
                        let (start, count) = list(at: offset)
                        guard let start else { return [] }
                        defer { if count * stride > 0 { start.deallocate() } }
                        var elements: [Element] = []
                        elements.reserveCapacity(count)
                        for index in 0..<count { elements.append(take(start + index * stride)) }
                        return elements
                    }

                    /// A map whose address and count stand at this offset. Of two keys that are equal in Swift the later one stays.
                    func takeMap<Key: Hashable, Value>(
                        at offset: Int, stride: Int, _ take: (UnsafeMutableRawPointer) -> (Key, Value)
                    ) -> [Key: Value] {
                        let (start, count) = list(at: offset)
                        guard let start else { return [:] }
                        defer { if count * stride > 0 { start.deallocate() } }
                        var map: [Key: Value] = [:]
                        map.reserveCapacity(count)
                        for index in 0..<count {
                            let (key, value) = take(start + index * stride)
                            map[key] = value
                        }
                        return map
                    }

                    private func list(at offset: Int) -> (start: UnsafeMutableRawPointer?, count: Int) {
                        let address = load(fromByteOffset: offset, as: UInt32.self)
                        let count = load(fromByteOffset: offset + 4, as: UInt32.self)
                        return (UnsafeMutableRawPointer(bitPattern: UInt(address)), Int(count))
                    }
                }

                extension String {
                    /// The text of UTF-8 bytes, which are freed.
                    init(taking address: UInt32, _ byteCount: UInt32) {
                        guard byteCount > 0, let start = UnsafeMutableRawPointer(bitPattern: UInt(address)) else {
                            self = ""
                            return
                        }
                        defer { start.deallocate() }
                        self = String(decoding: UnsafeRawBufferPointer(start: start, count: Int(byteCount)), as: UTF8.self)
                    }
                }

                extension Unicode.Scalar {
                    /// The scalar of a number that the host passes, which is always one.
                    init(checked value: UInt32) {
                        guard let scalar = Unicode.Scalar(value) else { fatalError("a number that is no Unicode scalar") }
                        self = scalar
                    }
                }

                """#
        ),
        (
            path: "UnspecifiedError.swift",
            text: #"""
                /// The error of a function whose WIT result has no error value: `result` or `result<…>`.
                struct UnspecifiedError: Error, Hashable {}

                """#
        ),
        (
            path: "support.c",
            text: #"""
                // What a Swift guest needs of a C library, for a target that has none: memory, and the few
                // functions the compiler and Swift's runtime call. One instance is entered by one thread.

                #include <stddef.h>
                #include <stdint.h>

                enum { page_bytes = 65536, step_bytes = 4096, header_bytes = 16, block_bytes_min = 32, scanned_max = 16, in_use = 1 };

                /// The first byte after the guest's own data and stack; its address is set by the linker.
                extern unsigned char __heap_base;

                /// Blocks stand side by side, each with this header; the last one, `heap_end`, is only a header. Sizes are multiples of
                /// 16 and include the header. A free block has no free neighbour, and is in the list of its size's power of two.
                typedef struct block {
                    uint32_t size_and_use;
                    uint32_t size_before;
                    struct block *next, *previous;
                } block;

                _Static_assert(sizeof(block) == header_bytes, "the header keeps payloads aligned");

                static block *free_blocks[32];
                static uint32_t filled_lists;
                static block *heap_end;

                static uint32_t size_of(const block *b) { return b->size_and_use & ~(uint32_t)in_use; }
                static block *after(block *b) { return (block *)((char *)b + size_of(b)); }
                static block *before(block *b) { return (block *)((char *)b - b->size_before); }
                static uint32_t list_of(uint32_t size) { return 31 - (uint32_t)__builtin_clz(size); }

                static void unlink_free(block *b) {
                    uint32_t list = list_of(size_of(b));
                    if (b->next) b->next->previous = b->previous;
                    if (b->previous) b->previous->next = b->next;
                    else free_blocks[list] = b->next;
                    if (!free_blocks[list]) filled_lists &= ~((uint32_t)1 << list);
                }

                /// Makes `size` bytes at `b` one free block, together with its free neighbours.
                static void add_free(block *b, uint32_t size) {
                    block *next = (block *)((char *)b + size);
                    if (!(next->size_and_use & in_use)) {
                        unlink_free(next);
                        size += size_of(next);
                    }
                    if (b->size_before && !(before(b)->size_and_use & in_use)) {
                        b = before(b);
                        unlink_free(b);
                        size += size_of(b);
                    }
                    b->size_and_use = size;
                    after(b)->size_before = size;
                    uint32_t list = list_of(size);
                    b->previous = NULL;
                    b->next = free_blocks[list];
                    if (b->next) b->next->previous = b;
                    free_blocks[list] = b;
                    filled_lists |= (uint32_t)1 << list;
                }

                /// Makes at least `size` more bytes of memory a free block; 0 if there are no more. The heap grows in steps of the
                /// host's pages, of which it keeps those that were written to: what is beyond `heap_end` never was.
                static int grow(uint32_t size) {
                    uintptr_t at = heap_end ? (uintptr_t)heap_end : ((uintptr_t)&__heap_base + header_bytes - 1) & -header_bytes;
                    uint64_t end = ((uint64_t)at + header_bytes + size + header_bytes + step_bytes - 1) & -(uint64_t)step_bytes;
                    uint64_t there = (uint64_t)__builtin_wasm_memory_size(0) * page_bytes;
                    size_t pages = end > there ? (size_t)((end - there + page_bytes - 1) / page_bytes) : 0;
                    if (pages && __builtin_wasm_memory_grow(0, pages) == (size_t)-1) return 0;
                    block *first = (block *)at;
                    heap_end = (block *)(uintptr_t)(end - header_bytes);
                    heap_end->size_and_use = in_use;
                    add_free(first, (uint32_t)((uintptr_t)heap_end - at));
                    return 1;
                }

                /// A free block of at least `size` bytes: one of the first of its own list, then any of a longer one, then the rest.
                static block *find(uint32_t size) {
                    uint32_t list = list_of(size), scanned = 0;
                    block *b = free_blocks[list];
                    for (; b && scanned < scanned_max; b = b->next, scanned++)
                        if (size_of(b) >= size) return b;
                    uint32_t longer = filled_lists & ~(((uint32_t)2 << list) - 1);
                    if (longer) return free_blocks[__builtin_ctz(longer)];
                    for (; b; b = b->next)
                        if (size_of(b) >= size) return b;
                    return NULL;
                }

                void *malloc(size_t bytes) {
                    if (bytes > (size_t)1 << 30) return NULL;
                    uint32_t size = ((uint32_t)bytes + 2 * header_bytes - 1) & ~(uint32_t)(header_bytes - 1);
                    if (size < block_bytes_min) size = block_bytes_min;
                    block *b = find(size);
                    if (!b) {
                        if (!grow(size)) return NULL;
                        b = find(size);
                        if (!b) return NULL;
                    }
                    unlink_free(b);
                    uint32_t rest = size_of(b) - size;
                    if (rest >= block_bytes_min) {
                        b->size_and_use = size | in_use;
                        block *second = after(b);
                        second->size_before = size;
                        add_free(second, rest);
                    } else {
                        b->size_and_use |= in_use;
                    }
                    return b + 1;
                }

                void free(void *pointer) {
                    if (pointer) add_free((block *)pointer - 1, size_of((block *)pointer - 1));
                }

                /// Swift asks for more than 16 bytes of alignment only for SIMD types of its own, which guests do not keep on the heap.
                int posix_memalign(void **result, size_t alignment, size_t size) {
                    if (alignment > header_bytes) __builtin_trap();
                    *result = malloc(size);
                    return *result ? 0 : 12;
                }

                // The target has the bulk-memory instructions, so these built-ins become one instruction each.
                void *memcpy(void *to, const void *from, size_t count) { return __builtin_memcpy(to, from, count); }
                void *memmove(void *to, const void *from, size_t count) { return __builtin_memmove(to, from, count); }
                void *memset(void *to, int byte, size_t count) { return __builtin_memset(to, byte, count); }

                int memcmp(const void *left, const void *right, size_t count) {
                    const unsigned char *l = left, *r = right;
                    for (size_t i = 0; i < count; i++)
                        if (l[i] != r[i]) return l[i] - r[i];
                    return 0;
                }

                size_t strlen(const char *text) {
                    size_t length = 0;
                    while (text[length]) length++;
                    return length;
                }

                /// Seeds Swift's hashing: the same bytes in every run, or a workflow that walks a dictionary would not replay.
                void arc4random_buf(void *bytes, size_t count) { memset(bytes, 0x5f, count); }

                /// The 128-bit product that Swift's `Duration` is computed with; the compiler calls it by this name.
                __int128 __multi3(__int128 left, __int128 right) {
                    unsigned __int128 l = left, r = right;
                    uint64_t l0 = (uint64_t)l, r0 = (uint64_t)r;
                    uint64_t low = (l0 & 0xffffffff) * (r0 & 0xffffffff);
                    uint64_t middle = (l0 >> 32) * (r0 & 0xffffffff) + (low >> 32);
                    uint64_t other = (l0 & 0xffffffff) * (r0 >> 32) + (middle & 0xffffffff);
                    uint64_t high = (l0 >> 32) * (r0 >> 32) + (middle >> 32) + (other >> 32);
                    high += l0 * (uint64_t)(r >> 64) + r0 * (uint64_t)(l >> 64);
                    return (__int128)(((unsigned __int128)high << 64) | (other << 32) | (low & 0xffffffff));
                }

                /// Quotient and remainder bit by bit: nothing in a guest divides such numbers often.
                static unsigned __int128 divide(unsigned __int128 value, unsigned __int128 by, unsigned __int128 *remainder) {
                    unsigned __int128 quotient = 0, rest = 0;
                    for (int bit = 127; bit >= 0; bit--) {
                        rest = (rest << 1) | ((value >> bit) & 1);
                        quotient <<= 1;
                        if (rest >= by) {
                            rest -= by;
                            quotient |= 1;
                        }
                    }
                    *remainder = rest;
                    return quotient;
                }

                unsigned __int128 __udivti3(unsigned __int128 value, unsigned __int128 by) {
                    unsigned __int128 rest;
                    return divide(value, by, &rest);
                }

                unsigned __int128 __umodti3(unsigned __int128 value, unsigned __int128 by) {
                    unsigned __int128 rest;
                    divide(value, by, &rest);
                    return rest;
                }

                __int128 __divti3(__int128 value, __int128 by) {
                    unsigned __int128 rest, quotient = divide(value < 0 ? -(unsigned __int128)value : (unsigned __int128)value,
                        by < 0 ? -(unsigned __int128)by : (unsigned __int128)by, &rest);
                    return (__int128)((value < 0) != (by < 0) ? -quotient : quotient);
                }

                __int128 __modti3(__int128 value, __int128 by) {
                    unsigned __int128 rest;
                    divide(value < 0 ? -(unsigned __int128)value : (unsigned __int128)value,
                        by < 0 ? -(unsigned __int128)by : (unsigned __int128)by, &rest);
                    return (__int128)(value < 0 ? -rest : rest);
                }

                /// To the nearest whole number, halves away from zero: what `.seconds(2.5)` is made with.
                double round(double value) {
                    double whole = __builtin_trunc(value);
                    return __builtin_fabs(value - whole) < 0.5 ? whole : whole + __builtin_copysign(1, value);
                }

                /// A natural number of up to `limbs_max` 32-bit limbs, the least first: enough for the longest decimal that decides how
                /// a double is rounded.
                enum { limbs_max = 160, decimals_max = 800 };

                typedef struct natural {
                    uint32_t count, limbs[limbs_max];
                } natural;

                /// n = n * factor + summand.
                static void multiply(natural *n, uint32_t factor, uint32_t summand) {
                    uint64_t carry = summand;
                    for (uint32_t i = 0; i < n->count; i++) {
                        carry += (uint64_t)n->limbs[i] * factor;
                        n->limbs[i] = (uint32_t)carry;
                        carry >>= 32;
                    }
                    if (carry) n->limbs[n->count++] = (uint32_t)carry;
                }

                static void shift_left(natural *n, uint32_t bits) {
                    if (!n->count) return;
                    uint32_t whole = bits / 32, part = bits % 32;
                    if (part) multiply(n, (uint32_t)1 << part, 0);
                    for (uint32_t i = n->count; i-- > 0;) n->limbs[i + whole] = n->limbs[i];
                    for (uint32_t i = 0; i < whole; i++) n->limbs[i] = 0;
                    n->count += whole;
                }

                static int compare(const natural *l, const natural *r) {
                    if (l->count != r->count) return l->count < r->count ? -1 : 1;
                    for (uint32_t i = l->count; i-- > 0;)
                        if (l->limbs[i] != r->limbs[i]) return l->limbs[i] < r->limbs[i] ? -1 : 1;
                    return 0;
                }

                /// l = l - r, which is no more than l.
                static void subtract(natural *l, const natural *r) {
                    uint64_t borrow = 0;
                    for (uint32_t i = 0; i < l->count; i++) {
                        uint64_t difference = (uint64_t)l->limbs[i] - (i < r->count ? r->limbs[i] : 0) - borrow;
                        l->limbs[i] = (uint32_t)difference;
                        borrow = difference >> 63;
                    }
                    while (l->count && !l->limbs[l->count - 1]) l->count--;
                }

                static int bit_count(const natural *n) {
                    return n->count ? (int)(32 * n->count) - __builtin_clz(n->limbs[n->count - 1]) : 0;
                }

                /// How a binary floating-point number is kept: bits of its fraction with the first one, and its range of exponents.
                typedef struct format {
                    int precision, power_min, power_max;
                } format;

                static uint64_t infinity(format f) { return (uint64_t)(f.power_max - f.power_min + 2) << (f.precision - 1); }

                /// The bits of the number nearest to digits * 10^exponent, ties to even: a quotient of two naturals, bit by bit.
                static uint64_t nearest(natural *digits, int exponent, format f) {
                    static natural below;
                    below.count = 1;
                    below.limbs[0] = 1;
                    for (int i = 0; i < exponent; i++) multiply(digits, 10, 0);
                    for (int i = 0; i < -exponent; i++) multiply(&below, 10, 0);
                    // Scaled so that 1 <= digits / below < 2.
                    int power = bit_count(digits) - bit_count(&below);
                    if (power > 0) shift_left(&below, (uint32_t)power);
                    else shift_left(digits, (uint32_t)-power);
                    if (compare(digits, &below) < 0) {
                        power--;
                        shift_left(digits, 1);
                    }
                    if (power > f.power_max) return infinity(f);
                    int bits = power < f.power_min ? f.precision - (f.power_min - power) : f.precision;
                    uint64_t fraction = 0;
                    for (int i = 0; i < bits; i++) {
                        fraction <<= 1;
                        if (compare(digits, &below) >= 0) {
                            subtract(digits, &below);
                            fraction |= 1;
                        }
                        shift_left(digits, 1);
                    }
                    // What is left, against a half of the last bit; below half of the smallest number it is less in any case.
                    int rest = bits < 0 ? -1 : compare(digits, &below);
                    if (rest > 0 || (rest == 0 && (fraction & 1))) fraction++;
                    // A carry out of the fraction is the next exponent, which is what the bits then say by themselves.
                    uint64_t biased = power < f.power_min ? 0 : (uint64_t)(power - f.power_min);
                    return (biased << (f.precision - 1)) + fraction;
                }

                /// Reads a decimal number without its sign; the end of what was read, or NULL if that is none.
                static const char *read_decimal(const char *text, format f, int *is_negative, uint64_t *result) {
                    static natural digits;
                    const char *at = text;
                    *is_negative = *at == '-';
                    int exponent = 0, kept = 0, seen = 0, has_rest = 0;
                    if (*at == '-' || *at == '+') at++;
                    digits.count = 0;
                    for (int after_point = 0;; at++) {
                        if (*at == '.' && !after_point) {
                            after_point = 1;
                        } else if (*at >= '0' && *at <= '9') {
                            seen = 1;
                            if (kept < decimals_max) {
                                if (kept || *at != '0') kept++;
                                multiply(&digits, 10, (uint32_t)(*at - '0'));
                                exponent -= after_point;
                            } else {
                                has_rest |= *at != '0';
                                exponent += !after_point;
                            }
                        } else {
                            break;
                        }
                    }
                    if (!seen) {
                        static const char *const words[] = {"infinity", "inf", "nan"};
                        for (int word = 0; word < 3; word++) {
                            const char *letter = words[word], *end = at;
                            while (*letter && (*end | 0x20) == *letter) letter++, end++;
                            if (*letter) continue;
                            *result = infinity(f) + (word == 2 ? (uint64_t)1 << (f.precision - 2) : 0);
                            return end;
                        }
                        return NULL;
                    }
                    if (*at == 'e' || *at == 'E') {
                        const char *power = at + 1;
                        int sign = *power == '-' ? -1 : 1, value = 0;
                        if (*power == '-' || *power == '+') power++;
                        if (*power >= '0' && *power <= '9') {
                            for (; *power >= '0' && *power <= '9'; power++)
                                if (value < 100000) value = 10 * value + (*power - '0');
                            exponent += sign * value;
                            at = power;
                        }
                    }
                    // Digits beyond those kept only say that the number is not exactly the one that is kept.
                    if (has_rest) multiply(&digits, 10, 1), exponent--;
                    if (!digits.count || exponent + kept < -330) *result = 0;
                    else if (exponent + kept > 310) *result = infinity(f);
                    else *result = nearest(&digits, exponent, f);
                    return at;
                }

                /// For Swift's `Double(_: String)`.
                const char *_swift_stdlib_strtod_clocale(const char *text, double *result) {
                    int is_negative = 0;
                    union { uint64_t bits; double value; } read = {.bits = 0};
                    const char *end = read_decimal(text, (format){53, -1022, 1023}, &is_negative, &read.bits);
                    *result = is_negative ? -read.value : read.value;
                    return end;
                }

                /// For Swift's `Float(_: String)`.
                const char *_swift_stdlib_strtof_clocale(const char *text, float *result) {
                    int is_negative = 0;
                    uint64_t bits = 0;
                    const char *end = read_decimal(text, (format){24, -126, 127}, &is_negative, &bits);
                    union { uint32_t bits; float value; } read = {.bits = (uint32_t)bits};
                    *result = is_negative ? -read.value : read.value;
                    return end;
                }

                uintptr_t __stack_chk_guard = 0x0be115c0;
                _Noreturn void __stack_chk_fail(void) { __builtin_trap(); }

                /// The host allocates here what it hands to the guest: strings, lists and spilled parameters.
                __attribute__((export_name("cabi_realloc")))
                void *cabi_realloc(void *old, size_t old_size, size_t alignment, size_t size) {
                    if (size == 0) return (void *)alignment;
                    void *fresh = NULL;
                    if (posix_memalign(&fresh, alignment, size) != 0) __builtin_trap();
                    if (old_size) {
                        memcpy(fresh, old, old_size < size ? old_size : size);
                        free(old);
                    }
                    return fresh;
                }

                """#
        ),
    ]
}
