import Foundation
import ObeliskTooling
import Testing
import WIT

@Suite struct AuthorPackagesTests {
    /// What is read out of a component, written as WIT.
    private func exporter(_ name: String, isStub: Bool = false, _ text: String) throws -> Exporter {
        Exporter(name: name, types: try Schema(file: SourceFile(path: name, text: text)), isStub: isStub)
    }

    /// A component that imports only a part of what it uses, and exports functions of every kind.
    private func stock() throws -> Exporter {
        try exporter(
            "stock",
            """
            package root:component;
            world root {
                import obelisk:types/time@1.0.0;
                import shop:types/items@1.2.0;
                export shop:stock/stock@1.2.0;
                export wasi:cli/run@0.2.0;
            }
            package obelisk:types@1.0.0 { interface time { record datetime { seconds: u64, nanoseconds: u32 } } }
            package shop:types@1.2.0 { interface items { record item { name: string, price: f64 } } }
            package shop:stock@1.2.0 {
                interface stock {
                    use shop:types/items@1.2.0.{item};
                    use obelisk:types/time@1.0.0.{datetime};
                    resource cart { add: func(x: item); }
                    variant failure { execution-failed, sold-out }
                    reserve: func(items: list<item>, at: datetime) -> result<u32, failure>;
                    reserve-now: func(join-set: u8) -> result<_, string>;
                    count: func() -> u32;
                }
            }
            package wasi:cli@0.2.0 { interface run { run: func() -> result; } }
            """)
    }

    private func paths(_ kind: AuthorKind, _ exporters: [Exporter]) throws -> [String] {
        try AuthorPackages(for: kind, exporters: exporters).files.map(\.path).sorted()
    }

    @Test func `each kind of author gets what it may import, and both judges take it`() throws {
        let extensions = ["ext", "schedule", "stub"].map { "shop_stock-obelisk-\($0)@1.2.0" }
        let others = ["shop_stock@1.2.0", "shop_types@1.2.0"]
        let support = ["obelisk-log/log.wit", "obelisk-types/types.wit"]
        func files(_ folders: [String]) -> [String] { folders.map { "\($0)/\($0).wit" } }
        let expected: [AuthorKind: [String]] = [
            .workflow: support + ["obelisk-workflow/workflow.wit"] + files(others + extensions.prefix(2)),
            .activity: support + ["obelisk-activity/activity.wit"],
            .webhookEndpoint: support + ["obelisk-webhook/webhook.wit"] + files(others + [extensions[1]]),
            .monitor: support + ["obelisk-trigger/trigger.wit", "obelisk-webhook/webhook.wit"]
                + files(others + [extensions[1]]),
        ]
        for kind in AuthorKind.allCases {
            let packages = try AuthorPackages(for: kind, exporters: [stock()])
            #expect(packages.files.map(\.path).sorted() == expected[kind]?.sorted())
            #expect(packages.notes.isEmpty)
            let folder = try TestFolder()
            var imports: [String] = []
            for file in packages.files {
                let text = String(decoding: file.bytes, as: UTF8.self)
                try folder.write(text, to: "wit/deps/\(file.path)")
                guard let package = text.firstMatch(of: #/(?m)^package (\S+?)(@\S+)?;/#) else { continue }
                for interface in text.matches(of: #/(?m)^interface (\S+)/#) {
                    imports.append("import \(package.1)/\(interface.1)\(package.2 ?? "");")
                }
            }
            let world = "package test:author; world author { \(imports.joined(separator: " ")) }"
            try folder.write(world, to: "wit/author.wit")
            try Judge.take(folder.url.appendingPathComponent("wit"), world: "author")
        }
    }

    @Test func `functions that cannot be called are left out, and stubs can be given results`() throws {
        let file = try #require(
            try AuthorPackages(for: .workflow, exporters: [stock()]).files.first {
                $0.path.hasPrefix("shop_stock@")
            })
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(text.contains("reserve: func(") && text.contains("use shop:types/items@1.2.0.{item};"))
        #expect(!text.contains("count") && !text.contains("cart.add") && !text.contains("add:"))
        let stub = Exporter(name: "stub", types: try stock().types, isStub: true)
        #expect(try paths(.workflow, [stub]).contains { $0.contains("-obelisk-stub") })
        #expect(try !paths(.monitor, [stub]).contains { $0.contains("-obelisk-stub") })
    }

    @Test func `two components may each know a part of an interface, but must not contradict each other`() throws {
        func user(_ name: String, _ type: String) throws -> Exporter {
            try exporter(
                name,
                """
                package root:component;
                world root { import a:common/types; export a:\(name)/api; }
                package a:common { interface types { \(type) } }
                package a:\(name) { interface api { use a:common/types.{\(name)}; f: func(x: \(name)) -> result; } }
                """)
        }
        let one = try user("one", "record one { a: u8 }")
        let two = try user("two", "record two { b: u8 }")
        let files = try AuthorPackages(for: .workflow, exporters: [one, two]).files
        let common = try #require(files.first { $0.path == "a_common/a_common.wit" })
        let text = String(decoding: common.bytes, as: UTF8.self)
        #expect(text.contains("record one") && text.contains("record two"))
        let other = try user("two", "record two { b: u8 } record one { a: u16 }")
        let error = #expect(throws: ToolingError.self) {
            try AuthorPackages(for: .workflow, exporters: [one, other])
        }
        #expect(error?.message.contains("`one` and `two` say different things of `one` in `a:common/types`") == true)
    }

    @Test func `the author's own package is not written, nor what would need it in a circle`() throws {
        let own = PackageName(namespace: "shop", name: "types", version: Version(1, 2, 0))
        let packages = try AuthorPackages(for: .workflow, exporters: [stock()], own: [own])
        #expect(packages.files.allSatisfy { $0.path.hasPrefix("obelisk-") })
        #expect(packages.notes.first == "`shop:types@1.2.0` is a package of the author's own and is not written")
        #expect(packages.notes.count == 4)
    }

    @Test func `the support packages of the program are those of the repository`() throws {
        let folder = Judge.root.appendingPathComponent("wit")
        var paths: [String] = []
        for case let path as String in FileManager.default.enumerator(atPath: folder.path) ?? .init()
        where path.hasSuffix(".wit") {
            paths.append(path)
        }
        #expect(paths.sorted() == SupportPackages.files.map(\.path).sorted())
        for file in SupportPackages.files {
            let data = try Data(contentsOf: folder.appendingPathComponent(file.path))
            #expect(data == Data(file.bytes), "\(file.path): run scripts/generate-support")
        }
    }
}
