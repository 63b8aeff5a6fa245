import Foundation
import ObeliskCore
import Testing
import WIT

@testable import ObeliskDeployment

/// Components that have only types, by what their location may be.
@Suite struct DeclaredComponentTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("obelisk-types-\(UUID())")
    private static let text = """
        package demo:approval@1.2.0;

        interface types { record order { id: string } }
        interface approval {
            use types.{order};
            approve: func(order: order) -> result<bool, string>;
            count: func() -> u32;
        }
        """
    private static let worlds = """

        world approver { export approval; }
        world asker { import approval; }
        """

    private func write(_ text: String, to path: String) throws -> String {
        try write(Array(text.utf8), to: path)
    }

    private func write(_ bytes: [UInt8], to path: String) throws -> String {
        let url = folder.appendingPathComponent(path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
        return url.path
    }

    private func source(at path: String, name: String = "desk", world: String? = nil) throws -> ComponentSource {
        let component = DeployedComponent(name: name, kind: .activityStub, digest: "")
        return try ComponentSource(component, declaredAt: path, world: world)
    }

    @Test func aFolderAFileAndAnEncodedPackageSayTheSame() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try write(Self.text, to: "approval.wit")
        let schema = try Schema(file: SourceFile(path: "approval.wit", text: Self.text))
        let encoded = try write(schema.encoded(#require(schema.main)), to: "approval.wasm")
        _ = try write(Self.text, to: "wit/approval.wit")
        for path in [file, encoded, folder.appendingPathComponent("wit").path] {
            let source = try source(at: path)
            #expect(source.component.digest.count == 71)
            #expect(source.description.imports.isEmpty)
            let names = source.description.exports.map(\.name)
            #expect(names == ["demo:approval/types@1.2.0", "demo:approval/approval@1.2.0"])
            let check = DeploymentCheck([source])
            #expect(check.problems.isEmpty)
            #expect(check.entries[0].exports.map(\.name.text) == ["demo:approval/approval@1.2.0.approve"])
            #expect(
                check.warnings.map(\.description) == [
                    "activity_stub `desk`: its export `demo:approval/approval@1.2.0.count` is ignored: it returns "
                        + "`u32`; expected a `result` whose error is absent, a `string`, or a variant with a case "
                        + "`execution-failed` without payload"
                ])
            #expect(check.entries[0].wit?.contains("approve: func") == true)
        }
    }

    @Test func ofSeveralWorldsOneIsChosen() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = try write(Self.text + Self.worlds, to: "approval.wit")
        let exports = ["demo:approval/approval@1.2.0"]
        #expect(try source(at: file, world: "approver").description.exports.map(\.name) == exports)
        #expect(try source(at: file, name: "approver").description.exports.map(\.name) == exports)
        let open = #expect(throws: TypesFileError.self) { try source(at: file) }
        #expect(
            open?.message
                == "\(file): has several worlds, `approver`, `asker`; `world` says which one is meant")
        let unknown = #expect(throws: TypesFileError.self) { try source(at: file, world: "approvers") }
        #expect(unknown?.message == "\(file): has no world `approvers`; there are `approver`, `asker`")
    }

    @Test func theConfigurationIsCheckedAndAllProblemsAreListed() async throws {
        let text = """
            [[activity_stub]]
            name = "a"
            concurrency = 1

            [[activity_external]]
            name = "b"
            location = "oci://example.com/b"
            max_retries = -1

            [[activity_stub]]
            name = "c"
            location = "c.wit"
            world = 5
            """
        let loader = ConfigurationLoader(environment: [:], workingDirectory: "/home/me")
        let error = #expect(throws: DeploymentError.self) {
            try loader.load(text: text, file: "obelisk.toml", directory: "/home/me")
        }
        let found = error?.problems.map(\.description) ?? []
        for expected in [
            "activity_stub[0].location: is missing", "activity_stub[0].concurrency: unknown key",
            "activity_external[0].location: `oci://` references are not in this version",
            "activity_external[0].max_retries: expected", "activity_stub[1].world: expected a string, found integer 5",
        ] {
            #expect(found.contains { $0.contains(expected) }, "\(expected) is not in \(found)")
        }
        #expect(found.count == 5)
    }
}
