import Foundation
import ObeliskTestSupport
import WIT

/// The independent judge: the `wasm-tools` that `scripts/bootstrap` brings.
enum WasmTools {
    /// The folder of the package.
    static let packageRoot: URL = {
        var url = URL(filePath: #filePath)
        for _ in 0..<4 { url.deleteLastPathComponent() }
        return url
    }()

    /// Where the program is; nil if bootstrap has not been run.
    static let path: URL? = {
        let url = packageRoot.appending(path: ".deps/bin/wasm-tools")
        return FileManager.default.isExecutableFile(atPath: url.path) ? url : nil
    }()

    /// What a run gave.
    struct Outcome {
        var isSuccess: Bool
        var output: [UInt8]
        var errors: String
    }

    /// Runs `wasm-tools component COMMAND` on files of one folder.
    static func component(
        _ command: String, _ files: [SourceFile], _ arguments: [String] = []
    ) throws -> Outcome {
        let folder = FileManager.default.temporaryDirectory.appending(path: "obelisk-wit-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for file in files {
            let url = folder.appending(path: file.path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.bytes).write(to: url)
        }
        let isSingle = files.count == 1 && !files[0].path.contains("/")
        let input = isSingle ? folder.appending(path: files[0].path) : folder
        return try run(["component", command, input.path] + arguments)
    }

    /// Runs `wasm-tools component wit` on files of one folder.
    static func wit(_ files: [SourceFile], _ arguments: [String]) throws -> Outcome {
        try component("wit", files, arguments)
    }

    /// A component of a world that does nothing; nil if the judge cannot make one.
    static func dummy(_ files: [SourceFile], world: String) throws -> SourceFile? {
        let module = try component("embed", files, ["--dummy", "--all-features", "--world", world])
        if !module.isSuccess { return nil }
        let result = try component("new", [SourceFile(path: "module.wasm", bytes: module.output)])
        return result.isSuccess ? SourceFile(path: "component.wasm", bytes: result.output) : nil
    }

    /// What it says of a folder, as JSON; nil if it refuses it.
    static func json(_ files: [SourceFile], allFeatures: Bool) throws -> JSONValue? {
        let outcome = try wit(files, ["--json"] + (allFeatures ? ["--all-features"] : []))
        return outcome.isSuccess ? try JSONValue.parse(outcome.output) : nil
    }

    /// Runs it.
    static func run(_ arguments: [String]) throws -> Outcome {
        guard let path else { throw CocoaError(.fileNoSuchFile) }
        let run = try ProgramRun(path, arguments)
        return Outcome(isSuccess: run.status == 0, output: run.output, errors: run.errors)
    }
}
