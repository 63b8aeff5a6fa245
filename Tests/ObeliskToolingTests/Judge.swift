import Foundation
import ObeliskTestSupport
import Testing

/// Programs that know WIT and are not ours, as `scripts/bootstrap` brings them in.
enum Judge {
    /// The repository.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../..").standardized

    /// Runs a program of the repository to its end.
    ///
    /// - Returns: whether it succeeded, and all it said.
    @discardableResult
    static func run(_ program: String, _ arguments: [String]) throws -> (isSuccess: Bool, said: String) {
        let url = program.hasPrefix("/") ? URL(fileURLWithPath: program) : root.appendingPathComponent(program)
        let run = try ProgramRun(url, arguments)
        return (run.status == 0, String(decoding: run.output, as: UTF8.self) + run.errors)
    }

    /// Whether both take a WIT folder; what they say otherwise is an issue of the test.
    static func take(_ folder: URL, world: String) throws {
        let parsed = try run(".deps/bin/wasm-tools", ["component", "wit", folder.path])
        #expect(parsed.isSuccess, "wasm-tools said: \(parsed.said)")
        let bindings = folder.deletingLastPathComponent().appendingPathComponent("bindings-\(UUID())")
        let bound = try run("scripts/componentize-py", ["-d", folder.path, "-w", world, "bindings", bindings.path])
        #expect(bound.isSuccess, "componentize-py said: \(bound.said)")
    }
}

/// A folder of a test's own, removed when it is let go.
final class TestFolder {
    /// Where it is.
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("obelisk-tooling-\(UUID())")

    /// Makes the folder.
    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Its path.
    var path: String { url.path }

    /// Writes a file and the folders it is in.
    func write(_ text: String, to path: String) throws {
        let file = url.appendingPathComponent(path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// The text of a file; nil if there is none.
    func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: url.appendingPathComponent(path).path).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// Every file, with the time it was written, in order.
    func listing() -> [String: Date] {
        var files: [String: Date] = [:]
        for case let path as String in FileManager.default.enumerator(atPath: url.path) ?? .init() {
            let attributes = try? FileManager.default.attributesOfItem(atPath: "\(url.path)/\(path)")
            if attributes?[.type] as? FileAttributeType == .typeRegular {
                files[path] = attributes?[.modificationDate] as? Date
            }
        }
        return files
    }
}
