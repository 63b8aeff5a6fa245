import Foundation
import Testing
import WIT

/// The packages that both we and the judge read: ours in this folder, and what `scripts/bootstrap` or the checkout
/// has beside them.
struct Corpus: Sendable, CustomTestStringConvertible {
    let name: String
    let files: [SourceFile]

    var testDescription: String { name }

    /// Ours: each file of `Corpus/valid`, each folder of `Corpus/folders`.
    static let own: [Corpus] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Corpus")
        return read(singleFilesIn: root.appending(path: "valid")) + read(foldersIn: root.appending(path: "folders"))
    }()

    /// What generated packages should be: `Corpus/expected`.
    static let expected: [SourceFile] = files(
        under: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Corpus/expected"))

    /// The guest contract: `wit` in the package, or beside it.
    static let contract: [Corpus] = {
        let root = WasmTools.packageRoot
        for path in ["wit", "../shared/wit", "../../shared/wit"] {
            let folders = files(under: root.appending(path: path)).filter { !$0.path.contains("/deps/") }
            if folders.isEmpty { continue }
            return [Corpus(name: "contract", files: asDependencies(folders, of: "package all:contract;"))]
        }
        return []
    }()

    /// Packages of others, which are not kept in the repository: `.deps/wit-corpus/NAME/*.wit`.
    static let foreign: [Corpus] = {
        let all = files(under: WasmTools.packageRoot.appending(path: ".deps/wit-corpus"))
        return all.isEmpty ? [] : [Corpus(name: "foreign", files: asDependencies(all, of: "package all:foreign;"))]
    }()

    /// Components that other tools built: `.deps/wit-corpus/*.wasm`.
    static let components: [Corpus] = files(
        under: WasmTools.packageRoot.appending(path: ".deps/wit-corpus"), withSuffix: ".wasm"
    ).map { Corpus(name: $0.path, files: [$0]) }

    /// Everything that is here.
    static let all = own + contract + foreign

    /// Files of several packages, as the dependencies of an empty one.
    private static func asDependencies(_ files: [SourceFile], of main: String) -> [SourceFile] {
        [SourceFile(path: "main.wit", text: main)]
            + files.map { SourceFile(path: "deps/" + $0.path, bytes: $0.bytes) }
    }

    private static func read(singleFilesIn folder: URL) -> [Corpus] {
        files(under: folder).map { Corpus(name: $0.path, files: [$0]) }
    }

    private static func read(foldersIn folder: URL) -> [Corpus] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().map { Corpus(name: $0, files: files(under: folder.appending(path: $0))) }
    }

    private static func files(under folder: URL, withSuffix suffix: String = ".wit") -> [SourceFile] {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
        return paths.filter { $0.hasSuffix(suffix) }.sorted().compactMap { path in
            guard let data = try? Data(contentsOf: folder.appending(path: path)) else { return nil }
            return SourceFile(path: path, bytes: Array(data))
        }
    }
}
