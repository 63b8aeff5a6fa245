import Testing
import WIT

@Suite struct ExtensionTests {
    private static let text = """
        package shop:orders@1.2.0;

        interface orders {
            record line { item: string, price: f64 }
            type lines = list<line>;
            variant failure { execution-failed, refused(string) }
            type execution-id = u64;
            enum place-schedule { a }
            resource cart { add: func(x: line); }

            place: func(join-set: lines, at: place-schedule, at-a: u8) -> result<execution-id, failure>;
            poll: func() -> result;
            with-handle: func(x: borrow<cart>) -> result;
            no-result: func(x: u8) -> u8;
            nothing: func();
        }

        interface types { type a = u8; }
        """

    private func schema() throws -> Schema {
        let contract = try #require(Corpus.contract.first?.files.first { $0.path.contains("types") })
        var schema = try Schema(file: contract)
        try schema.merge(Schema(file: SourceFile(path: "orders.wit", text: Self.text)))
        return schema
    }

    @Test(.enabled(if: !Corpus.contract.isEmpty), arguments: ExtensionKind.allCases)
    func `each extension has the functions of its kind, and wasm-tools takes it`(kind: ExtensionKind) throws {
        let expected = try #require(Corpus.expected.first { $0.path == "\(kind.rawValue).wit" })
        var schema = try schema()
        let name = PackageName(namespace: "shop", name: "orders", version: Version(1, 2, 0))
        let package = try #require(try schema.extensionPackage(kind, of: name))
        schema.add(package)
        schema.main = package.name
        #expect(schema.text(of: package.name) == String(decoding: expected.bytes, as: UTF8.self))
        if WasmTools.path != nil {
            let judged = try #require(try WasmTools.json(schema.files(), allFeatures: false), "the judge refuses it")
            #expect(SchemaForm(schema: schema).form() == JudgeForm(judged).form())
        }
        #expect(ExtensionKind.split(package.name)?.kind == kind)
        #expect(ExtensionKind.split(package.name)?.base == name)
        #expect(ExtensionKind.split(name) == nil)
    }

    @Test func `what cannot be extended gives no package, and what is not there is named`() throws {
        let schema = try schema()
        let name = PackageName(namespace: "shop", name: "orders", version: Version(1, 2, 0))
        #expect(try schema.extensionPackage(.ext, of: name, interfaces: ["types"]) == nil)
        #expect(throws: SchemaError.self) { try schema.extensionPackage(.ext, of: name, interfaces: ["nope"]) }
    }

    @Test func `a schema is cut down to some interfaces and those they need`() throws {
        let corpus = try #require(Corpus.own.first { $0.name == "deps" })
        let schema = try Schema(folder: corpus.files)
        let jobs = try schema.restricted(to: [InterfaceName("app:main/jobs@0.1.0")])
        #expect(
            jobs.packages.flatMap { package in package.interfaces.map { "\(package.name)/\($0.name)" } }.sorted() == [
                "app:clock@1.0.0/types", "app:main@0.1.0/jobs", "app:store/store", "single:file/keys",
            ])
        #expect(throws: SchemaError.self) { try schema.restricted(to: [InterfaceName("app:main/none@0.1.0")]) }
        var merged = jobs
        try merged.merge(schema)
        #expect(merged.interface(try InterfaceName("app:clock/clock@1.0.0")) != nil)
        let other = try Schema(
            file: SourceFile(path: "x.wit", text: "package single:file; interface keys { type key = u8; }"))
        #expect(throws: SchemaError.self) { try merged.merge(other) }
    }
}
