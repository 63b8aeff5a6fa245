import Foundation
package import ObeliskDeployment
package import WIT

/// Makes components of Swift source: reads the files, has `GuestBuild` decide, and carries that out.
package struct GuestBuilder: Sendable {
    /// A component and where it is written.
    package struct Component: Sendable {
        /// Its name.
        package let name: String
        /// Where it is written.
        package let source: GuestSource

        /// A component of these parts.
        package init(name: String, source: GuestSource) {
            self.name = name
            self.source = source
        }
    }

    /// A component that is as it should be.
    package struct Built: Sendable, Equatable {
        /// What it implements.
        package let world: InterfaceName
        /// Its file, as the author sees it.
        package let path: String
        /// How large that is.
        package let byteCount: Int
        /// How long it took to make; nil if it was there.
        package let duration: Duration?
        /// What the compilers had to say.
        package let remarks: String
    }

    /// What became of one component.
    package struct Outcome: Sendable {
        /// Its name.
        package let component: String
        /// What was made, or what its author has to change.
        package let result: Result<Built, ToolingError>
    }

    private let toolchain: GuestToolchain
    private let paths: ProjectPaths
    private let environment: [String: String]

    /// A builder for one project, with these programs, under these environment variables.
    package init(toolchain: GuestToolchain, paths: ProjectPaths, environment: [String: String]) {
        self.toolchain = toolchain
        self.paths = paths
        self.environment = environment
    }

    /// Writes into a project what all its guests share; once before any is built.
    package func prepare(_ project: String) throws(ToolingError) {
        try Self.write(SourceFile(path: ".obelisk/.gitignore", text: "*\n"), in: project)
        for file in GuestKit.files {
            try Self.write(SourceFile(path: "\(GuestBuild.kitFolder)/\(file.path)", bytes: file.bytes), in: project)
        }
    }

    /// Makes components, some at a time, and tells of each when it is done.
    package func build(_ components: [Component], atATime limit: Int, _ tell: (Outcome) -> Void) async {
        await withTaskGroup(of: Outcome.self) { group in
            var waiting = components[...]
            func start() {
                guard let next = waiting.popFirst() else { return }
                group.addTask { await outcome(of: next) }
            }
            for _ in 0..<limit { start() }
            for await outcome in group {
                tell(outcome)
                start()
            }
        }
    }

    private func outcome(of component: Component) async -> Outcome {
        do throws(ToolingError) {
            return Outcome(component: component.name, result: .success(try await build(component)))
        } catch {
            return Outcome(component: component.name, result: .failure(error))
        }
    }

    /// Makes one component, unless it is there as it should be.
    private func build(_ component: Component) async throws(ToolingError) -> Built {
        let source = component.source
        let build = try decide(component)
        let recordPath = source.absolute(BuildRecord.path(of: component.name))
        let record = FileManager.default.contents(atPath: recordPath)
            .flatMap { BuildRecord(parsing: String(decoding: $0, as: UTF8.self)) }
        if let found = FileManager.default.contents(atPath: source.absolute(build.output)),
            build.isDone(record, digest: ContentDigest.text(of: found))
        {
            return Built(
                world: build.world, path: paths.shown(build.output), byteCount: found.count, duration: nil, remarks: "")
        }
        let started = ContinuousClock.now
        try FileWriting.makeFolder(source.absolute(build.workFolder))
        for file in build.written { try Self.write(file, in: source.project) }
        var remarks = ""
        for command in build.commands { remarks += try await run(command, of: build, in: source.project) }
        guard let made = FileManager.default.contents(atPath: source.absolute(build.made)) else {
            throw ToolingError(.failed, "\(paths.shown(build.made)) was not made")
        }
        try FileWriting.write(Array(made), to: source.absolute(build.output))
        let done = BuildRecord(
            fingerprint: build.fingerprint, component: ContentDigest.text(of: made), files: build.authorDigests)
        try FileWriting.write(Array(done.text.utf8), to: recordPath)
        return Built(
            world: build.world, path: paths.shown(build.output), byteCount: made.count, duration: .now - started,
            remarks: remarks)
    }

    /// Reads what a build depends on.
    private func decide(_ component: Component) throws(ToolingError) -> GuestBuild {
        let source = component.source
        let author = AuthorFiles(reading: source)
        let (code, wit) = (paths.shown(source.code), paths.shown(source.wit))
        if let path = author.unreadable.first {
            throw ToolingError(.inputInvalid, "\(paths.shown(path)): cannot be read")
        }
        guard WITFolder.isFolder(source.absolute(source.code)) else {
            throw ToolingError(.inputInvalid, "\(code): there is no such folder, which `source` names")
        }
        guard !author.code.isEmpty else {
            throw ToolingError(
                .inputInvalid,
                "\(code): has no `.swift` file, and `obelisk build` builds only Swift; build other languages with "
                    + "their own tools, and name the component with `location` in place of `source`")
        }
        guard WITFolder.isFolder(source.absolute(source.wit)) else {
            throw ToolingError(.inputInvalid, "\(wit): there is no such folder; the project's WIT belongs there")
        }
        let schema = try WITFolder(path: source.absolute(source.wit)).schema(shownAs: wit)
        let world = try WorldChoice.world(of: schema, for: component.name, named: source.world)
        let bindings = try SwiftBindings(world, of: schema).text
        return GuestBuild(
            component: component.name, source: source, world: world, author: author, bindings: bindings,
            kit: GuestKit.files, toolchain: toolchain)
    }

    /// Runs one program.
    ///
    /// - Returns: what it said, if it succeeded.
    private func run(
        _ command: GuestBuild.Command, of build: GuestBuild, in project: String
    ) async throws(ToolingError) -> String {
        let program = toolchain.paths[command.tool] ?? command.tool.rawValue
        let run = try await ToolRun(program, command.arguments, in: project, environment: environment)
        let files = build.authorDigests.keys + build.written.map(\.path) + [GuestBuild.kitFolder]
        let said = paths.shown(remarks: run.output + run.errors, about: files)
        guard run.status != 0 else { return said }
        let end = run.status < 0 ? "was ended by signal \(-run.status)" : "failed"
        throw ToolingError(
            .buildFailed, "\(command.tool.rawValue) \(end)" + (said.isEmpty ? " without a word" : "\n" + said))
    }

    /// Writes a file unless it is as it should be.
    private static func write(_ file: SourceFile, in project: String) throws(ToolingError) {
        let path = "\(project)/\(file.path)"
        if let found = FileManager.default.contents(atPath: path), Array(found) == file.bytes { return }
        try FileWriting.write(file.bytes, to: path)
    }
}
