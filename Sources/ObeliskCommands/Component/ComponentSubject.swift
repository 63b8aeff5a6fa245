import ArgumentParser
import Foundation
import ObeliskTooling

/// What `component inspect` and `component wit` are about: a path, or the name of a running server's component.
struct ComponentSubject: ParsableArguments {
    /// The path or the name.
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

    /// Reads the path.
    func read(on console: Console) throws(CommandFailure) -> TypesFile {
        do throws(ToolingError) {
            return try TypesFile(reading: console.resolve(subject))
        } catch {
            throw CommandFailure(error)
        }
    }
}
