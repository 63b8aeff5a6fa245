import ArgumentParser
import Foundation
import ObeliskDeployment
import ObeliskTooling

/// `obelisk build`.
struct BuildCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Build the components that a project has Swift source for.",
        discussion: """
            Builds each component of the configuration that has a `source` in place of a `location`, to \
            build/NAME.wasm beside the configuration; those that are as they should be are left alone. What is kept \
            for that is in .obelisk. Needs `swiftc` in PATH, and `wasm-tools` beside obelisk or in PATH.

            EXAMPLES:
              obelisk build
              obelisk build -c shop/obelisk.toml order-workflow
            """)

    @Argument(help: "Names of components; none builds all.")
    var names: [String] = []

    @Option(name: .shortAndLong, help: "The configuration (default: ./obelisk.toml).")
    var config: String?

    @Option(help: "How many components are built at a time (default: one a core).")
    var jobs: Int?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs: expected a number of at least 1, found \(jobs)") }
    }

    func run(on console: Console) async throws {
        let components = try chosen(on: console)
        var report = BuildReport(style: console.errorStyle)
        if let project = components.first?.source.project {
            let builder = try await builder(for: project, on: console)
            let atATime = jobs ?? ProcessInfo.processInfo.activeProcessorCount
            await builder.build(components, atATime: atATime) { outcome in
                report.add(outcome)
                // For a program what failed and what was made is in one document, at the end.
                if json, outcome.isFailure { return }
                if !json { report.line(of: outcome).map(console.print) }
                report.remarks(of: outcome).map(console.tell)
            }
        } else {
            console.tell("no component has a `source`, so there is nothing to build")
        }
        if json { console.print(report.json(inOrderOf: components.map(\.name))) }
        if let failure = report.failure(isTold: !json) { throw failure }
    }

    private func builder(for project: String, on console: Console) async throws -> GuestBuilder {
        do throws(ToolingError) {
            let toolchain = try await GuestToolchain.find(environment: console.environment, program: console.program)
            let builder = GuestBuilder(
                toolchain: toolchain, paths: ProjectPaths(project: project, seenFrom: console.workingDirectory),
                environment: console.environment)
            try builder.prepare(project)
            return builder
        } catch {
            throw CommandFailure(.failed, error.message, code: error.code.rawValue)
        }
    }

    /// The components to build, with their sources.
    private func chosen(on console: Console) throws -> [GuestBuilder.Component] {
        let file = config ?? ConfigurationLoader.defaultFile
        let loader = ConfigurationLoader(
            environment: console.environment, workingDirectory: console.workingDirectory)
        let configuration: ServerConfiguration
        do throws(DeploymentError) { configuration = try loader.load(file: file) } catch {
            throw CommandFailure(.usage, error.description, code: error.code.rawValue)
        }
        let all = configuration.workflows.map(\.component) + configuration.activities.map(\.component)
        for name in names {
            guard let named = all.first(where: { $0.name == name }) else {
                let names = all.map { "`\($0.name)`" }.joined(separator: ", ")
                throw CommandFailure(.usage, "\(file) names no component `\(name)`; there are \(names)")
            }
            if named.source == nil {
                throw CommandFailure(.usage, "\(file): `\(name)` has a `location`, and only a `source` is built")
            }
        }
        return all.compactMap { component in
            guard let source = component.source, names.isEmpty || names.contains(component.name) else { return nil }
            return GuestBuilder.Component(name: component.name, source: source)
        }
    }
}
