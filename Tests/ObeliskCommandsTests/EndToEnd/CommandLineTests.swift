import Foundation
import ObeliskClient
import Testing

@testable import ObeliskCommands

/// The commands, in this process, against the real program serving the example.
@Suite struct CommandLineTests {
    private let directory = FileManager.default.temporaryDirectory.appendingPathComponent("obelisk-\(UUID())")

    private func run(
        _ server: ServerProcess, _ arguments: String...
    ) async -> (exitCode: Int32, output: String, error: String) {
        let recording = ConsoleRecording()
        let console = recording.console(environment: ["OBELISK_API_URL": server.address.description])
        let exitCode = await ObeliskProgram.run(arguments: arguments, on: console)
        return (exitCode, recording.output, recording.error)
    }

    @Test func aWorkflowIsSubmittedFollowedAndReadBackAtOneCommitAStep() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        let server = try await ServerProcess(directory: directory)
        let followed = await run(
            server, "execution", "submit", ".../workflow.fiboa", "[10, 500]", "--id", "job-1", "--follow")
        #expect(followed.exitCode == 0)
        #expect(followed.output == "55\n")
        #expect(followed.error.hasPrefix("job-1\n"))
        let again = await run(
            server, "execution", "submit", ".../workflow.fiboa", "[10, 500]", "--id", "job-1", "--json")
        #expect(again.output == "{\"id\": \"job-1\", \"existed\": true}\n")
        #expect(await run(server, "execution", "get", "job-1", "--json").output == "{\"ok\": 55}\n")

        let events = await run(server, "execution", "events", "job-1", "--from", "2", "--limit", "2").output
        #expect(events.split(separator: "\n").count == 2)
        #expect(events.contains("child_requested         join_set=o:1-fibo child=job-1.o:1-fibo_1"))
        let list = await run(server, "execution", "list", "--function", ".../workflow.fiboa").output
        #expect(list.contains("job-1") && list.contains("ok"))

        let info = try await ObeliskClient.withConnection(to: server.address) { try await $0.serverInfo() }
        #expect(info.steps == 500)
        #expect(Double(info.physicalCommits) / Double(info.steps) <= 1.05)
        #expect(await server.end(with: SIGTERM) == 0)
    }

    @Test func badInputIsOneClearErrorAndStoresNothing() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        let server = try await ServerProcess(directory: directory)
        let mistakes = [
            ("demo:fibo/workflow.fiboa", "[10]", "params: expected an array of 2 parameters"),
            ("demo:fibo/workflow.fiboa", "[\"10\", 1]", "params[0]: expected u8"),
            ("demo:fibo/workflow.fiboa", "[256, 1]", "params[0]: expected u8 (0 to 255), found number 256"),
            ("demo:fibo/workflow.fiboa", "[10, 1", "not JSON: line 1"),
            ("demo:fibo/workflow.fibob", "[10, 1]", "did you mean `demo:fibo/workflow.fiboa`?"),
            ("fiboa", "[10, 1]", "'fiboa' is not valid"),
        ]
        for (function, params, message) in mistakes {
            let result = await run(server, "execution", "submit", function, params)
            #expect(result.exitCode == 2)
            #expect(result.output.isEmpty)
            #expect(result.error.contains(message), "said: \(result.error)")
            #expect(result.error.split(separator: "\n").count == 1)
        }
        #expect(await run(server, "execution", "get", "job-2").exitCode == 2)
        let list = await run(server, "execution", "list", "--children", "--json")
        #expect(list.output == "{\"executions\": [], \"next\": null}\n")
    }

    @Test func aSecondServerOnTheSameDatabaseIsRefused() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        let first = try await ServerProcess(directory: directory)
        let error = await #expect(throws: ServerProcess.NotReady.self) {
            try await ServerProcess(directory: directory)
        }
        #expect(error?.said.count == 1)
        #expect(error?.said.first?.contains("obelisk.sqlite is served by process") == true)
        #expect(await first.end(with: SIGINT) == 0)
    }

    @Test func whatDoesNotFitTogetherIsRefusedBeforeAnythingRuns() async throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let build = ServerProcess.example.appendingPathComponent("build").path
        let file = directory.appendingPathComponent("obelisk.toml")
        try Data("junk".utf8).write(to: directory.appendingPathComponent("junk.wasm"))
        let mistakes = [
            (
                "[[workflow]]\nname = \"w\"\nlocation = \"\(build)/fibo-workflow.wasm\"",
                ["imports `demo:fibo/fibo.fibo`, which no component exports"]
            ),
            (
                "[[activity]]\nname = \"a\"\nlocation = \"junk.wasm\"\n"
                    + "[[activity]]\nname = \"b\"\nlocation = \"none.wasm\"",
                ["junk.wasm: the 4 bytes are not WebAssembly", "none.wasm: there is no such file"]
            ),
            ("[limits]\nlease = 5\ncolour = 1", ["limits.lease: expected a duration", "limits.colour: unknown key"]),
            ("[api", ["line 1, column"]),
        ]
        for (text, messages) in mistakes {
            try Data(text.utf8).write(to: file)
            let recording = ConsoleRecording()
            let console = recording.console(environment: ["XDG_CACHE_HOME": directory.path])
            let exitCode = await ObeliskProgram.run(
                arguments: ["server", "verify", "--config", file.path], on: console)
            #expect(exitCode == 2)
            #expect(recording.output.isEmpty)
            for message in messages {
                #expect(recording.error.contains(message), "said: \(recording.error)")
            }
        }
    }
}
