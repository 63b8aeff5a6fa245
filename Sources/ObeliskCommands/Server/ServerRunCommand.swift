import ArgumentParser
import ObeliskServer

/// `obelisk server run`.
struct ServerRunCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a server until SIGTERM or Ctrl-C.",
        discussion: """
            Everything has a default; a setting is overridden by a variable named after its key, such as \
            OBELISK__API__LISTENING_ADDRESS=127.0.0.1:0.

            EXAMPLES:
              obelisk server run
              obelisk server run -c shop/obelisk.toml
            """)

    @OptionGroup var options: ConfigurationOptions

    func run(on console: Console) async throws {
        let plan = try await options.plan(on: console)
        do {
            try await ObeliskServer(plan, version: ObeliskProgram.version) { console.tell($0) }.run()
        } catch let error as ServerError {
            throw CommandFailure(error)
        }
    }
}
