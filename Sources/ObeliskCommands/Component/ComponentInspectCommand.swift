import ArgumentParser
import ObeliskClient
import ObeliskDeployment
import ObeliskTooling
import WIT

/// `obelisk component inspect`.
struct ComponentInspectCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show what a component or a package is, and its functions.",
        discussion: """
            With --json, one object.

            EXAMPLES:
              obelisk component inspect build/my-workflow.wasm
              obelisk component inspect wit/ --json
              obelisk component inspect my-workflow
            """)

    @OptionGroup var target: ComponentSubject

    @Flag(help: "Print JSON.")
    var json = false

    func run(on console: Console) async throws {
        let report: InspectionReport
        if target.isName(on: console) {
            let found = try await target.ask(on: console) { client in
                try await client.listComponents(name: target.subject)
            }
            guard let component = found.first else {
                throw CommandFailure(
                    .usage,
                    "`\(target.subject)` is no file here, and no component of the server; `obelisk component list` "
                        + "shows them all")
            }
            report = InspectionReport(component)
        } else {
            let file = try target.read(on: console)
            do throws(SchemaError) {
                report = try InspectionReport(file, location: target.subject)
            } catch {
                throw CommandFailure(.usage, "\(target.subject): \(error)")
            }
        }
        if json { console.print(report.json) } else { report.show(on: console) }
    }
}
