import ArgumentParser
import ObeliskClient

/// `obelisk execution events`.
struct ExecutionEventsCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "Show the log of an execution.",
        discussion: """
            Columns: version, time, kind, details. With --json, each event is a line of JSON, whole.

            EXAMPLES:
              obelisk execution events E_01K…
              obelisk execution events E_01K… --from 1000 --limit 50 --json
            """)

    @Argument(help: "The execution's id.")
    var id: String

    @Option(help: ArgumentHelp("The first version shown.", valueName: "version"))
    var from = 0

    @Option(help: ArgumentHelp("The number of events shown (default: all).", valueName: "count"))
    var limit: Int?

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func validate() throws {
        guard from >= 0 else { throw ValidationError("--from: expected a version of at least 0, found \(from)") }
        if let limit, limit < 1 {
            throw ValidationError("--limit: expected a count of at least 1, found \(limit)")
        }
    }

    func run(on console: Console) async throws {
        try await connection.withClient(on: console) { client in
            var remaining = limit ?? .max
            var next: Int? = from
            while let version = next, remaining > 0 {
                let page = try await client.listEvents(
                    of: id, from: version, limit: limit == nil ? nil : remaining)
                for event in page.elements.prefix(remaining) {
                    console.print(json ? event.json : event.line(style: console.outputStyle, zone: console.timeZone))
                }
                remaining -= page.elements.count
                next = page.next
            }
        }
    }
}
