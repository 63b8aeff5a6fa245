import Foundation
import Testing

@testable import ObeliskDeployment

@Suite struct BuildStateTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("obelisk-\(UUID())")

    private func write(_ text: String, to path: String) throws {
        let file = folder.appendingPathComponent(path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private func state(of source: GuestSource, _ component: String) -> String? {
        BuildState(of: "a", source, contents: component.isEmpty ? nil : Data(component.utf8))
            .problem(path: "build/a.wasm", configuration: "shop/obelisk.toml")
    }

    @Test func aComponentThatDoesNotFitItsSourcesIsRefusedWithWhatToType() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write("one", to: "Sources/a/One.swift")
        try write("notes", to: "Sources/a/notes.txt")
        try write("hidden", to: "Sources/a/.swap/One.swift")
        try write("wit", to: "wit/deps/b/b.wit")
        let source = GuestSource(project: folder.path, code: "Sources/a")
        let files = AuthorFiles(reading: source)
        #expect(files.code.map(\.path) == ["Sources/a/One.swift"])
        #expect(files.wit.map(\.path) == ["wit/deps/b/b.wit"])
        #expect(state(of: source, "") == "build/a.wasm: is not built yet; run `obelisk build -c shop/obelisk.toml`")

        // Of a component that somebody else made, nothing is known.
        #expect(state(of: source, "wasm") == nil)
        let record = BuildRecord(
            fingerprint: "f", component: ContentDigest.text(of: Data("wasm".utf8)), files: files.digests)
        #expect(BuildRecord(parsing: record.text) == record)
        try write(record.text, to: BuildRecord.path(of: "a"))
        #expect(state(of: source, "wasm") == nil)

        try write("another", to: "Sources/a/One.swift")
        #expect(state(of: source, "wasm")?.contains("is out of date, Sources/a/One.swift has changed; run") == true)
        #expect(state(of: source, "another component") == nil)
        try write("one", to: "Sources/a/One.swift")
        try write("two", to: "Sources/a/deeper/Two.swift")
        #expect(state(of: source, "wasm")?.contains("Sources/a/deeper/Two.swift is new") == true)
        try FileManager.default.removeItem(at: folder.appendingPathComponent("Sources/a/deeper"))
        try FileManager.default.removeItem(at: folder.appendingPathComponent("wit"))
        #expect(state(of: source, "wasm")?.contains("wit/deps/b/b.wit is gone") == true)

        // Where a project runs, its sources need not be.
        try FileManager.default.removeItem(at: folder.appendingPathComponent("Sources"))
        #expect(state(of: source, "wasm") == nil)
    }
}
