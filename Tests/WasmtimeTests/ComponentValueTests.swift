import Testing
import Wasmtime

struct ComponentValueTests {
    /// A type as text, its reflection, and values of it.
    struct Sample: Sendable, CustomTestStringConvertible {
        let text: String
        let type: ComponentValueType
        let values: [ComponentValue]
        var testDescription: String { text }
    }

    static let samples: [Sample] = [
        Sample(text: "bool", type: .bool, values: [.bool(true), .bool(false)]),
        Sample(text: "s8", type: .s8, values: [.s8(.min), .s8(.max)]),
        Sample(text: "s16", type: .s16, values: [.s16(.min), .s16(.max)]),
        Sample(text: "u16", type: .u16, values: [.u16(.min), .u16(.max)]),
        Sample(text: "s32", type: .s32, values: [.s32(.min), .s32(.max)]),
        Sample(text: "u32", type: .u32, values: [.u32(.min), .u32(.max)]),
        Sample(text: "s64", type: .s64, values: [.s64(.min), .s64(.max)]),
        Sample(text: "u64", type: .u64, values: [.u64(.min), .u64(.max)]),
        Sample(text: "f32", type: .float32, values: [.float32(-0.5), .float32(.infinity)]),
        Sample(text: "f64", type: .float64, values: [.float64(0.1), .float64(-.infinity)]),
        Sample(text: "char", type: .char, values: [.char("a"), .char("\u{1F600}")]),
        Sample(text: "string", type: .string, values: [.string(""), .string("Grüße \u{1F44B}")]),
        Sample(text: "(list u8)", type: .list(.u8), values: [.bytes([0, 128, 255]), .list([])]),
        Sample(
            text: "(list string)", type: .list(.string), values: [.list([.string("a"), .string("b")]), .list([])]),
        Sample(
            text: #"(record (field "a" u8) (field "b-c" string))"#,
            type: .record([NamedType(name: "a", type: .u8), NamedType(name: "b-c", type: .string)]),
            values: [.record([.init("a", .u8(1)), .init("b-c", .string("x"))])]),
        Sample(
            text: "(tuple u8 string)", type: .tuple([.u8, .string]), values: [.tuple([.u8(1), .string("x")])]),
        Sample(
            text: #"(variant (case "none") (case "some" (list u8)))"#,
            type: .variant([CaseType(name: "none", payload: nil), CaseType(name: "some", payload: .list(.u8))]),
            values: [.variant(case: "none", payload: nil), .variant(case: "some", payload: .bytes([1, 2]))]),
        Sample(
            text: #"(enum "red" "green")"#, type: .enumeration(["red", "green"]),
            values: [.enumeration("green"), .enumeration("red")]),
        Sample(
            text: "(option string)", type: .option(.string), values: [.option(nil), .option(.string("x"))]),
        Sample(
            text: "(option (option u8))", type: .option(.option(.u8)),
            values: [.option(nil), .option(.option(nil)), .option(.option(.u8(1)))]),
        Sample(
            text: "(result u8 (error string))", type: .result(ok: .u8, error: .string),
            values: [.ok(.u8(1)), .error(.string("no"))]),
        Sample(text: "(result)", type: .result(ok: nil, error: nil), values: [.ok(nil), .error(nil)]),
        Sample(
            text: #"(flags "a" "b" "c")"#, type: .flags(["a", "b", "c"]),
            values: [.flags([]), .flags(["a", "c"])]),
        Sample(
            text: "(map string u32)", type: .map(key: .string, value: .u32),
            values: [.map([]), .map([.init(key: .string("k"), value: .u32(1))])]),
    ]

    private let echo = ComponentFunctionName(instance: nil, function: "echo")

    @Test(arguments: samples) func `a value comes back from a guest unchanged`(_ sample: Sample) throws {
        let engine = try makeEngine()
        let component = try compile(TestGuests.echo(sample.text), engine)
        #expect(
            component.type.exportedFunctions[echo]
                == ComponentFunctionType(
                    parameters: [NamedType(name: "v", type: .list(sample.type))], result: .list(sample.type),
                    isAsync: false))
        let guest = GuestInstance(component: component, linker: try emptyLinker(engine), state: TestState())
        #expect(try guest.run(echo, [.list(sample.values)]) == [.list(sample.values)])
    }

    @Test func `a list of u8 is taken in both forms and given as bytes`() throws {
        let engine = try makeEngine()
        let component = try compile(TestGuests.echo("u8"), engine)
        let guest = GuestInstance(component: component, linker: try emptyLinker(engine), state: TestState())
        #expect(try guest.run(echo, [.list([.u8(1), .u8(2)])]) == [.bytes([1, 2])])
        #expect(try guest.run(echo, [.bytes([1, 2])]) == [.bytes([1, 2])])
        #expect(try guest.run(echo, [.bytes([])]) == [.list([])])
    }

    @Test func `not-a-numbers stay not-a-numbers`() throws {
        let engine = try makeEngine()
        let component = try compile(TestGuests.echo("f64"), engine)
        let guest = GuestInstance(component: component, linker: try emptyLinker(engine), state: TestState())
        guard case .list(let values) = try guest.run(echo, [.list([.float64(.nan)])]).first,
            case .float64(let value) = values.first
        else {
            Issue.record("expected a list of one float")
            return
        }
        #expect(value.isNaN)
    }

    @Test func `values that do not fit the parameters are refused before the guest runs`() throws {
        let engine = try makeEngine()
        let component = try compile(TestGuests.echo("string"), engine)
        let guest = GuestInstance(component: component, linker: try emptyLinker(engine), state: TestState())
        let wrong = #expect(throws: WasmtimeError.self) { try guest.run(echo, [.list([.u8(1)])]) }
        #expect(wrong?.code == .wrongArguments)
        #expect(wrong?.message == "type mismatch: expected string, found u8")
        let count = #expect(throws: WasmtimeError.self) { try guest.start(echo, []) }
        #expect(count?.code == .wrongArguments)
        #expect(count?.message == "echo takes 1 arguments, not 0")
    }

    /// Values that look right from afar.
    private static let crooked: [ComponentValue] = [
        .record([]), .record([.init("a", .u8(1))]), .record([.init("b-c", .string("x")), .init("a", .u8(1))]),
        .tuple([]), .tuple([.u8(1)]), .variant(case: "other", payload: nil), .variant(case: "some", payload: nil),
        .variant(case: "none", payload: .u8(1)), .enumeration("blue"), .flags(["d"]), .ok(nil), .error(.u8(1)),
        .option(.u64(1)), .map([.init(key: .u8(1), value: .u8(1))]), .list([.u8(1), .string("x")]),
    ]

    @Test(arguments: samples) func `a value of another type is refused, never a crash`(_ sample: Sample) throws {
        let engine = try makeEngine()
        let component = try compile(TestGuests.echo(sample.text), engine)
        let linker = try emptyLinker(engine)
        for value in Self.samples.flatMap(\.values) + Self.crooked where !sample.values.contains(value) {
            let guest = GuestInstance(component: component, linker: linker, state: TestState())
            do {
                let echoed = try guest.run(echo, [.list([value])])
                #expect(echoed == [.list([value])] || sample.text == "(list u8)", "\(value)")
            } catch let error as WasmtimeError {
                #expect(error.code == .wrongArguments, "\(error)")
            }
        }
    }
}
