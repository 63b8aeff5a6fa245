import ArgumentParser
import ObeliskClient
import ObeliskDeployment
import ObeliskTooling
import WIT

/// `obelisk component wit`.
struct ComponentWITCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "wit",
        abstract: "Print the WIT of a component or a package as one document.",
        discussion: """
            EXAMPLES:
              obelisk component wit build/my-workflow.wasm
              obelisk component wit wit/
              obelisk component wit my-workflow
            """)

    @OptionGroup var target: ComponentSubject

    func run(on console: Console) async throws {
        if target.isName(on: console) {
            let text = try await target.ask(on: console) { client in
                try await client.componentWIT(name: target.subject)
            }
            console.writeOutput(text)
        } else {
            console.writeOutput(try target.read(on: console).schema.text())
        }
    }
}
