import ArgumentParser

/// `obelisk`.
struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "obelisk",
        abstract: "Durable workflows on WebAssembly components.",
        discussion: """
            Data goes to standard output, everything else to standard error.
            Exit codes: 0 ok, 1 the execution or command failed, 2 a usage or input error, 3 the server \
            cannot be reached.

            EXAMPLES:
              obelisk new shop --template order
              obelisk build && obelisk server run
              obelisk execution submit .../workflow.order '[...]' --follow
            """,
        version: ObeliskProgram.version,
        subcommands: [
            ProjectCreateCommand.self, BuildCommand.self, ServerCommand.self, ExecutionCommand.self,
            ComponentCommand.self,
            GenerateCommand.self, WITCommand.self,
        ])
}
