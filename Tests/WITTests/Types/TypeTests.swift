import Testing
import WIT

@Suite struct TypeTests {
    private static func record(_ fields: [RecordType.Field], name: String? = nil) -> ValueType {
        .record(RecordType(name: name.map { TypeName($0) }, fields: fields))
    }

    @Test func `types print as WIT text, declared ones by name or spelled out`() {
        let line = Self.record([.init("type", .u8), .init("note", .option(.string))], name: "line")
        #expect(ValueType.result(ok: nil, err: .string).description == "result<_, string>")
        #expect(ValueType.result(ok: .u64, err: nil).description == "result<u64>")
        #expect(ValueType.result(ok: nil, err: nil).description == "result")
        #expect(ValueType.fixedList(.map(key: .u8, value: line), count: 3).description == "list<map<u8, line>, 3>")
        #expect(
            ValueType.list(line).text(expandingNames: true) == "list<record { %type: u8, note: option<string> }>")
        let function = FunctionType(
            parameters: [.init("n", .u8), .init("to", .borrow(ResourceType(name: TypeName("r"))))],
            result: .stream(nil), isAsync: true)
        #expect(function.description == "async func(n: u8, to: borrow<r>) -> stream")
    }

    @Test func `an import is compared with an export structurally, and the place where they part is named`() {
        let a = Self.record([.init("price", .f64), .init("n", .u8)], name: "a")
        let renamed = Self.record([.init("price", .f64), .init("n", .u8)], name: "b")
        let narrower = Self.record([.init("price", .f32), .init("n", .u8)])
        let shorter = Self.record([.init("price", .f64)])
        func function(_ type: ValueType, named name: String = "lines") -> FunctionType {
            FunctionType(parameters: [.init(name, .list(type))], result: .result(ok: nil, err: .string))
        }
        func difference(_ other: FunctionType) -> String? { function(a).difference(from: other)?.description }
        #expect(difference(function(renamed)) == nil)
        #expect(
            difference(function(narrower))
                == "parameter `lines`, list element, field `price`: expected f64, found f32")
        #expect(
            difference(function(shorter))
                == "parameter `lines`, list element, field 1: expected `n`, found no further field")
        #expect(difference(function(a, named: "items")) == "parameter 0: expected `lines`, found `items`")
        #expect(difference(FunctionType(parameters: [])) == "expected 1 parameter, found 0 parameters")
        var other = function(a)
        other.result = .result(ok: .u8, err: .string)
        #expect(difference(other) == "result, ok payload: expected none, found u8")
        other.result = nil
        #expect(difference(other) == "result: expected result<_, string>, found none")
    }

    @Test func `a resource is the same under a compatible version of its interface`() throws {
        func handle(_ interface: String, _ name: String = "r") throws -> ValueType {
            .own(ResourceType(name: TypeName(name, in: try InterfaceName(interface))))
        }
        #expect(try handle("a:b/c@1.0.3").difference(from: handle("a:b/c@1.2.0")) == nil)
        #expect(try handle("a:b/c@0.1.0").difference(from: handle("a:b/c@0.2.0")) != nil)
        #expect(try handle("a:b/c").difference(from: handle("a:b/c", "s")) != nil)
    }

    @Test func `a function that cannot be called with JSON says why`() {
        let handle = ValueType.borrow(ResourceType(name: TypeName("cart")))
        let record = Self.record([.init("n", .u8), .init("carts", .list(handle))])
        let function = FunctionType(parameters: [.init("a", .u8), .init("b", .option(record))], result: .stream(.u8))
        #expect(
            function.obstacleToJSON?.description
                == "parameter `b`, option payload, field `carts`, list element: borrow<cart> has no JSON form")
        #expect(
            FunctionType(parameters: [], result: .result(ok: .stream(.u8), err: nil)).obstacleToJSON?.description
                == "result, ok payload: stream<u8> has no JSON form")
        #expect(FunctionType(parameters: [.init("a", .map(key: .u8, value: .char))]).hasJSONForm)
    }
}
