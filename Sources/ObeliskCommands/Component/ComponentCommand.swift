import ArgumentParser

/// `obelisk component`.
struct ComponentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "component",
        abstract: "See what a server can run.",
        subcommands: [ComponentListCommand.self])
}
