import ArgumentParser
import ObeliskClient

/// `obelisk execution stub`.
struct ExecutionStubCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "stub",
        abstract: "Supply the result of an execution of an activity stub.",
        discussion: """
            The result is checked against the function's type. Supplying the same result again changes nothing; \
            another one is refused. `obelisk execution list --children --state pending` shows what waits.

            EXAMPLES:
              obelisk execution stub E_01K….o:1_1 '{"ok": {"approved": true}}'
              obelisk execution stub E_01K….o:1_1 '{"err": "declined"}'
              obelisk execution stub E_01K….o:1_1 @result.json
            """)

    @Argument(help: "The execution's id.")
    var id: String

    @Argument(help: "{\"ok\": …} or {\"err\": …}, or @ and the name of a file that holds it.")
    var result: String

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func run(on console: Console) async throws {
        let result = try console.text(ofArgument: result, expected: "a result as JSON")
        try await connection.withClient(on: console) { client in
            let existed = try await client.stub(id, result: result)
            if json {
                var object = JSONObject()
                object.set("id", id)
                object.set("existed", existed)
                console.print(object.text)
            } else {
                console.tell(existed ? "\(id) had this result already" : "\(id) has its result")
            }
        }
    }
}
