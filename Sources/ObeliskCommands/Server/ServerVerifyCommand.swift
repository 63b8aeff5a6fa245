import ArgumentParser
import ObeliskServer

/// `obelisk server verify`.
struct ServerVerifyCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check a configuration and its components, without running anything.",
        discussion: """
            Lists every problem, with exit code 2. The database is not opened.

            EXAMPLES:
              obelisk server verify
              obelisk server verify -c shop/obelisk.toml
            """)

    @OptionGroup var options: ConfigurationOptions

    func run(on console: Console) async throws {
        let plan = try await options.plan(on: console)
        for line in plan.summary {
            console.print(line)
        }
    }
}
