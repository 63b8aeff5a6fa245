import ArgumentParser

/// `obelisk component`.
struct ComponentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "component",
        abstract: "See what a server can run, and what components say of themselves.",
        subcommands: [ComponentListCommand.self, ComponentInspectCommand.self, ComponentWITCommand.self])
}
