import ArgumentParser

/// A command that is run on a console it is handed, and so can be tested without a process.
protocol ConsoleCommand: ParsableCommand {
    /// Does what the command says.
    ///
    /// - Throws: `CommandFailure` for everything that ends with an exit code of its own.
    func run(on console: Console) async throws
}
