import Testing
import Wasmtime

struct ComponentTests {
    private func failure(_ bytes: [UInt8]) throws -> WasmtimeError? {
        let engine = try makeEngine { $0.pool = nil }
        return #expect(throws: WasmtimeError.self) { try Component(compiling: bytes, engine: engine) }
    }

    @Test func `bytes that are not WebAssembly are named so`() throws {
        #expect(try failure([])?.code == .notWasm)
        #expect(try failure(Array("(component)".utf8))?.code == .notWasm)
        #expect(try failure(Array(repeating: 7, count: 1_000))?.code == .notWasm)
    }

    @Test func `a core module is named so`() throws {
        let error = try failure(ComponentBytes.encode(text: "(module (func))"))
        #expect(error?.code == .coreModule)
        #expect(error?.message.contains("wasm-tools component new") == true)
    }

    @Test func `a component cut off anywhere is refused, mid-section as truncated`() throws {
        let bytes = try ComponentBytes.encode(text: TestGuests.asking)
        let engine = try makeEngine { $0.pool = nil }
        var truncated = 0
        for size in 4..<bytes.count {
            do {
                _ = try Component(compiling: Array(bytes[..<size]), engine: engine)
            } catch {
                #expect(error.code == .truncated || error.code == .invalidComponent)
                if error.code == .truncated { truncated += 1 }
            }
        }
        #expect(truncated > bytes.count / 2)
        #expect(try failure(Array(bytes[..<20]))?.message.contains("runs past its 20 bytes") == true)
    }

    @Test func `a component that is broken inside is invalid`() throws {
        var bytes = try ComponentBytes.encode(text: TestGuests.math)
        // Past the preamble comes the core module; its own preamble is broken here.
        let inner = try #require(bytes.dropFirst(8).firstIndex(of: 0x61))
        bytes[inner] = 0xFF
        let error = try failure(bytes)
        #expect(error?.code == .invalidComponent)
    }

    @Test func `imports and exports can be read, resources by identity`() throws {
        let engine = try makeEngine()
        let text = """
            (component
              (import "demo:store/items@1.0.0" (instance
                (export "item" (type $item (sub resource)))
                (export "[constructor]item" (func (param "name" string) (result (own $item))))
                (export "[method]item.size" (func (param "self" (borrow $item)) (result u64)))
                (type $e (enum "small" "large"))
                (export "size" (type $size (eq $e)))
                (export "classify" (func (param "items" (list (own $item))) (result $size)))))
              (import "log" (func (param "text" string))))
            """
        let type = try compile(text, engine).type
        let item = ResourceIdentity(index: 0)
        #expect(type.exports.isEmpty)
        #expect(
            type.imports == [
                NamedItem(
                    name: "demo:store/items@1.0.0",
                    item: .instance([
                        NamedItem(name: "item", item: .resource(item)),
                        NamedItem(
                            name: "[constructor]item",
                            item: .function(
                                ComponentFunctionType(
                                    parameters: [NamedType(name: "name", type: .string)], result: .own(item),
                                    isAsync: false))),
                        NamedItem(
                            name: "[method]item.size",
                            item: .function(
                                ComponentFunctionType(
                                    parameters: [NamedType(name: "self", type: .borrow(item))], result: .u64,
                                    isAsync: false))),
                        NamedItem(name: "size", item: .type(.enumeration(["small", "large"]))),
                        NamedItem(
                            name: "classify",
                            item: .function(
                                ComponentFunctionType(
                                    parameters: [NamedType(name: "items", type: .list(.own(item)))],
                                    result: .enumeration(["small", "large"]), isAsync: false))),
                    ])),
                NamedItem(
                    name: "log",
                    item: .function(
                        ComponentFunctionType(
                            parameters: [NamedType(name: "text", type: .string)], result: nil, isAsync: false))),
            ])
    }

    @Test(arguments: ["(func async)", "(func (param \"s\" (stream u8)))", "(func (result (future u8)))"])
    func `async functions, streams and futures are refused`(_ type: String) throws {
        let error = try failure(ComponentBytes.encode(text: "(component (import \"f\" \(type)))"))
        #expect(error?.code == .invalidComponent)
        #expect(error?.message.contains("async") == true, "\(error?.message ?? "")")
    }

    @Test func `a component whose import nobody offers cannot be instantiated`() throws {
        let engine = try makeEngine()
        let guest = GuestInstance(
            component: try compile(TestGuests.asking, engine), linker: try emptyLinker(engine), state: TestState())
        let error = #expect(throws: WasmtimeError.self) {
            try guest.run(ComponentFunctionName(instance: nil, function: "run"), [.u32(1)])
        }
        #expect(error?.code == .linkFailed)
        #expect(error?.message.contains("demo:host/io@1.0.0") == true)
    }

    @Test func `an unknown export is named`() throws {
        let engine = try makeEngine()
        let guest = GuestInstance(
            component: try compile(TestGuests.math, engine), linker: try emptyLinker(engine), state: TestState())
        let error = #expect(throws: WasmtimeError.self) {
            try guest.start(ComponentFunctionName(instance: "demo:math/api@1.0.0", function: "sub"), [])
        }
        #expect(error?.code == .noSuchExport)
        #expect(error?.message.contains("demo:math/api@1.0.0.sub") == true)
    }
}
