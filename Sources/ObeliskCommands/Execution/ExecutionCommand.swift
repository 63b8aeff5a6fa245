import ArgumentParser

/// `obelisk execution`.
struct ExecutionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "execution",
        abstract: "Start executions and see what became of them.",
        subcommands: [
            ExecutionSubmitCommand.self, ExecutionGetCommand.self, ExecutionStatusCommand.self,
            ExecutionEventsCommand.self, ExecutionListCommand.self, ExecutionStubCommand.self,
        ])
}
