import ArgumentParser
import Foundation
import ObeliskClient
import ObeliskDeployment
import ObeliskTooling

/// What `component inspect` and `component wit` are about: a path, or the name of a running server's component.
struct ComponentSubject: ParsableArguments {
    /// The path or the name.
    @Argument(
        help: "A component (.wasm), a WIT package in text or binary form, a WIT folder, or a component of a server.")
    var subject: String

    @OptionGroup var connection: ConnectionOptions

    /// Whether it is the name of a server's component: nothing is there under that path, and it does not look like one.
    func isName(on console: Console) -> Bool {
        !subject.contains("/") && !subject.hasSuffix(".wasm") && !subject.hasSuffix(".wit")
            && !FileManager.default.fileExists(atPath: console.resolve(subject))
    }

    /// Asks the server about its component of this name.
    func ask<Result: Sendable>(
        on console: Console, _ body: (ObeliskClient) async throws -> Result
    ) async throws -> Result {
        do {
            return try await connection.withClient(on: console, body)
        } catch let failure as CommandFailure where failure.exitCode == .unreachable {
            throw CommandFailure(.unreachable, "`\(subject)` is no file here, and \(failure.message)")
        }
    }

    /// Reads the path.
    func read(on console: Console) throws(CommandFailure) -> TypesFile {
        do throws(ToolingError) {
            return try TypesFile(reading: console.resolve(subject))
        } catch {
            throw CommandFailure(error)
        }
    }
}
