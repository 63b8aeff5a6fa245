import Foundation
import ObeliskClient
import Testing

@testable import ObeliskTooling

/// The shortest path from nothing to a running workflow, as the pages of the templates tell it.
@Suite struct NewcomerTests {
    private let directory = FileManager.default.temporaryDirectory.appendingPathComponent("obelisk-\(UUID())")

    /// One command of a page, and the line below it that says what is answered.
    private struct Documented {
        let function: String
        let params: String
        let answer: String
    }

    /// The submits that a page documents with their answers.
    private func documented(in page: URL) throws -> [Documented] {
        let text = try String(contentsOf: page, encoding: .utf8)
        return text.matches(of: #/(?s)obelisk execution submit (\S+) '([^']*)' --follow\n# ([^\n]*)/#).map {
            Documented(function: String($0.1), params: String($0.2), answer: String($0.3))
        }
    }

    /// Runs the real program in a folder.
    private func obelisk(_ arguments: [String], in folder: URL) async throws -> ToolRun {
        try await ToolRun(
            ServerProcess.program.path, arguments, in: folder.path, environment: ProcessInfo.processInfo.environment)
    }

    /// Submits all that a project's page documents, all at once, and wants the documented answers.
    private func submitAll(of project: URL, count: Int) async throws {
        let server = try await ServerProcess(
            directory: directory, configuration: project.appendingPathComponent("obelisk.toml"))
        let api = "--api-url=\(server.address.description)"
        let all = try documented(in: project.appendingPathComponent("README.md"))
        #expect(all.count == count)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for submit in all {
                group.addTask {
                    let run = try await obelisk(
                        ["execution", "submit", submit.function, submit.params, "--follow", api], in: project)
                    if submit.answer.hasPrefix("err: ") {
                        #expect(run.status == 1 && run.output.isEmpty)
                        #expect(run.errors.hasSuffix("\(submit.answer)\n"), "said: \(run.errors)")
                    } else {
                        #expect(run.status == 0, "said: \(run.errors)")
                        #expect(run.output == "\(submit.answer)\n")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(await server.end(with: SIGTERM) == 0)
    }

    @Test func aShopIsMadeBuiltAndServedFromAnEmptyFolder() async throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let made = try await obelisk(["new", "shop", "--template", "order"], in: directory)
        #expect(made.status == 0, "said: \(made.errors)")
        let shop = directory.appendingPathComponent("shop")
        let built = try await obelisk(["build"], in: shop)
        #expect(built.status == 0 && built.errors.isEmpty, "said: \(built.errors)")
        #expect(built.output.split(separator: "\n").count == 4)
        try await submitAll(of: shop, count: 5)
        let listing = try FileManager.default.contentsOfDirectory(atPath: shop.path).sorted()
        #expect(listing == [".gitignore", ".obelisk", "README.md", "Sources", "build", "obelisk.toml", "wit"])
    }

    @Test func theBlankProjectAnswersAsItsPageSays() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        let blank = ServerProcess.example.deletingLastPathComponent().appendingPathComponent("blank")
        try await submitAll(of: blank, count: 2)
    }
}
