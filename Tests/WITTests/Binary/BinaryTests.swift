import Foundation
import Testing
import WIT

@Suite(.enabled(if: WasmTools.path != nil, "scripts/bootstrap brings wasm-tools"))
struct BinaryTests {
    @Test(arguments: Corpus.all)
    func `wasm-tools reads what we encode as the same package`(corpus: Corpus) throws {
        let schema = try Schema(folder: corpus.files, features: .all)
        let form = SchemaForm(schema: schema).form()
        // What the judge cannot encode itself, such as names in upper case, it does not read either.
        if try !WasmTools.wit(corpus.files, ["--wasm", "--all-features"]).isSuccess { return }
        for package in schema.packages where !package.interfaces.isEmpty || !package.worlds.isEmpty {
            let outcome = try WasmTools.wit(
                [SourceFile(path: "package.wasm", bytes: try schema.encoded(package.name))],
                ["--json", "--all-features"])
            try #require(outcome.isSuccess, "\(package.name): \(outcome.errors)")
            let judged = JudgeForm(try JSONValue.parse(outcome.output)).form()
            expectEqual(form[package.name.description], judged[package.name.description])
        }
    }

    @Test(arguments: Corpus.all)
    func `what wasm-tools encodes, and what we do, is read as the same package`(corpus: Corpus) throws {
        let schema = try Schema(folder: corpus.files, features: .all)
        let form = SchemaForm(schema: schema).form()
        for package in schema.packages where !package.interfaces.isEmpty || !package.worlds.isEmpty {
            let own = try Schema(encodedPackage: schema.encoded(package.name))
            #expect(own.main == package.name)
            expectEqual(SchemaForm(schema: own).form()[package.name.description], form[package.name.description])
        }
        guard let main = schema.mainPackage, !main.interfaces.isEmpty || !main.worlds.isEmpty else { return }
        let outcome = try WasmTools.wit(corpus.files, ["--wasm", "--all-features"])
        if !outcome.isSuccess { return }
        let judged = try Schema(encodedPackage: outcome.output)
        expectEqual(SchemaForm(schema: judged).form()[main.name.description], form[main.name.description])
        for package in judged.packages where package.name != main.name {
            #expect(throws: Never.self) { try judged.text(of: package.name).map { try Schema.parsed($0) } }
        }
    }

    @Test func `what is no package in binary form is refused, however it is damaged`() throws {
        func refuse(_ bytes: [UInt8]) -> String? {
            (#expect(throws: SchemaError.self) { try Schema(encodedPackage: bytes) })?.message
        }
        #expect(refuse([]) == "not a WIT package in binary form: it does not start like a component")
        #expect(
            refuse(Array("package a:b;".utf8)) == "not a WIT package in binary form: it does not start like a component"
        )
        #expect(
            refuse([0, 0x61, 0x73, 0x6D, 1, 0, 0, 0])
                == "not a WIT package in binary form: a core module, not a component")
        #expect(refuse([0, 0x61, 0x73, 0x6D, 13, 0, 1, 0]) == "not a WIT package in binary form: it exports nothing")
        let corpus = try #require(Corpus.own.first { $0.name == "worlds.wit" })
        let schema = try Schema(folder: corpus.files)
        let bytes = try schema.encoded(#require(schema.main))
        var random = RandomValues(seed: 1)
        for length in 0..<bytes.count { _ = try? Schema(encodedPackage: Array(bytes.prefix(length))) }
        for _ in 0..<3_000 {
            var damaged = bytes
            for _ in 0...random.below(3) { damaged[random.below(damaged.count)] = UInt8(random.below(256)) }
            _ = try? Schema(encodedPackage: damaged)
        }
    }
}

extension Schema {
    /// Checks that a text is WIT.
    fileprivate static func parsed(_ text: String) throws -> String {
        try SourceFile(path: "x.wit", text: text).formatted()
    }
}
