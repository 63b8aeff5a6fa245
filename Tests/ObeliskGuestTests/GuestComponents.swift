import Crypto
import Dispatch
import Foundation
import ObeliskDeployment
import ObeliskTestSupport
import ObeliskTooling
import WIT

/// Builds guests for tests, and keeps what it built under `.build/guest-tests`, each under the digest of all that it
/// was made from.
enum GuestComponents {
    /// The repository.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardized
    private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    private static let target = "wasm32-unknown-none-wasm"

    /// Where they are built, one after the other: tests in parallel want the same ones, and none of them should hold a
    /// thread of Swift's own meanwhile.
    private static let builder = DispatchQueue(label: "guest-tests")

    /// A tool said no.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// The bindings for a world of a WIT folder of these tests.
    static func bindings(_ wit: String, world: String) throws -> String {
        let schema = try TypesFile(reading: fixtures.appending(path: wit).path).schema
        return try SwiftBindings(worldNamed: world, of: schema).text
    }

    /// The component of a world, made of a folder of Swift files of these tests.
    static func swift(_ source: String, wit: String, world: String) async throws -> [UInt8] {
        let text = try bindings(wit, world: world)
        let sdk = try files(in: root.appending(path: "Guests/ObeliskGuest"))
        let own = try files(in: fixtures.appending(path: source))
        return try await cached("\(world)-swift", [Data(text.utf8)] + (sdk + own).map { try Data(contentsOf: $0) }) {
            work in
            try Data(text.utf8).write(to: work.appending(path: "Bindings.swift"))
            let swift = (sdk + own).filter { $0.pathExtension == "swift" }.map(\.path)
            let support = sdk.filter { $0.pathExtension == "c" }.map(\.path)
            let tools = try Toolchain()
            try run(
                tools.clang,
                ["--target=wasm32-unknown-unknown", "-ffreestanding", "-fno-builtin", "-mbulk-memory", "-Os", "-c"]
                    + support + ["-o", "\(work.path)/support.o"])
            try run(
                tools.swiftc,
                [
                    "-target", target, "-swift-version", "6", "-enable-experimental-feature", "Embedded",
                    "-enable-experimental-feature", "Extern", "-wmo", "-Osize", "-parse-as-library",
                    "-warnings-as-errors", "-module-name", "guest", "-c", "\(work.path)/Bindings.swift",
                ] + swift + ["-o", "\(work.path)/guest.o"])
            try run(
                tools.linker,
                [
                    "--no-entry", "--gc-sections", "--strip-all", "--stack-first", "-z", "stack-size=63488",
                    "--initial-heap=65536", "\(work.path)/guest.o", "\(work.path)/support.o", tools.unicodeTables,
                    "-o", "\(work.path)/core.wasm",
                ])
            let folder = fixtures.appending(path: wit).path
            let wasmTools = root.appending(path: ".deps/bin/wasm-tools").path
            try run(
                wasmTools,
                ["component", "embed", folder, "--world", world, "\(work.path)/core.wasm", "-o", "\(work.path)/e.wasm"])
            try run(
                wasmTools, ["component", "new", "\(work.path)/e.wasm", "-o", "\(work.path)/component.wasm"])
        }
    }

    /// The component of a world, made of a folder's `app.py`.
    static func python(_ source: String, wit: String, world: String) async throws -> [UInt8] {
        let folder = fixtures.appending(path: source)
        let wit = fixtures.appending(path: wit)
        let app = try Data(contentsOf: folder.appending(path: "app.py"))
        return try await cached("\(world)-python", [app, Data(contentsOf: wit)]) { work in
            try app.write(to: work.appending(path: "app.py"))
            let command = """
                cd '\(work.path)' && '\(root.path)/scripts/componentize-py' --quiet -d '\(wit.path)' -w \(world) \
                componentize --stub-wasi app -o component.wasm
                """
            try run("/bin/sh", ["-c", command])
        }
    }

    private static func cached(
        _ name: String, _ inputs: [Data], _ build: @escaping @Sendable (URL) throws -> Void
    ) async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { continuation in
            builder.async { continuation.resume(with: Result { try kept(name, inputs, build) }) }
        }
    }

    private static func kept(_ name: String, _ inputs: [Data], _ build: (URL) throws -> Void) throws -> [UInt8] {
        var hash = SHA256()
        hash.update(data: try Data(contentsOf: URL(fileURLWithPath: #filePath)))
        for input in inputs { hash.update(data: Data("\(input.count) ".utf8) + input) }
        let digest = hash.finalize().prefix(12).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        let folder = root.appending(path: ".build/guest-tests")
        let file = folder.appending(path: "\(name)-\(digest).wasm")
        if let data = try? Data(contentsOf: file) { return Array(data) }
        let work = folder.appending(path: "\(name)-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: work) }
        try build(work)
        for old in try files(in: folder) where old.lastPathComponent.hasPrefix("\(name)-") {
            try? FileManager.default.removeItem(at: old)
        }
        try FileManager.default.moveItem(at: work.appending(path: "component.wasm"), to: file)
        return Array(try Data(contentsOf: file))
    }

    private static func files(in folder: URL) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
            .filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true }
            .sorted { $0.path < $1.path }
    }

    private static func run(_ program: String, _ arguments: [String]) throws {
        let run = try ProgramRun(URL(fileURLWithPath: program), arguments)
        guard run.status == 0 else {
            let said = String(decoding: run.output, as: UTF8.self) + run.errors
            throw Failure(description: "\(program): \(said.prefix(4_000))")
        }
    }

    /// The tools of the Swift toolchain that is in PATH.
    private struct Toolchain {
        let swiftc, clang, linker, unicodeTables: String

        init() throws {
            let found = try ProgramRun(URL(fileURLWithPath: "/bin/sh"), ["-c", "command -v swiftc"])
            swiftc = String(decoding: found.output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            guard !swiftc.isEmpty else { throw Failure(description: "there is no swiftc in PATH") }
            let said = try ProgramRun(URL(fileURLWithPath: swiftc), ["-print-target-info"])
            let info = try JSONSerialization.jsonObject(with: Data(said.output)) as? [String: Any]
            guard let paths = info?["paths"] as? [String: Any], let resources = paths["runtimeResourcePath"] as? String
            else { throw Failure(description: "swiftc does not say where its resources are") }
            clang = resources + "/../../bin/clang"
            linker = resources + "/../../bin/wasm-ld"
            unicodeTables = resources + "/embedded/\(GuestComponents.target)/libswiftUnicodeDataTables.a"
        }
    }
}
