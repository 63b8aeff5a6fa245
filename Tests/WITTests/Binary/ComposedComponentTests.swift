import Foundation
import ObeliskTestSupport
import Testing
import WIT

/// Components put together by other means than wit-component's.
@Suite(.enabled(if: WasmTools.path != nil, "scripts/bootstrap brings wasm-tools"))
struct ComposedComponentTests {
    private static let texts: [String: String] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Corpus/components")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.reduce(into: [:]) { texts, name in
            texts[name] = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
        }
    }()

    private func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "obelisk-compose-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return try body(folder)
    }

    private func assembled(_ text: String) throws -> [UInt8] {
        try withFolder { folder in
            let file = folder.appending(path: "component.wat")
            try Data(text.utf8).write(to: file)
            let outcome = try WasmTools.run(["parse", file.path])
            try #require(outcome.isSuccess, "\(outcome.errors)")
            return outcome.output
        }
    }

    private func compare(_ bytes: [UInt8]) throws {
        let judged = try WasmTools.wit([SourceFile(path: "c.wasm", bytes: bytes)], ["--json", "--all-features"])
        try #require(judged.isSuccess, "\(judged.errors)")
        let schema = try Schema(binary: bytes)
        expectEqual(SchemaForm(schema: schema).form(), JudgeForm(try JSONValue.parse(judged.output)).form())
    }

    @Test(arguments: texts.keys.sorted())
    func `one written by hand is read as wasm-tools reads it`(name: String) throws {
        try compare(assembled(#require(Self.texts[name])))
    }

    @Test func `so is one that wasm-tools composed out of two`() throws {
        let files = [
            SourceFile(
                path: "shop.wit",
                text: """
                    package demo:shop;
                    interface types {
                        record order { id: string, lines: list<u32> }
                        resource cart { constructor(); add: func(o: order); }
                    }
                    interface store { use types.{order, cart}; save: func(o: order, c: borrow<cart>) -> result<u64>; }
                    interface front { use types.{order}; buy: func(o: order) -> result<_, string>; }
                    world back { export types; export store; }
                    world shop { import types; import store; import host:log/log; export front; }
                    """),
            SourceFile(path: "deps/log.wit", text: "package host:log; interface log { log: func(s: string); }"),
        ]
        let composed = try withFolder { folder in
            var paths: [String] = []
            for world in ["shop", "back"] {
                let path = folder.appending(path: "\(world).wasm")
                let component = try #require(try WasmTools.dummy(files, world: world))
                try Data(component.bytes).write(to: path)
                paths.append(path.path)
            }
            let outcome = try WasmTools.run(["compose", paths[0], "-d", paths[1]])
            try #require(outcome.isSuccess, "\(outcome.errors)")
            return outcome.output
        }
        try compare(composed)
        let world = try #require(try Schema(component: composed).mainPackage?.worlds.first)
        #expect(world.imports.map(\.key) == ["host:log/log"])
        #expect(world.exports.map(\.key) == ["demo:shop/front"])
    }

    @Test func `a type shown under two names is one type, and a resource stays itself`() throws {
        let text = """
            (component
              (import "a:b/i" (instance $i
                (export "r" (type $r (sub resource)))
                (export "[method]r.m" (func (param "self" (borrow $r)) (result u32)))
                (export "f" (func (param "x" (own $r))))))
              (export "a:b/i" (instance $i))
              (export "a:b/k" (instance $i))
              (alias export $i "f" (func $f))
              (export "plain" (func $f)))
            """
        let schema = try Schema(component: assembled(text))
        let world = try #require(schema.mainPackage?.worlds.first)
        #expect(world.exports.map(\.key) == ["a:b/i", "a:b/k", "plain"])
        let k = try schema.interfaceType(InterfaceName("a:b/k"))
        let i = try schema.interfaceType(InterfaceName("a:b/i"))
        #expect(k.function(named: "f")?.type == i.function(named: "f")?.type)
    }

    @Test func `what is not understood is an error only if it is exported`() throws {
        let inner = """
            (component $c
              (type $r (record (field "a" u32)))
              (core module $m (func (export "f") (param i32)))
              (core instance $i (instantiate $m))
              (func $f (param "x" u32) (canon lift (core func $i "f")))
              (export "f" (func $f)))
            (instance $i (instantiate $c))
            """
        #expect(try Schema(component: assembled("(component \(inner))")).mainPackage?.worlds.first?.exports == [])
        let nested =
            "(component \(inner) (instance $x (export \"deep\" (instance $i))) (export \"a:b/c\" (instance $x)))"
        let error = #expect(throws: SchemaError.self) { try Schema(component: assembled(nested)) }
        #expect(error?.message.contains("has `deep`, which is neither a type nor a function") == true)
    }

    @Test func `a few bytes cannot make instances without end`() throws {
        var text = "(component $c0 (type $t u8) (export \"t\" (type $t)))"
        for level in 1...40 {
            text = """
                (component $c\(level) \(text)
                  (instance $a (instantiate $c\(level - 1))) (instance $b (instantiate $c\(level - 1))))
                """
        }
        let bytes = try assembled(
            "(component \(text) (instance $x (instantiate $c40)) (export \"a:b/c\" (instance $x)))")
        let duration = ProcessorTime.spent { _ = try? Schema(component: bytes) }
        #expect(duration < .seconds(10))
    }
}
