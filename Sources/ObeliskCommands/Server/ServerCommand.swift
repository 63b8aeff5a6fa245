import ArgumentParser

/// `obelisk server`.
struct ServerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "server",
        abstract: "Run a server, check its configuration, or ask a running one about itself.",
        subcommands: [ServerRunCommand.self, ServerVerifyCommand.self, ServerInfoCommand.self])
}
