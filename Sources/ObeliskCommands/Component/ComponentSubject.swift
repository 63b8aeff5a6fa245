import ArgumentParser
import Foundation
import ObeliskClient
import ObeliskServer
import ObeliskTooling
import WIT

/// What `component inspect` and `component wit` are about: a path, or the name of a running server's component.
struct ComponentSubject: ParsableArguments {
    @Argument(
        help: "A component (.wasm), a WIT package in text or binary form, a WIT folder, or a component of a server.")
    var subject: String

    @OptionGroup var connection: ConnectionOptions

    /// Whether it is the name of a server's component: nothing is there under that path, and it does not look like one.
    func isName(on console: Console) -> Bool {
        !subject.contains("/") && !subject.hasSuffix(".wasm") && !subject.hasSuffix(".wit")
            && !FileManager.default.fileExists(atPath: console.resolve(subject))
    }

    /// Reads the path.
    func read(on console: Console) async throws(CommandFailure) -> (types: ReadTypes, digest: String?) {
        let path = console.resolve(subject)
        do throws(ToolingError) {
            let digest = FileManager.default.contents(atPath: path).map { ContentDigest.text(of: Array($0)) }
            switch try TypesFile(reading: path) {
            case .schema(let schema, let form): return (.schema(schema, form: form.rawValue), digest)
            case .component(let bytes): return (.component(try await describe(bytes, on: console)), digest)
            }
        } catch let error as ToolingError {
            throw CommandFailure(error)
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.failed, "\(error)")
        }
    }

    private func describe(_ bytes: [UInt8], on console: Console) async throws(CommandFailure) -> WIT.ComponentDescription {
        do throws(ServerError) {
            let reader = try ComponentReader(
                environment: console.environment, workingDirectory: console.workingDirectory)
            return try await reader.description(of: bytes)
        } catch {
            throw CommandFailure(error.code == .deploymentInvalid ? .usage : .failed, "\(subject): \(error.message)")
        }
    }
}

/// What was read from a path.
enum ReadTypes {
    /// WIT, and how it was written down.
    case schema(Schema, form: String)
    /// A component.
    case component(WIT.ComponentDescription)
}
