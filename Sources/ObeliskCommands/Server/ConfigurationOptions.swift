import ArgumentParser
import ObeliskServer

/// Which configuration a command reads.
struct ConfigurationOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The configuration (default: ./obelisk.toml).")
    var config: String?

    /// Reads and checks the configuration and its components, and tells what is odd.
    func plan(on console: Console) async throws -> ServerPlan {
        let source = ServerPlan.Source(
            file: config, environment: console.environment, workingDirectory: console.workingDirectory)
        do {
            let plan = try await ServerPlan(source)
            for warning in plan.warnings {
                console.tell(console.errorStyle.warning("warning:") + " " + warning)
            }
            return plan
        } catch {
            throw CommandFailure(error)
        }
    }
}

extension CommandFailure {
    /// The exit code that goes with an error of the server: what its operator wrote is input, the rest is not.
    init(_ error: ServerError) {
        self.init(error.code.isInputError ? .usage : .failed, error.message, code: error.code.name)
    }
}
