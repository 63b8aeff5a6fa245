package import ObeliskDeployment
package import WIT

/// How one component is made of Swift source, decided from data alone: nothing is read or run here.
///
/// All paths are relative to the project, so that a copy of it elsewhere is made the same way.
package struct GuestBuild: Sendable, Equatable {
    /// One program to run, in the project's folder.
    package struct Command: Sendable, Equatable {
        /// The program.
        package let tool: GuestToolchain.Tool
        /// What it is told.
        package let arguments: [String]
    }

    /// The component's name.
    package let component: String
    /// What it implements.
    package let world: InterfaceName
    /// Where files are kept that only its making needs.
    package let workFolder: String
    /// What is generated: files to write before anything is run.
    package let written: [SourceFile]
    /// What is run, one after the other.
    package let commands: [Command]
    /// What the last command makes.
    package let made: String
    /// Where that belongs.
    package let output: String
    /// The SHA-256 of all that the component depends on.
    package let fingerprint: String
    /// The SHA-256 of each of the author's files, by its path.
    package let authorDigests: [String: String]

    /// Where what all guests share is written.
    static let kitFolder = ".obelisk/ObeliskGuest"

    /// Decides how to make a component.
    ///
    /// - Parameters:
    ///   - author: the files its author wrote.
    ///   - bindings: the Swift file generated of its world.
    ///   - kit: the files all guests share: Swift, and one of C.
    package init(
        component: String, source: GuestSource, world: InterfaceName, author: AuthorFiles, bindings: String,
        kit: [SourceFile], toolchain: GuestToolchain
    ) {
        self.component = component
        self.world = world
        workFolder = "\(GuestSource.workFolder)/\(component)"
        let work = workFolder
        written = [SourceFile(path: "\(work)/Bindings.swift", text: bindings)]
        let shared = kit.map { "\(Self.kitFolder)/\($0.path)" }
        let swift = author.code.map(\.path) + written.map(\.path) + shared.filter { $0.hasSuffix(".swift") }
        made = "\(work)/component.wasm"
        output = GuestSource.output(of: component)
        authorDigests = author.digests
        commands =
            Self.compilation(of: swift, shared.filter { $0.hasSuffix(".c") }, work: work)
            + Self.linking(work: work, wit: source.wit, world: world, made: made, toolchain)
        var facts = ["obelisk build 1", output] + toolchain.versions
        facts += commands.flatMap { [$0.tool.rawValue] + $0.arguments }
        facts += authorDigests.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        facts += (written + kit).map { "\(ContentDigest.text(of: $0.bytes)) \($0.path)" }
        fingerprint = ContentDigest.text(of: Array(facts.joined(separator: "\n").utf8))
    }

    /// Whether a component of this digest, made as this record says, is what this would make.
    package func isDone(_ record: BuildRecord?, digest: String?) -> Bool {
        record.map { $0.fingerprint == fingerprint && $0.component == digest } ?? false
    }

    private static func compilation(of swift: [String], _ shared: [String], work: String) -> [Command] {
        [
            Command(
                tool: .clang,
                arguments: [
                    "--target=wasm32-unknown-unknown", "-ffreestanding", "-fno-builtin", "-mbulk-memory", "-Os",
                    "-std=c17", "-Wall", "-Wextra", "-Werror",
                ] + ["-c"] + shared + ["-o", "\(work)/support.o"]),
            Command(
                tool: .swiftc,
                arguments: [
                    "-target", GuestToolchain.target, "-swift-version", "6", "-enable-experimental-feature", "Embedded",
                    "-enable-experimental-feature", "Extern", "-wmo", "-Osize", "-parse-as-library",
                    "-module-name", "Guest",
                ] + ["-c"] + swift + ["-o", "\(work)/guest.o"]),
        ]
    }

    private static func linking(
        work: String, wit: String, world: InterfaceName, made: String, _ toolchain: GuestToolchain
    ) -> [Command] {
        [
            Command(
                tool: .linker,
                // The guest's stack ends in the middle of a page, and its data and heap begin there: a small guest that
                // waits holds one page of the host's. The first pages of the heap need no growing.
                arguments: [
                    "--no-entry", "--gc-sections", "--strip-all", "--stack-first", "-z", "stack-size=63488",
                    "--initial-heap=65536", "\(work)/guest.o", "\(work)/support.o", toolchain.unicodeTables,
                    "-o", "\(work)/core.wasm",
                ]),
            Command(
                tool: .wasmTools,
                arguments: [
                    "component", "embed", wit, "--world", world.description, "\(work)/core.wasm",
                    "-o", "\(work)/embedded.wasm",
                ]),
            Command(tool: .wasmTools, arguments: ["component", "new", "\(work)/embedded.wasm", "-o", made]),
        ]
    }
}
