import Foundation
import Testing

@testable import ObeliskCommands

@Suite struct ErrorPagesTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let folder = root.appendingPathComponent("docs/errors")

    private static func page(_ name: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent("\(name).md"), encoding: .utf8)
    }

    @Test func everyCodeHasAPageAndEveryPageACode() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        let pages = Set(files.filter { $0.hasSuffix(".md") && $0 != "README.md" }.map { String($0.dropLast(3)) })
        #expect(files.count == pages.count + 1)
        #expect(ErrorCodes.all.subtracting(pages).sorted() == [], "codes without a page")
        #expect(pages.subtracting(ErrorCodes.all).sorted() == [], "pages without a code")
    }

    @Test(arguments: ErrorCodes.all.sorted())
    func aPageSaysWhatItMeansWhyItHappensAndWhatToDo(code: String) throws {
        let parts = try Self.page(code).components(separatedBy: "\n## ")
        #expect(parts[0].hasPrefix("# `\(code)`\n\n") && parts[0].count > code.count + 40, "says what it means")
        #expect(parts.dropFirst().map { $0.prefix { $0 != "\n" } } == ["Causes", "Remedy", "Example"])
        for part in parts.dropFirst() { #expect(part.contains("\n\n") && part.count > 20) }
        #expect(parts.last?.contains("error[\(code)]: ") == true || parts.last?.contains("(\(code))") == true)
        #expect(try Self.page("README").contains("- [`\(code)`](\(code).md): "))
    }

    /// So that an error type that is made later is not forgotten: all that have codes are among those above, or never
    /// reach a person by their code.
    @Test func everyTypeWithCodesIsKnown() throws {
        let sources = Self.root.appendingPathComponent("Sources")
        let found = try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { path in
            guard path.hasSuffix(".swift"), !path.contains("/Generated/") else { return false }
            let text = try String(contentsOf: sources.appendingPathComponent(path), encoding: .utf8)
            return text.contains("enum Code:") || text.contains("ErrorCode:")
        }
        let known = [
            "APIErrorCode", "ClientError", "ComponentRuntime", "DeploymentError", "ServerError", "StorageError",
            "ToolingError",
        ]
        // What Wasmtime reports becomes a `RuntimeError` or a failure of its execution.
        let beneath = ["WasmtimeError"]
        let names = found.map { URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent }
        #expect(names.sorted() == (known + beneath).sorted())
    }
}
