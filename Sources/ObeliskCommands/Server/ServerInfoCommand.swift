import ArgumentParser
import Foundation
import ObeliskClient

/// `obelisk server info`.
struct ServerInfoCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Show what a running server counts.",
        discussion: """
            EXAMPLES:
              obelisk server info
              obelisk server info --json
            """)

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var connection: ConnectionOptions

    func run(on console: Console) async throws {
        let info = try await connection.withClient(on: console) { try await $0.serverInfo() }
        if json {
            console.print(info.json)
        } else {
            var table = Table()
            table.add("version", info.version)
            table.add("node", info.node)
            table.add("started", TimeText.local(info.startedAt, in: console.timeZone))
            table.add("steps", String(info.steps))
            table.add("commits", "\(info.physicalCommits) (of \(info.logicalCommits) transactions)")
            if let commitsPerStep = info.commitsPerStep {
                table.add("commits per step", commitsPerStep)
            }
            table.lines.forEach(console.print)
        }
    }
}

extension ServerInfo {
    /// Physical commits by steps, with three decimals; nil before the first step.
    fileprivate var commitsPerStep: String? {
        guard steps > 0 else { return nil }
        let thousandths = (physicalCommits * 1_000 + steps / 2) / steps
        let decimals = String(thousandths % 1_000)
        return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - decimals.count) + decimals
    }

    /// The information for a program.
    fileprivate var json: String {
        var object = JSONObject()
        object.set("version", version)
        object.set("node", node)
        object.set("started_at", TimeText.universal(startedAt))
        object.set("steps", steps)
        object.set("physical_commits", physicalCommits)
        object.set("logical_commits", logicalCommits)
        object.set("commits_per_step", json: commitsPerStep ?? "null")
        return object.text
    }
}
