import ArgumentParser
import ObeliskClient

/// `obelisk execution list`.
struct ExecutionListCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List executions, latest first.",
        discussion: """
            With --json, one object: {"executions": […], "next": …}.

            EXAMPLES:
              obelisk execution list
              obelisk execution list --function .../workflow.fiboa --state blocked --state pending
              obelisk execution list --prefix order- --limit 100 --json
            """)

    @Option(help: "Only executions of this function.")
    var function: String?

    @Option(help: "Only executions in this state, such as blocked or finished; may be given several times.")
    var state: [String] = []

    @Option(help: "Only executions whose ids begin so.")
    var prefix: String?

    @Flag(help: "Show children of other executions too.")
    var children = false

    @Option(help: ArgumentHelp("The most executions shown.", valueName: "count"))
    var limit = 20

    @Option(help: ArgumentHelp("Where to go on, as a list before this one said.", valueName: "cursor"))
    var after: String?

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func validate() throws {
        guard limit >= 1 else { throw ValidationError("--limit: expected a count of at least 1, found \(limit)") }
    }

    func run(on console: Console) async throws {
        let filter = ExecutionFilter(
            function: function, states: state, idPrefix: prefix, includeChildren: children)
        let page = try await connection.withClient(on: console) { client in
            try await client.listExecutions(filter, limit: limit, after: after)
        }
        if json {
            var object = JSONObject()
            object.set("executions", array: page.elements.map(\.json))
            object.set("next", page.next)
            console.print(object.text)
        } else {
            show(page, on: console)
        }
    }

    private func show(_ page: Page<ExecutionSummary, String>, on console: Console) {
        guard !page.elements.isEmpty else {
            console.tell("no executions")
            return
        }
        let style = console.outputStyle
        var table = Table(headings: ["ID", "CREATED", "STATUS", "FUNCTION"], style: style)
        for execution in page.elements {
            table.add([
                .init(execution.id), .init(TimeText.local(execution.createdAt, in: console.timeZone)),
                .init(execution.status.text(in: console.timeZone)) { execution.status.painted($0, style) },
                .init(execution.function),
            ])
        }
        table.lines.forEach(console.print)
        if let next = page.next {
            console.tell("more with --after \(next)")
        }
    }
}
