import ArgumentParser
import ObeliskClient

/// `obelisk execution get`.
struct ExecutionGetCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "get",
        abstract: "Print how an execution ended.",
        discussion: """
            An ok payload is printed as JSON. An error or a failure goes to standard error, with exit code 1. \
            An execution that has not finished prints its status, with exit code 1, unless --follow waits for it. \
            With --json: {"ok": …}, {"err": …}, {"failed": {"kind": …, "reason": …}} or {"status": …}.

            EXAMPLES:
              obelisk execution get E_01K…
              obelisk execution get order-4711 --follow --json
            """)

    @Argument(help: "The execution's id.")
    var id: String

    @Flag(help: "Wait for the end.")
    var follow = false

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func run(on console: Console) async throws {
        try await connection.withClient(on: console) { client in
            if follow {
                try await Following(client: client, console: console).result(of: id, asJSON: json)
                return
            }
            let (outcome, execution) = try await client.result(of: id, wait: false)
            if let outcome {
                try outcome.report(on: console, asJSON: json)
                return
            }
            if json {
                var object = JSONObject()
                object.set("status", json: execution.status.json)
                console.print(object.text)
            } else {
                let text = execution.status.text(in: console.timeZone)
                console.print(execution.status.painted(text, console.outputStyle))
            }
            throw CommandFailure(.failed)
        }
    }
}
