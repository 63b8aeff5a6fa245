import ArgumentParser
import ObeliskClient

/// Which server a command talks to.
struct ConnectionOptions: ParsableArguments {
    @Option(help: "The server's address (default: $OBELISK_API_URL, else http://127.0.0.1:5005).")
    var apiUrl: String?

    /// Runs a body with a client, and turns the client's errors into exit codes.
    func withClient<Result: Sendable>(
        on console: Console, _ body: (ObeliskClient) async throws -> Result
    ) async throws -> Result {
        do {
            let address = try (apiUrl ?? console.environment["OBELISK_API_URL"]).map(ServerAddress.init(parsing:))
            return try await ObeliskClient.withConnection(to: address ?? .standard, body)
        } catch let error as ClientError {
            throw CommandFailure(error)
        }
    }
}

extension CommandFailure {
    /// The exit code that goes with an error of the client.
    init(_ error: ClientError) {
        let exitCode: ExitCode = error.isUnreachable ? .unreachable : error.isInputError ? .usage : .failed
        self.init(exitCode, error.message, code: error.code.name)
    }
}
