import ArgumentParser
import ObeliskClient

/// `obelisk execution submit`.
struct ExecutionSubmitCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Start an execution and print its id.",
        discussion: """
            With --follow the id goes to standard error, and the result to standard output as by \
            `obelisk execution get`.

            EXAMPLES:
              obelisk execution submit demo:fibo/workflow.fiboa '[10, 500]'
              obelisk execution submit .../workflow.fiboa @params.json --follow
              obelisk execution submit shop:order/order.place '["A-17"]' --id order-4711
            """)

    @Argument(help: "namespace:package/interface.function, or .../interface.function if only one fits.")
    var function: String

    @Argument(help: "The parameters as a JSON array, or @ and the name of a file that holds one.")
    var params: String = "[]"

    @Flag(help: "Wait for the end and print the result.")
    var follow = false

    @Option(
        help: ArgumentHelp(
            "An id of your own (1-100 of letters, digits and -); doing it again changes nothing.", valueName: "id"))
    var id: String?

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func run(on console: Console) async throws {
        let params = try console.text(ofArgument: params, expected: "a JSON array")
        try await connection.withClient(on: console) { client in
            let submitted = try await client.submit(function: function, params: params, id: id)
            if follow {
                console.tell(submitted.id)
                try await Following(client: client, console: console).result(of: submitted.id, asJSON: json)
            } else if json {
                var object = JSONObject()
                object.set("id", submitted.id)
                object.set("existed", submitted.existed)
                console.print(object.text)
            } else {
                console.print(submitted.id)
            }
        }
    }
}
