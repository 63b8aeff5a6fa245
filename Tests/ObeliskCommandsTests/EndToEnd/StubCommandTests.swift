import Foundation
import ObeliskClient
import Testing

@testable import ObeliskCommands

/// A workflow whose activity is a stub: the real program, from the configuration to the result.
@Suite struct StubCommandTests {
    private let directory = FileManager.default.temporaryDirectory.appendingPathComponent("obelisk-stub-\(UUID())")
    private let child = "job-1.o:1-fibo_1"

    private func run(
        _ server: ServerProcess, _ arguments: String...
    ) async -> (exitCode: Int32, output: String, error: String) {
        let recording = ConsoleRecording()
        let console = recording.console(environment: ["OBELISK_API_URL": server.address.description])
        let exitCode = await ObeliskProgram.run(arguments: arguments, on: console)
        return (exitCode, recording.output, recording.error)
    }

    private func configure() throws -> URL {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let wit = ServerProcess.example.appendingPathComponent("wit").path
        let build = ServerProcess.example.appendingPathComponent("build").path
        let text = """
            [[workflow]]
            name = "fibo_workflow"
            location = "\(build)/fibo-workflow.wasm"

            [[activity_stub]]
            name = "by_hand"
            location = "\(wit)"
            world = "fibo-activity"

            [[activity_external]]
            name = "elsewhere"
            location = "mail.wit"
            """
        let mail = "package demo:mail; interface mail { send: func(text: string) -> result<_, string>; }"
        try Data(mail.utf8).write(to: directory.appendingPathComponent("mail.wit"))
        let file = directory.appendingPathComponent("obelisk.toml")
        try Data(text.utf8).write(to: file)
        return file
    }

    @Test func aWorkflowWaitsForAStubOverARestartAndGoesOnOnceItsResultIsSupplied() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        let file = try configure()
        let first = try await ServerProcess(directory: directory, configuration: file)
        let listed = await run(first, "component", "list")
        #expect(listed.output.contains("activity_stub") && listed.output.contains("demo:fibo/fibo.fibo"))
        #expect(listed.output.contains("activity_external") && listed.output.contains("demo:mail/mail.send"))
        #expect(await run(first, "component", "wit", "by_hand").output.contains("fibo: func(n: u8)"))
        #expect(await run(first, "execution", "submit", ".../workflow.fiboa", "[10, 1]", "--id", "job-1").exitCode == 0)
        let waiting = await run(first, "execution", "submit", ".../mail.send", #"["hi"]"#, "--id", "mail-1")
        #expect(waiting.exitCode == 0)
        let refused = await run(first, "execution", "submit", ".../fibo.fibo", "[10]")
        #expect(refused.exitCode == 2 && refused.error.contains("is an activity stub"))
        #expect(await first.end(with: SIGTERM) == 0)

        let second = try await ServerProcess(directory: directory, configuration: file)
        let mistakes = [
            (child, #"{"ok": "55"}"#, "ok: expected u64, found string \"55\""),
            (child, "55", "expected"),
            ("job-1", #"{"ok": 55}"#, "`job-1` is no stub"),
            ("mail-1", #"{"ok": null}"#, "`mail-1` is no stub"),
            ("nobody", #"{"ok": 55}"#, "there is no execution"),
            (child, "@none.json", "cannot be read"),
        ]
        for (id, result, message) in mistakes {
            let said = await run(second, "execution", "stub", id, result)
            #expect(said.exitCode == 2 && said.error.contains(message), "said: \(said.error)")
        }
        let done = await run(second, "execution", "stub", child, #"{"ok": 55}"#, "--json")
        #expect(done.output == "{\"id\": \"\(child)\", \"existed\": false}\n")
        #expect(await run(second, "execution", "get", "job-1", "--follow").output == "55\n")
        let again = await run(second, "execution", "stub", child, #"{"ok": 55}"#)
        #expect(again.exitCode == 0 && again.output.isEmpty && again.error == "\(child) had this result already\n")
        let other = await run(second, "execution", "stub", child, #"{"err": "no"}"#)
        #expect(other.exitCode == 2 && other.error.contains("has ended already, otherwise: ok 55"))
        #expect(await run(second, "execution", "status", "mail-1").output.contains("pending"))
        #expect(await second.end(with: SIGTERM) == 0)
    }
}
