import Testing
import WIT

@Suite struct JSONWriterTests {
    @Test func `commas, escapes and numbers come out compact`() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("a\"b")
        writer.beginArray()
        writer.number(Int64.min)
        writer.number(UInt64.max)
        writer.number(0.1)
        writer.number(Float(0.1))
        writer.number(Double.nan)
        writer.number(-Double.infinity)
        writer.endArray()
        writer.key("text")
        writer.string("\u{0}\u{1f}\n\t\u{8}\u{c}\r\\/😀\u{7f}")
        writer.key("none")
        writer.null()
        writer.key("raw")
        writer.raw(Array("[true,{}]".utf8))
        writer.key("empty")
        writer.beginObject()
        writer.endObject()
        writer.key("last")
        writer.bool(false)
        writer.endObject()
        #expect(
            writer.text == #"{"a\"b":[-9223372036854775808,18446744073709551615,0.1,0.1,"NaN","-Infinity"],"#
                + #""text":"\u0000\u001f\n\t\b\f\r\\/😀"# + "\u{7f}"
                + #"","none":null,"raw":[true,{}],"empty":{},"last":false}"#)
    }

    @Test func `random values read back as they were written`() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let value = Self.randomValue(depth: 4, using: &random)
            let bytes = value.serialize()
            #expect(try JSONValue.parse(bytes) == value)
            let double = Double(bitPattern: random.next())
            guard double.isFinite else { continue }
            var writer = JSONWriter()
            writer.number(double)
            var reader = JSONReader(writer.bytes)
            #expect(try reader.readDouble().bitPattern == double.bitPattern)
        }
    }

    @Test func `equality looks at the meaning of numbers and not at the order of members`() throws {
        func equal(_ left: String, _ right: String) throws -> Bool {
            let (left, right) = (try JSONValue.parse(left), try JSONValue.parse(right))
            return left == right && left.hashValue == right.hashValue
        }
        #expect(try equal(#"{"a":1,"b":[2]}"#, #"{"b":[2.0],"a":10e-1}"#))
        #expect(try equal("0.0", "0e5"))
        #expect(try !equal("-0", "0"))
        #expect(try !equal("1e99999999999999999999", "2e99999999999999999999"))
        #expect(try !equal(#"{"a":1}"#, #"{"a":1,"b":2}"#))
        #expect(try !equal(#""\u00e9""#, #""e\u0301""#))
    }

    private static func randomValue(depth: Int, using random: inout SystemRandomNumberGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 6 : 4), using: &random) {
        case 0: .null
        case 1: .bool(Bool.random(using: &random))
        case 2: .number(Int64.random(in: .min ... .max, using: &random).description)
        case 3: .string(randomString(using: &random))
        case 4: .array((0..<3).map { _ in randomValue(depth: depth - 1, using: &random) })
        default:
            .object(
                (0..<3).map { index in
                    ("\(index)" + randomString(using: &random), randomValue(depth: depth - 1, using: &random))
                })
        }
    }

    private static func randomString(using random: inout SystemRandomNumberGenerator) -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0..<12, using: &random) {
            let limit: UInt32 = Bool.random(using: &random) ? 0x80 : 0x110000
            scalars.append(Unicode.Scalar(UInt32.random(in: 0..<limit, using: &random)) ?? "x")
        }
        return String(scalars)
    }
}
