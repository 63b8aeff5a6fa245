import Testing
import WIT

@Suite struct JSONReaderTests {
    @Test(arguments: [
        ("", "line 1, column 1: expected a value, found the end of the text"),
        ("[1,]", "line 1, column 4: expected a value, found `]`"),
        ("[,1]", "line 1, column 2: expected a value, found `,`"),
        ("[1 2]", "line 1, column 4: expected `,` or `]`, found `2`"),
        ("[1", "line 1, column 3: expected `,` or `]`, found the end of the text"),
        ("{\"a\":1,}", "line 1, column 8: expected a member's name in quotes, found `}`"),
        ("{a:1}", "line 1, column 2: expected a member's name in quotes, found `a`"),
        ("{\"a\" 1}", "line 1, column 6: expected `:` after a member's name, found `1`"),
        ("{\"a\":}", "line 1, column 6: expected a value, found `}`"),
        ("[1}", "line 1, column 3: expected `,` or `]`, found `}`"),
        ("{\"a\":1]", "line 1, column 7: expected `,` or `}`, found `]`"),
        ("\n\"é\" x", "line 2, column 5: expected the end of the text, found `x`"),
        ("01", "line 1, column 1: a number must not start with a zero"),
        ("-", "line 1, column 2: expected a digit, found the end of the text"),
        ("+1", "line 1, column 1: expected a value, found `+`"),
        (".5", "line 1, column 1: expected a value, found `.`"),
        ("1.", "line 1, column 3: expected a digit, found the end of the text"),
        ("1e", "line 1, column 3: expected a digit, found the end of the text"),
        ("0x10", "line 1, column 2: expected the end of the text, found `x`"),
        ("NaN", "line 1, column 1: expected a value, found `N`"),
        ("nul", "line 1, column 1: expected `null`"),
        ("truE", "line 1, column 1: expected `true`"),
        ("'a'", "line 1, column 1: expected a value, found `'`"),
        ("\"a", "line 1, column 3: expected `\"` at the end of a string, found the end of the text"),
        ("\"\\x\"", "line 1, column 3: unknown escape: `x` after `\\`"),
        ("\"\\u12G4\"", "line 1, column 2: expected four hexadecimal digits after `\\u`"),
        ("\"\\ud800\"", "line 1, column 8: expected a low surrogate `\\uDC00`…`\\uDFFF` after a high one"),
        ("\"\\ud800\\u0041\"", "line 1, column 8: expected a low surrogate `\\uDC00`…`\\uDFFF` after a high one"),
        ("\"\\udc00\"", "line 1, column 2: a low surrogate without a high one before it"),
        ("\"\t\"", "line 1, column 2: a control character in a string must be escaped, found byte 0x9"),
        ("[1]//", "line 1, column 4: expected the end of the text, found `/`"),
        ("{\"a\":1,\"a\":2}", "line 1, column 12: `a` occurs twice"),
    ])
    func `what is not JSON is refused with its place`(text: String, message: String) {
        let error = #expect(throws: JSONError.self) { try JSONValue.parse(text) }
        #expect(error?.description == message)
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xFF], [0xE2, 0x82],
        ] as [[UInt8]])
    func `a string that is not UTF-8 is refused`(content: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        #expect(throws: JSONError.self) { try JSONValue.parse([quote] + content + [quote]) }
        var reader = JSONReader([quote] + content + [quote])
        #expect(throws: JSONError.self) { try reader.skipValue() }
    }

    @Test func `nesting is limited, in reading and in skipping`() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array(String(repeating: "[", count: depth).utf8) + Array(String(repeating: "]", count: depth).utf8)
        }
        _ = try JSONValue.parse(nested(JSONReader.depthLimit))
        #expect(throws: JSONError.self) { try JSONValue.parse(nested(JSONReader.depthLimit + 1)) }
        var reader = JSONReader(nested(1_000_000))
        #expect(throws: JSONError.self) { try reader.skipValue() }
    }

    @Test func `integers keep all 64 bits`() throws {
        func signed(_ text: String) throws -> Int64 {
            var reader = JSONReader(text: text)
            return try reader.readInt64()
        }
        func unsigned(_ text: String) throws -> UInt64 {
            var reader = JSONReader(text: text)
            return try reader.readUInt64()
        }
        #expect(try signed("-9223372036854775808") == .min)
        #expect(try signed("9223372036854775807") == .max)
        #expect(try unsigned("18446744073709551615") == .max)
        #expect(throws: JSONError.self) { try signed("9223372036854775808") }
        #expect(throws: JSONError.self) { try signed("-9223372036854775809") }
        #expect(throws: JSONError.self) { try unsigned("18446744073709551616") }
        #expect(throws: JSONError.self) { try unsigned("-1") }
        #expect(throws: JSONError.self) { try unsigned("1.5") }
    }

    @Test(arguments: [
        ("0.1", 0.1), ("-0", -0.0), ("1e308", 1e308), ("5e-324", Double.leastNonzeroMagnitude), ("1e-400", 0),
        ("123456789.125", 123456789.125),
        ("9007199254740993", 9007199254740992), ("0.30000000000000004", 0.1 + 0.2), ("1E+2", 100),
        ("17976931348623157e292", 1.7976931348623157e308),
    ])
    func `a double is the nearest to the text`(text: String, value: Double) throws {
        var reader = JSONReader(text: text)
        let read = try reader.readDouble()
        #expect(read.bitPattern == value.bitPattern)
        var overflowing = JSONReader(text: "1e309")
        #expect(throws: JSONError.self) { try overflowing.readDouble() }
    }

    @Test func `objects are read in order, values raw or skipped, and callers may throw their own errors`() throws {
        var reader = JSONReader(text: #" {"a": [1, 2 ], "b" : "x\n😀é", "a": {"c":null}} "#)
        var seen: [String] = []
        try reader.readObject { (name, reader) throws(JSONError) in
            seen.append(name)
            if name == "b" {
                seen.append(try reader.readString())
            } else {
                seen.append(String(decoding: try reader.readRaw(), as: UTF8.self))
            }
        }
        try reader.finish()
        #expect(seen == ["a", "[1, 2 ]", "b", "x\n😀é", "a", #"{"c":null}"#])

        struct Mine: Error {}
        func refuse() throws {
            var reader = JSONReader(text: "[true]")
            try reader.beginArray()
            while try reader.nextElement() { throw Mine() }
        }
        #expect(throws: Mine.self) { try refuse() }
    }
}
