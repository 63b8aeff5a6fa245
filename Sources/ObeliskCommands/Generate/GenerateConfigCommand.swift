import ArgumentParser
import ObeliskDeployment
import ObeliskTooling

/// `obelisk generate config`.
struct GenerateConfigCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Print a commented obelisk.toml with every key and its default.",
        discussion: """
            blank has the server's settings, fibo the components of that template too, and all a component of each \
            kind with every key it may have.

            EXAMPLES:
              obelisk generate config
              obelisk generate config all > obelisk.toml
            """)

    /// What stands at the end of the document.
    enum Content: String, ExpressibleByArgument, CaseIterable {
        case blank, fibo, all
    }

    @Argument(help: "What it names of components: blank, fibo or all.")
    var content = Content.blank

    func run(on console: Console) async throws {
        console.writeOutput(ConfigurationText.document(components: components))
    }

    private var components: String {
        switch content {
        case .blank: "# Components follow; `obelisk generate config all` shows one of each kind.\n"
        case .fibo: ProjectTemplate(named: "fibo")?.text(of: "obelisk.toml") ?? ""
        case .all: ConfigurationText.exampleComponents
        }
    }
}
