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

    @Test(
        .enabled(if: !Corpus.contract.isEmpty),
        arguments: [
            (
                .ext,
                """
                package shop:orders-obelisk-ext@1.2.0;

                interface orders {
                    use shop:orders/orders@1.2.0.{lines, place-schedule, execution-id, failure};
                    use obelisk:types/execution@1.0.0.{join-set, execution-id as execution-id-a, await-next-error, get-error};

                    /// Starts `place` as a child execution of the join set.
                    place-submit: func(join-set-a: borrow<join-set>, join-set: lines, at: place-schedule, at-a: u8) -> \
                execution-id-a;

                    /// Blocks until the next response of the join set, which must be one of `place`.
                    place-await-next: func(join-set: borrow<join-set>) -> \
                result<tuple<execution-id-a, result<execution-id, failure>>, await-next-error>;

                    /// The result of `place` whose response has been taken; any number of times.
                    place-get: func(execution: borrow<execution-id-a>) -> result<result<execution-id, failure>, get-error>;

                    /// Starts `poll` as a child execution of the join set.
                    poll-submit: func(join-set: borrow<join-set>) -> execution-id-a;

                    /// Blocks until the next response of the join set, which must be one of `poll`.
                    poll-await-next: func(join-set: borrow<join-set>) -> result<tuple<execution-id-a, result>, await-next-error>;

                    /// The result of `poll` whose response has been taken; any number of times.
                    poll-get: func(execution: borrow<execution-id-a>) -> result<result, get-error>;
                }

                """
            ),
            (
                .schedule,
                """
                package shop:orders-obelisk-schedule@1.2.0;

                interface orders {
                    use shop:orders/orders@1.2.0.{lines, place-schedule as place-schedule-a, execution-id, failure};
                    use obelisk:types/execution@1.0.0.{schedule-at, execution-id as execution-id-a};

                    /// Starts `place` as an execution of its own.
                    place-schedule: func(at-b: schedule-at, join-set: lines, at: place-schedule-a, at-a: u8) -> execution-id-a;

                    /// Starts `poll` as an execution of its own.
                    poll-schedule: func(at: schedule-at) -> execution-id-a;
                }

                """
            ),
            (
                .stub,
                """
                package shop:orders-obelisk-stub@1.2.0;

                interface orders {
                    use shop:orders/orders@1.2.0.{lines, place-schedule, execution-id, failure};
                    use obelisk:types/execution@1.0.0.{stub-error};

                    /// Supplies the result of an execution of `place`, named by its text.
                    place-stub: func(execution: string, %result: result<execution-id, failure>) -> result<_, stub-error>;

                    /// Supplies the result of an execution of `poll`, named by its text.
                    poll-stub: func(execution: string, %result: result) -> result<_, stub-error>;
                }

                """
            ),
        ] as [(ExtensionKind, String)])
    func `each extension has the functions of its kind, and wasm-tools takes it`(
        kind: ExtensionKind, expected: String
    ) throws {
        var schema = try schema()
        let name = PackageName(namespace: "shop", name: "orders", version: Version(1, 2, 0))
        let package = try #require(try schema.extensionPackage(kind, of: name))
        schema.add(package)
        schema.main = package.name
        #expect(schema.text(of: package.name) == expected)
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
