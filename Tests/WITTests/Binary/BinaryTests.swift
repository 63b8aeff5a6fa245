import Foundation
import ObeliskTestSupport
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

    @Test(arguments: Corpus.all)
    func `the imports and exports of a component are read as wasm-tools reads them`(corpus: Corpus) throws {
        for world in try Schema(folder: corpus.files, features: .all).mainPackage?.worlds ?? [] {
            guard let component = try WasmTools.dummy(corpus.files, world: world.name) else { continue }
            try compare(component, "\(corpus.name) \(world.name)")
        }
    }

    @Test(.enabled(if: !Corpus.components.isEmpty), arguments: Corpus.components)
    func `so are those of a real component`(component: Corpus) throws {
        try compare(component.files[0], component.name)
    }

    private func compare(_ component: SourceFile, _ name: String) throws {
        let outcome = try WasmTools.wit(
            [SourceFile(path: "c.wasm", bytes: component.bytes)], ["--json", "--all-features"])
        try #require(outcome.isSuccess, "\(name): \(outcome.errors)")
        let schema = try Schema(binary: component.bytes)
        expectEqual(SchemaForm(schema: schema).form(), JudgeForm(try JSONValue.parse(outcome.output)).form())
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
    }

    @Test(arguments: ["worlds.wit", "resources.wit", "accessors.wit"])
    func `damaged packages and components neither crash nor hang`(name: String) throws {
        let corpus = try #require(Corpus.own.first { $0.name == name })
        let schema = try Schema(folder: corpus.files)
        var inputs = [try schema.encoded(#require(schema.main))]
        if let world = schema.mainPackage?.worlds.first {
            if let dummy = try WasmTools.dummy(corpus.files, world: world.name) { inputs.append(dummy.bytes) }
        }
        var random = RandomValues(seed: 1)
        for bytes in inputs {
            for length in stride(from: 0, to: bytes.count, by: 7) {
                _ = try? Schema(binary: Array(bytes.prefix(length)))
            }
            for _ in 0..<1_000 {
                var damaged = bytes
                for _ in 0...random.below(3) { damaged[random.below(damaged.count)] = UInt8(random.below(256)) }
                guard let schema = try? Schema(binary: damaged) else { continue }
                for package in schema.packages { _ = schema.text(of: package.name) }
            }
        }
    }

    @Test func `a few bytes cannot describe a type without end`() {
        // type 0 is list<u8>; each further one is a tuple of the one before, twice.
        var types: [UInt8] = [0x01, 0x70, 0x7D]
        for index in UInt8(0)..<60 { types += [0x01, 0x6F, 0x02, index, index] }
        let export: [UInt8] = [0x04, 0x00, 0x01, 0x74, 0x03, 0x00, 60]
        let instance = [0x42, 62] + types + export
        let name = Array("a:b/c".utf8)
        let component = [0x41, 2, 0x01] + instance + [0x04, 0x00, UInt8(name.count)] + name + [0x05, 0x00]
        let section = [1] + component
        let length = [UInt8(section.count & 0x7F) | 0x80, UInt8(section.count >> 7)]
        let preamble: [UInt8] = [0, 0x61, 0x73, 0x6D, 13, 0, 1, 0]
        let exports: [UInt8] = [11, 7, 1, 0, 1, 0x63, 3, 0, 0]
        let error = #expect(throws: SchemaError.self) {
            try Schema(binary: preamble + [7] + length + section + exports)
        }
        #expect(error?.message.contains("nested deeper") == true, "\(error?.message ?? "")")
    }
}

extension Schema {
    /// Checks that a text is WIT.
    fileprivate static func parsed(_ text: String) throws -> String {
        try SourceFile(path: "x.wit", text: text).formatted()
    }
}
