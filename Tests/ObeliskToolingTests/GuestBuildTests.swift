import Foundation
import ObeliskDeployment
import Testing
import WIT

@testable import ObeliskTooling

@Suite struct GuestBuildTests {
    private let source = GuestSource(project: "/shop", code: "Sources/order")
    private let toolchain = GuestToolchain(
        paths: [.swiftc: "/bin/swiftc"], versions: ["Swift 6.3.1", "wasm-tools 1.262.0"], unicodeTables: "tables.a")

    private func build(
        code: String = "code", wit: String = "wit", bindings: String = "bindings", kit: String = "kit",
        world: String = "order", toolchain: GuestToolchain? = nil, source: GuestSource? = nil
    ) throws -> GuestBuild {
        GuestBuild(
            component: "order", source: source ?? self.source, world: try InterfaceName("demo:shop/\(world)"),
            author: AuthorFiles(
                code: [.init(path: "Sources/order/Order.swift", contents: Data(code.utf8))],
                wit: [.init(path: "wit/shop.wit", contents: Data(wit.utf8))]),
            bindings: bindings,
            kit: [SourceFile(path: "Kit.swift", text: kit), SourceFile(path: "support.c", text: "c")],
            toolchain: toolchain ?? self.toolchain)
    }

    @Test func whatAComponentDependsOnIsInItsFingerprintAndItsPlaceIsNot() throws {
        let plain = try build()
        var newer = toolchain
        newer.versions[0] = "Swift 6.4"
        let others = try [
            build(code: "other"), build(wit: "other"), build(bindings: "other"), build(kit: "other"),
            build(world: "other"), build(toolchain: newer),
        ]
        #expect(Set(([plain] + others).map(\.fingerprint)).count == 7)
        var elsewhere = toolchain
        elsewhere.paths = [.swiftc: "/opt/bin/swiftc"]
        var moved = source
        moved.project = "/elsewhere"
        #expect(try build(toolchain: elsewhere, source: moved) == plain)

        let record = BuildRecord(fingerprint: plain.fingerprint, component: "digest", files: plain.authorDigests)
        #expect(plain.isDone(record, digest: "digest"))
        #expect(!plain.isDone(record, digest: nil))
        #expect(!plain.isDone(record, digest: "another's"))
        #expect(!plain.isDone(nil, digest: "digest"))
        #expect(!others[0].isDone(record, digest: "digest"))
    }

    @Test func aGuestIsOneModuleOfTheAuthorsFilesTheBindingsAndTheKit() throws {
        let build = try build()
        #expect(build.commands.map(\.tool) == [.clang, .swiftc, .linker, .wasmTools, .wasmTools])
        let swift = build.commands[1].arguments
        #expect(
            swift.filter { $0.hasSuffix(".swift") } == [
                "Sources/order/Order.swift", ".obelisk/build/order/Bindings.swift", ".obelisk/ObeliskGuest/Kit.swift",
            ])
        #expect(build.commands[0].arguments.contains(".obelisk/ObeliskGuest/support.c"))
        #expect(build.commands[3].arguments.starts(with: ["component", "embed", "wit", "--world", "demo:shop/order"]))
        #expect(build.output == "build/order.wasm")
    }

    @Test func theWorldIsTheOneNamedOrNamedAsTheComponentOrTheOnlyOne() throws {
        func world(_ worlds: String, _ component: String, named name: String? = nil) throws -> String {
            let text = "package demo:shop@1.0.0;\n" + worlds.split(separator: " ").map { "world \($0) {}" }.joined()
            let schema = try Schema(folder: [SourceFile(path: "shop.wit", text: text)])
            return try WorldChoice.world(of: schema, for: component, named: name).description
        }
        #expect(try world("order stock", "order") == "demo:shop/order@1.0.0")
        #expect(try world("place-order stock", "place_order") == "demo:shop/place-order@1.0.0")
        #expect(try world("stock", "order") == "demo:shop/stock@1.0.0")
        #expect(try world("order stock", "order", named: "stock") == "demo:shop/stock@1.0.0")
        #expect(try world("order stock", "order", named: "demo:shop/stock@1.0.0") == "demo:shop/stock@1.0.0")
        let unnamed = #expect(throws: ToolingError.self) { try world("order stock", "ship") }
        #expect(
            unnamed?.message == "the WIT has no world `ship`; there are `order`, `stock`: name the right one with "
                + "`world = \"…\"`")
        let wrong = #expect(throws: ToolingError.self) { try world("order", "order", named: "stock") }
        #expect(wrong?.message == "the WIT has no world `stock`, which `world` names; there are `order`")
        #expect(throws: ToolingError.self) { try world("", "order") }
    }

    @Test func programsAreFoundBesideOursInPATHOrInACheckout() {
        func search(_ there: String...) -> ToolSearch {
            ToolSearch(environment: ["PATH": "/usr/bin:/opt/bin"], program: "/src/obelisk/.build/debug/obelisk") {
                path in
                there.contains(path)
            }
        }
        let beside = "/src/obelisk/.build/debug/wasm-tools"
        let fetched = "/src/obelisk/.deps/bin/wasm-tools"
        #expect(search("/opt/bin/swiftc").inPath("swiftc") == "/opt/bin/swiftc")
        #expect(search(beside, "/usr/bin/wasm-tools", fetched).besideOrInPath("wasm-tools") == beside)
        #expect(search("/usr/bin/wasm-tools", fetched).besideOrInPath("wasm-tools") == "/usr/bin/wasm-tools")
        #expect(search(fetched).besideOrInPath("wasm-tools") == fetched)
        #expect(search().besideOrInPath("wasm-tools") == nil)
    }

    @Test func whatCompilersSayIsPlacedWhereTheAuthorIs() {
        let inside = ProjectPaths(project: "/shop", seenFrom: "/shop/")
        let above = ProjectPaths(project: "/ada/shop", seenFrom: "/ada")
        let remarks =
            "Sources/a/A.swift:1:2: error: no\n1 | let Sources/a/A.swift:\n.obelisk/Kit/K.swift:3:1: note: x\n"
        let paths = ["Sources/a/A.swift", ".obelisk/Kit"]
        #expect(inside.shown(remarks: remarks, about: paths) == remarks)
        #expect(
            above.shown(remarks: remarks, about: paths) == "shop/Sources/a/A.swift:1:2: error: no\n"
                + "1 | let Sources/a/A.swift:\nshop/.obelisk/Kit/K.swift:3:1: note: x\n")
        #expect(ProjectPaths(project: "/shop", seenFrom: "/ada").shown("wit") == "/shop/wit")
    }
}
