import ObeliskTestSupport
import Testing
import WIT

@Suite struct ValueJSONTests {
    private static let line: ValueType = .record(
        RecordType(
            name: TypeName("line"),
            fields: [.init("price", .f64), .init("line-note", .option(.string)), .init("tags", .list(.u8))]))
    private static let shape: ValueType = .variant(
        VariantType(name: TypeName("shape"), cases: [.init("empty-set"), .init("circle", .f32), .init("poly", line)]))
    private static let color: ValueType = .enum(EnumType(name: TypeName("color"), cases: ["red", "dark-green"]))
    private static let access: ValueType = .flags(FlagsType(name: TypeName("access"), flags: ["read", "write-all"]))

    @Test(arguments: 0..<40)
    func `random values of random types come back from JSON as they were`(seed: UInt64) throws {
        var random = RandomValues(seed: seed)
        for _ in 0..<100 {
            let type = random.type(depth: random.below(5))
            let value = random.value(of: type)
            let json = try value.json(as: type)
            let read = try Value(json: json, as: type)
            #expect(read == value, "\(type) \(String(decoding: json, as: UTF8.self))")
            #expect(try read.json(as: type) == json)
            _ = try JSONValue.parse(json)
        }
    }

    @Test(
        arguments: [
            (.u8, "255", "255"), (.u8, "1.0", "1"), (.u16, "1e3", "1000"), (.u64, "18446744073709551615", nil),
            (.s64, "-9223372036854775808", nil), (.u64, "9007199254740991.0", "9007199254740991"), (.u32, "-0", "0"),
            (.f32, "0.1", "0.1"), (.f32, "16777217", "16777216.0"), (.f64, "1", "1.0"), (.f64, "\"NaN\"", nil),
            (.f64, "18446744073709551615", "1.8446744073709552e+19"), (.f32, "\"-Infinity\"", nil), (.f64, "-0.0", nil),
            (.char, "\"😀\"", nil), (.char, #""\u00e9""#, "\"é\""),
            (.option(.u8), "null", nil), (.option(.option(.u8)), "null", nil),
            (.option(.option(.u8)), #"{"some":null}"#, nil), (.option(.option(.u8)), #"{"some":3}"#, nil),
            (.option(.result(ok: nil, err: nil)), #"{"ok":null}"#, nil),
            (.result(ok: .u64, err: .string), #"{"err":"no"}"#, nil),
            (.result(ok: nil, err: .u8), #"{"ok":null}"#, nil),
            (Self.line, #" { "tags":[1], "price":2 } "#, #"{"price":2.0,"line_note":null,"tags":[1]}"#),
            (Self.line, #"{"price":1.5,"line-note":"x","tags":[]}"#, #"{"price":1.5,"line_note":"x","tags":[]}"#),
            (.list(.u8), #"{"base64":"AQID/w=="}"#, "[1,2,3,255]"),
            (.fixedList(.u8, count: 2), #"{"base64":"AAE="}"#, "[0,1]"),
            (Self.shape, #""empty-set""#, #""empty_set""#), (Self.shape, #"{"circle":1}"#, #"{"circle":1.0}"#),
            (Self.color, #""dark-green""#, #""dark_green""#), (Self.color, #""dark_green""#, nil),
            (Self.access, #"["write-all","read"]"#, #"["read","write_all"]"#), (Self.access, "[]", nil),
            (
                .map(key: .string, value: .u8), #"{"b":1,"a":2,"é":3,"e\u0301":4}"#,
                "{\"b\":1,\"a\":2,\"é\":3,\"e\u{301}\":4}"
            ),
            (.map(key: .u8, value: .string), #"[[1,"a"],[0,"b"]]"#, nil), (.tuple([.bool, .u8]), "[true,1]", nil),
        ] as [(ValueType, String, String?)])
    func `each type has one JSON form, and reads some more`(type: ValueType, input: String, output: String?) throws {
        let value = try Value(json: input, as: type)
        #expect(String(decoding: try value.json(as: type), as: UTF8.self) == output ?? input)
    }

    @Test(
        arguments: [
            (.bool, "1", "expected bool, found number 1"),
            (.u8, "256", "expected u8 (0 to 255), found number 256"),
            (.u8, "-1", "expected u8 (0 to 255), found number -1"),
            (.u8, "1.5", "expected u8 (0 to 255), found number 1.5"),
            (.s8, "-129", "expected s8 (-128 to 127), found number -129"),
            (
                .u64, "18446744073709551616",
                "expected u64 (0 to 18446744073709551615), found number 18446744073709551616"
            ),
            (.u64, "9007199254740992.0", "expected u64 (0 to 18446744073709551615), found number 9007199254740992.0"),
            (.u8, "\"1\"", "expected u8, found string \"1\""),
            (.f32, "3.5e38", "expected f32 (at most ±3.4e38), found number 3.5e38"),
            (.f64, "1e309", "expected f64 (at most ±1.8e308), found number 1e309"),
            (.f64, "\"nan\"", "expected f64, found string \"nan\""),
            (.char, "\"ab\"", "expected char (a string of one Unicode scalar), found string \"ab\""),
            (.char, "\"\"", "expected char (a string of one Unicode scalar), found string \"\""),
            (.string, "null", "expected string, found null"),
            (.list(.u8), "[1,[2]]", "[1]: expected u8, found array"),
            (.list(.u8), "[10,01]", "not JSON: line 1, column 5: a number must not start with a zero"),
            (.list(.u8), "[0, 256 ]", "[1]: expected u8 (0 to 255), found number 256"),
            (.list(.u8), #"{"base64":"AQ"}"#, "base64: is not base64 (RFC 4648 §4, with padding)"),
            (.list(.u8), #"{"hex":"01"}"#, #"expected list<u8>, an array or {"base64": "…"}, found another object"#),
            (.fixedList(.bool, count: 2), "[true]", "expected 2 elements, found 1"),
            (.tuple([.u8]), "[1,2,3]", "expected 1 elements, found 3"),
            (Self.line, #"{"price":1}"#, "tags: expected list<u8>, is missing"),
            (Self.line, #"{"prize":1}"#, "unknown field `prize`; there are `price`, `line_note`, `tags`"),
            (Self.line, #"{"line_note":null,"line-note":"x"}"#, "line_note: is given twice"),
            (Self.shape, #""circle""#, #"expected {"circle": …} with a payload of f32, found string "circle""#),
            (
                Self.shape, #"{"empty_set":null}"#,
                #"expected "empty_set", as this case has no payload, found an object"#
            ),
            (Self.shape, #"{"circle":1,"poly":2}"#, "expected one case, found `poly` as well"),
            (Self.shape, #"{"square":1}"#, "unknown case `square`; there are `empty_set`, `circle`, `poly`"),
            (Self.shape, #"{"poly":{"price":"x"}}"#, "poly.price: expected f64, found string \"x\""),
            (Self.shape, "{}", "expected one case of shape, found an empty object"),
            (Self.color, "{\"red\":null}", "expected color, found object"),
            (Self.color, "\"blue\"", "unknown case `blue`; there are `red`, `dark_green`"),
            (Self.access, #"["read","read"]"#, "[1]: the flag `read` is given twice"),
            (Self.access, #"["run"]"#, "[0]: unknown flag `run`; there are `read`, `write_all`"),
            (.result(ok: nil, err: .u8), #"{"ok":1}"#, "ok: expected null, as this side has no value, found number 1"),
            (.result(ok: nil, err: .u8), #"{"Ok":1}"#, "expected `ok` or `err`, found `Ok`"),
            (.result(ok: .u8, err: .u8), #"{"ok":1,"err":1}"#, "expected one member, found `err` as well"),
            (.option(.option(.u8)), "1", "expected null or {\"some\": …} for option<option<u8>>, found number 1"),
            (.map(key: .string, value: .u8), #"{"a":1,"a":2}"#, "[\"a\"]: is given twice"),
            (.map(key: .u8, value: .u8), "[[1,2],[1,3]]", "[1]: the key 1 is given twice"),
            (.map(key: .u8, value: .u8), "[[1,\"x\"]]", "[0][1]: expected u8, found string \"x\""),
            (.own(ResourceType(name: TypeName("r"))), "1", "r has no JSON form"),
            (.u8, "1 2", "not JSON: line 1, column 3: expected the end of the text, found `2`"),
            (.list(.u8), "[1,]", "not JSON: line 1, column 4: expected a value, found `]`"),
        ] as [(ValueType, String, String)])
    func `what does not fit is refused with its place`(type: ValueType, input: String, message: String) {
        let error = #expect(throws: ValueError.self) { try Value(json: input, as: type) }
        #expect(error?.description == message)
    }

    @Test(arguments: [
        ("[1]", "params: expected an array of 2 parameters (n: u8, lines: list<line>), found 1"),
        ("[1,[],3]", "params: expected an array of 2 parameters (n: u8, lines: list<line>), found 3"),
        ("{}", "params: expected an array of 2 parameters (n: u8, lines: list<line>), found object"),
        ("[256,[]]", "params[0]: expected u8 (0 to 255), found number 256"),
        (
            #"[1,[{"price":1,"tags":[]},{"price":"x","tags":[]}]]"#,
            "params[1][1].price: expected f64, found string \"x\""
        ),
        ("[1,", "not JSON: line 1, column 4: expected a value, found the end of the text"),
    ])
    func `parameters are checked for number, then one by one`(json: String, message: String) throws {
        let function = FunctionType(parameters: [.init("n", .u8), .init("lines", .list(Self.line))])
        let error = #expect(throws: ValueError.self) {
            try Value.parameters(fromJSON: Array(json.utf8), for: function)
        }
        #expect(error?.description == message)
        let good = try Value.parameters(fromJSON: Array("[7,[]]".utf8), for: function)
        #expect(good == [.u8(7), .list([])])
        #expect(try Value.parameters(fromJSON: Array(" [] ".utf8), for: FunctionType(parameters: [])) == [])
    }

    @Test func `a value that is not of the type is not written`() {
        let error = #expect(throws: ValueError.self) {
            try Value.list([.ok(.u8(1)), .ok(nil)]).json(as: .list(.result(ok: .u8, err: nil)))
        }
        #expect(error?.description == "[1].ok: expected u8, found no value")
        #expect(throws: ValueError.self) { try Value.enum(2).json(as: Self.color) }
        #expect(throws: ValueError.self) { try Value.u8(2).json(as: .u16) }
    }
}
