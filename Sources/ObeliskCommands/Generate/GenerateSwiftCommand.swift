import ArgumentParser
import Foundation
import ObeliskTooling

/// `obelisk generate swift`.
struct GenerateSwiftCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "swift",
        abstract: "Write the Swift bindings of a world: what a guest imports and exports, as one file.",
        discussion: """
            The file belongs in one module with the guest's own files and those of the guest SDK, compiled as Embedded \
            Swift; `obelisk build` does all of that. The same WIT gives the same file.

            EXAMPLES:
              obelisk generate swift wit/ --world fibo-workflow
              obelisk generate swift wit/ --world fibo-workflow --out Bindings.swift
            """)

    @Argument(help: "A WIT folder, a `.wit` file, or a WIT package or component (.wasm).")
    var path: String

    @Option(help: "The world, by its name in the package or as namespace:package/name; the only one if not given.")
    var world: String?

    @Option(help: "The file to write (default: standard output).")
    var out: String?

    func run(on console: Console) async throws {
        let bindings: SwiftBindings
        do throws(ToolingError) {
            let schema = try TypesFile(reading: console.resolve(path)).schema
            bindings = try SwiftBindings(worldNamed: world, of: schema)
        } catch {
            throw CommandFailure(error)
        }
        guard let out else {
            console.writeOutput(bindings.text)
            return
        }
        let file = console.resolve(out)
        if FileManager.default.contents(atPath: file) == Data(bindings.text.utf8) {
            console.tell("\(out) is up to date")
            return
        }
        do {
            try Data(bindings.text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
        } catch {
            throw CommandFailure(.failed, "\(out) cannot be written: \(error.localizedDescription)")
        }
        console.tell("wrote \(out)")
    }
}
