import ObeliskCore
import ObeliskRuntime
import Testing
import WIT

struct ReflectionTests {
    @Test func `types keep the names of the interface at hand, then of the one they come from`() async throws {
        let bytes = try TestComponents.make(
            world: """
                package test:guest;
                interface shapes {
                    record point { x: f64, y: f64 }
                    enum colour { red, dark-green }
                }
                interface paint {
                    use shapes.{point, colour as shade};
                    variant brush { round(u8), line(point) }
                    dot: func(at: point, in: shade, by: option<brush>) -> result<list<point>, string>;
                }
                world guest { import paint; }
                """,
            core: """
                (module
                  (import "test:guest/paint" "dot" (func (param f64 f64 i32 i32 i32 i64 f64 i32)))
                  (memory (export "memory") 1)
                  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) i32.const 0))
                """)
        let description = try await makeRuntime().describe(bytes)
        let dot = try #require(description.imports.first { $0.name == "test:guest/paint" }?.functions.first?.type)
        #expect(dot.parameters.map(\.name) == ["at", "in", "by"])
        let paint = try InterfaceName("test:guest/paint")
        let point = RecordType(
            name: TypeName("point", in: paint), fields: [.init("x", .f64), .init("y", .f64)])
        #expect(
            dot
                == FunctionType(
                    parameters: [
                        .init("at", .record(point)),
                        .init("in", .enum(EnumType(name: TypeName("shade", in: paint), cases: ["red", "dark-green"]))),
                        .init(
                            "by",
                            .option(
                                .variant(
                                    VariantType(
                                        name: TypeName("brush", in: paint),
                                        cases: [.init("round", .u8), .init("line", .record(point))])))),
                    ], result: .result(ok: .list(.record(point)), err: .string)))
    }

    /// A component that takes a value of every kind with a JSON form and gives it back, as `result<T, string>`.
    @Test(
        arguments: [
            ("list<bool>", "[true,false]"), ("list<s8>", "[-128,127]"), ("list<u64>", "[18446744073709551615]"),
            ("list<f32>", "[0.1,\"NaN\",\"-Infinity\"]"), ("list<f64>", "[1e+300]"), ("list<char>", "[\"ß\"]"),
            ("list<string>", "[\"\",\"Grüße\"]"), ("list<u8>", "[0,255]"), ("list<list<u8>>", "[[],[1]]"),
            ("list<option<u8>>", "[null,1]"), ("list<option<option<u8>>>", "[null,{\"some\":null},{\"some\":1}]"),
            ("list<tuple<u8,string>>", "[[1,\"x\"]]"), ("list<rec>", "[{\"a\":1,\"b_c\":null}]"),
            ("list<choice>", "[{\"first\":7},\"second\"]"), ("list<colour>", "[\"red\",\"dark_green\"]"),
            ("list<marks>", "[[],[\"x\",\"z\"]]"), ("list<result<u8,string>>", "[{\"ok\":1},{\"err\":\"e\"}]"),
            ("list<result>", "[{\"ok\":null},{\"err\":null}]"), ("list<tuple<u8>>", "[[9]]"),
        ])
    func `values cross from JSON into a guest and back unchanged`(_ type: String, _ json: String) async throws {
        let bytes = try TestComponents.make(
            world: """
                package test:guest;
                interface echo {
                    record rec { a: u8, b-c: option<string> }
                    variant choice { first(u8), second }
                    enum colour { red, dark-green }
                    flags marks { x, y, z }
                    echo: func(v: \(type)) -> result<\(type), string>;
                }
                world guest { export echo; }
                """,
            core: """
                (module
                  (memory (export "memory") 1)
                  (global $next (mut i32) (i32.const 1024))
                  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (local $at i32)
                    (local.set $at (global.get $next))
                    (global.set $next
                      (i32.and (i32.add (i32.add (local.get $at) (local.get 3)) (i32.const 15)) (i32.const -16)))
                    (local.get $at))
                  (func (export "test:guest/echo#echo") (param i32 i32) (result i32)
                    (i32.store (i32.const 16) (i32.const 0))
                    (i32.store (i32.const 20) (local.get 0))
                    (i32.store (i32.const 24) (local.get 1))
                    (i32.const 16)))
                """)
        let runtime = try makeRuntime()
        try await runtime.load(.init(test: "echo", .activity), bytes: bytes)
        let call = try runtime.startActivity(GuestStart("echo", "test:guest/echo.echo", "[\(json)]")) { _ in
            .value(.none)
        }
        #expect(call.outcome() == .returned(.ok(JSONText(valid: json)), isPermanent: false))
    }
}
