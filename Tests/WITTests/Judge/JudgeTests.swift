import Testing
import WIT

@Suite(.enabled(if: WasmTools.path != nil, "scripts/bootstrap brings wasm-tools"))
struct JudgeTests {
    @Test(arguments: Corpus.all, [false, true])
    func `the resolved model is the one that wasm-tools has`(corpus: Corpus, allFeatures: Bool) throws {
        let schema = try Schema(folder: corpus.files, features: allFeatures ? .all : .none)
        let judged = try #require(try WasmTools.json(corpus.files, allFeatures: allFeatures), "the judge refuses it")
        expectEqual(SchemaForm(schema: schema).form(), JudgeForm(judged).form())
    }

    @Test(arguments: Corpus.all)
    func `what is printed from the model is the same model for us and for wasm-tools`(corpus: Corpus) throws {
        let schema = try Schema(folder: corpus.files, features: .all)
        let printed = schema.files()
        let again = try Schema(folder: printed, features: .all)
        expectEqual(SchemaForm(schema: again).form(), SchemaForm(schema: schema).form())
        #expect(texts(again.files()) == texts(printed))
        let judged = try #require(try WasmTools.json(printed, allFeatures: true), "the judge refuses what we print")
        expectEqual(SchemaForm(schema: schema).form(), JudgeForm(judged).form())
    }

    @Test(arguments: Corpus.all)
    func `formatting keeps the model and every comment, and formatting again changes nothing`(corpus: Corpus) throws {
        let formatted = try corpus.files.map { SourceFile(path: $0.path, text: try $0.formatted()) }
        let schema = try Schema(folder: corpus.files, features: .all)
        expectEqual(
            SchemaForm(schema: try Schema(folder: formatted, features: .all)).form(), SchemaForm(schema: schema).form())
        let judged = try #require(try WasmTools.json(formatted, allFeatures: true), "the judge refuses what we format")
        expectEqual(SchemaForm(schema: schema).form(), JudgeForm(judged).form())
        for (before, after) in zip(corpus.files, formatted) {
            #expect(try after.formatted() == String(decoding: after.bytes, as: UTF8.self))
            #expect(words(inCommentsOf: before) == words(inCommentsOf: after), "\(before.path)")
        }
    }

    private func texts(_ files: [SourceFile]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
    }

    /// The words of all comments, in order.
    private func words(inCommentsOf file: SourceFile) -> [String] {
        var words: [String] = []
        var rest = String(decoding: file.bytes, as: UTF8.self)[...]
        while let first = rest.first {
            if rest.hasPrefix("//") {
                let line = rest.prefix { !$0.isNewline }
                words += line.split { !$0.isLetter }.map(String.init)
                rest = rest[line.endIndex...]
            } else if rest.hasPrefix("/*") {
                let end = rest.firstRange(of: "*/")?.upperBound ?? rest.endIndex
                words += rest[..<end].split { !$0.isLetter }.map(String.init)
                rest = rest[end...]
            } else if first == "\"" {
                let end = rest.dropFirst().firstIndex { $0 == "\"" } ?? rest.startIndex
                rest = rest[end...].dropFirst()
            } else {
                rest = rest.dropFirst()
            }
        }
        return words
    }
}
