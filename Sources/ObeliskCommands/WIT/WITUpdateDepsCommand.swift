import ArgumentParser
import ObeliskTooling

/// `obelisk wit update-deps`.
struct WITUpdateDepsCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "update-deps",
        abstract: "Fill wit/deps with the packages that wit/deps.toml names.",
        discussion: """
            A line of deps.toml is `NAME = "PLACE"`; PLACE is a path relative to deps.toml, or an http(s) URL, of a \
            `.wit` file, a folder or a `.tar.gz`. In place of a text, a table may tell `path` or `url`, and `folder`: \
            where in there the package's files are. The SHA-256 of each is kept in deps.lock; a changed one is an \
            error unless --update is given.

            EXAMPLES:
              obelisk wit update-deps
              obelisk wit update-deps --wit-dir shop/wit --update
            """)

    @Option(help: "The folder of the project's WIT.")
    var witDir = "wit"

    @Flag(help: "Accept contents that differ from what deps.lock says.")
    var update = false

    func run(on console: Console) async throws {
        let folder = console.resolve(witDir)
        let update = DependencyUpdate(folder: folder, accepts: update) { url throws(ToolingError) in
            try await Download.contents(of: url)
        }
        do throws(ToolingError) {
            let report = try await update.run()
            for note in report.notes { console.tell(console.errorStyle.warning("note:") + " " + note) }
            report.written.forEach { console.print("wrote \(witDir)/deps/\($0)") }
            report.removed.forEach { console.print("removed \(witDir)/deps/\($0)") }
            console.tell("\(report.unchanged.count) unchanged")
        } catch {
            throw CommandFailure(error)
        }
    }
}
