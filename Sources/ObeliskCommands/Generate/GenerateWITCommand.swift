import ArgumentParser
import ObeliskDeployment
import ObeliskTooling

/// `obelisk generate wit`.
struct GenerateWITCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "wit",
        abstract: "Write the WIT that the author of one component may import.",
        discussion: """
            Writes the engine's own packages, and for a component that may call others the interfaces these export and \
            their extensions. Files that are as they should be are left alone; .obelisk-generated in the folder keeps \
            account of what was generated.

            EXAMPLES:
              obelisk generate wit -c obelisk.toml --out-dir wit/deps my-workflow
              obelisk generate wit --out-dir wit/deps my-workflow --prune
            """)

    @Argument(help: "The component, by its name in the configuration.")
    var name: String

    @Option(name: .shortAndLong, help: "The configuration (default: ./obelisk.toml).")
    var config: String?

    @Option(help: "The folder to write to, as a rule the component's wit/deps.")
    var outDir: String

    @Flag(help: "Remove what was once generated for this component and is no longer needed.")
    var prune = false

    func run(on console: Console) async throws {
        let file = config ?? ConfigurationLoader.defaultFile
        let loader = ConfigurationLoader(
            environment: console.environment, workingDirectory: console.workingDirectory)
        let components: [ConfiguredComponent]
        do throws(ToolingError) {
            components = try ConfiguredComponent.all(in: file, of: loader)
        } catch {
            throw CommandFailure(error)
        }
        guard let author = components.first(where: { $0.name == name }) else {
            let names = components.map { "`\($0.name)`" }.joined(separator: ", ")
            throw CommandFailure(.usage, "\(file) names no component `\(name)`; there are \(names)")
        }
        do throws(ToolingError) {
            try write(for: author, others: components.filter { $0.name != name }, on: console)
        } catch {
            throw CommandFailure(error)
        }
    }

    private func write(
        for author: ConfiguredComponent, others: [ConfiguredComponent], on console: Console
    ) throws(ToolingError) {
        guard let kind = AuthorKind(author.kind) else {
            throw ToolingError(
                .inputInvalid,
                "the \(author.kindName) `\(author.name)` has no code that could import anything; expected a "
                    + "workflow or an activity")
        }
        let missing = others.filter { $0.types == nil }.map { "`\($0.name)` (\($0.path))" }
        if !missing.isEmpty, kind.callsOthers {
            let list = missing.joined(separator: ", ")
            if prune {
                throw ToolingError(
                    .inputInvalid, "cannot tell what is needed no more while components are not built: \(list)")
            }
            note("not built yet, so that what they export is not written: \(list)", on: console)
        }
        let exporters = others.compactMap { other in
            other.types.map { Exporter(name: other.name, types: $0, isStub: other.isStub) }
        }
        let folder = GeneratedFolder(path: console.resolve(outDir))
        let packages = try AuthorPackages(for: kind, exporters: exporters, own: folder.ownPackages())
        let changes = try folder.write(packages.files, for: name, prune: prune)
        packages.notes.forEach { note($0, on: console) }
        changes.written.forEach { console.print("wrote \(outDir)/\($0)") }
        changes.removed.forEach { console.print("removed \(outDir)/\($0)") }
        if !changes.left.isEmpty {
            note("no longer needed, --prune removes it: \(changes.left.joined(separator: ", "))", on: console)
        }
        console.tell("\(changes.unchangedCount) unchanged")
    }

    private func note(_ message: String, on console: Console) {
        console.tell(console.errorStyle.warning("note:") + " " + message)
    }
}
