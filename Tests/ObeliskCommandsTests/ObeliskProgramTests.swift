import Testing

@testable import ObeliskCommands

@Suite struct ObeliskProgramTests {
    private func run(
        _ arguments: String..., environment: [String: String] = [:]
    ) async -> (exitCode: Int32, output: String, error: String) {
        let recording = ConsoleRecording()
        let exitCode = await ObeliskProgram.run(
            arguments: arguments, on: recording.console(environment: environment))
        return (exitCode, recording.output, recording.error)
    }

    @Test func helpIsDataAndMistakesAreNot() async {
        let help = await run("execution", "submit", "--help")
        #expect(help.exitCode == 0)
        #expect(help.output.contains("EXAMPLES:"))
        #expect(help.error.isEmpty)
        let mistake = await run("execution", "submit")
        #expect(mistake.exitCode == 2)
        #expect(mistake.output.isEmpty)
        #expect(mistake.error.hasPrefix("error[arguments_invalid]: Missing expected argument '<function>'"))
        #expect(await run("execution", "events", "a", "--limit", "0").exitCode == 2)
        #expect(await run("execution", "list", "--state", "asleep").exitCode == 2)
        #expect(await run("nonsense").exitCode == 2)
    }

    @Test func aServerThatIsNotThereIsExitCode3() async {
        let result = await run("execution", "get", "a", environment: ["OBELISK_API_URL": "http://127.0.0.1:1"])
        #expect(result.exitCode == 3)
        #expect(result.output.isEmpty)
        let message = "no server answers at http://127.0.0.1:1; start one with `obelisk server run`"
        #expect(result.error == "error[server_unreachable]: \(message)\n")
    }

    @Test func anErrorIsJSONWhereJSONIsAskedFor() async {
        let invalid = await run("execution", "get", "a", "--api-url", "nonsense", "--json")
        #expect(invalid.output.isEmpty)
        #expect(invalid.error.hasPrefix(#"{"error": {"code": "invalid_address", "message": "#))
        #expect(invalid.error.split(separator: "\n").count == 1)
        let mistake = await run("execution", "get", "--json")
        #expect(mistake.error.hasPrefix(#"{"error": {"code": "arguments_invalid", "message": "Missing"#))
        let plain = await run("execution", "get", "a", "--api-url", "nonsense")
        #expect(plain.error.hasPrefix("error[invalid_address]: "))
    }

    @Test func badInputIsExitCode2() async {
        #expect(await run("execution", "get", "a", "--api-url", "nonsense").exitCode == 2)
        let file = await run("execution", "submit", ".../a.b", "@params.json")
        #expect(file.exitCode == 2)
        #expect(file.error.contains("params.json: cannot be read"))
        let verify = await run("server", "verify")
        #expect(verify.exitCode == 2)
        #expect(verify.error == "error[configuration_unreadable]: obelisk.toml: configuration: there is no such file\n")
    }
}
