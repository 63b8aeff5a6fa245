import ArgumentParser

/// `obelisk wit`.
struct WITCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wit",
        abstract: "Look after a project's WIT.",
        subcommands: [WITUpdateDepsCommand.self])
}
