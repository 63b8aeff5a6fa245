import ArgumentParser
import ObeliskClient

/// `obelisk execution status`.
struct ExecutionStatusCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show what an execution is doing.",
        discussion: """
            With --follow, progress goes to standard error and the status at the end to standard output; \
            with --json too, each change is a line of JSON on standard output.

            EXAMPLES:
              obelisk execution status E_01K…
              obelisk execution status order-4711 --follow
            """)

    @Argument(help: "The execution's id.")
    var id: String

    @Flag(help: "Wait for the end, showing each change.")
    var follow = false

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func run(on console: Console) async throws {
        try await connection.withClient(on: console) { client in
            if follow, json {
                _ = try await client.followStatus(of: id) { console.print($0.json) }
                return
            }
            let execution =
                follow
                ? try await Following(client: client, console: console).end(of: id)
                : try await client.status(of: id)
            if json {
                console.print(execution.json)
            } else {
                execution.lines(style: console.outputStyle, zone: console.timeZone).forEach(console.print)
            }
        }
    }
}
