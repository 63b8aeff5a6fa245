import ArgumentParser

/// `obelisk generate`.
struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Write what an author needs and need not write.",
        subcommands: [GenerateConfigCommand.self, GenerateSwiftCommand.self, GenerateWITCommand.self])
}
