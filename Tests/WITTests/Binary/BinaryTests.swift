import Foundation
import Testing
import WIT

@Suite(.enabled(if: WasmTools.path != nil, "scripts/bootstrap brings wasm-tools"))
struct BinaryTests {
    @Test(arguments: Corpus.all)
    func `wasm-tools reads what we encode as the same package`(corpus: Corpus) throws {
        let schema = try Schema(folder: corpus.files, features: .all)
        let form = SchemaForm(schema: schema).form()
        // What the judge cannot encode itself, such as names in upper case, it does not read either.
        if try !WasmTools.wit(corpus.files, ["--wasm", "--all-features"]).isSuccess { return }
        for package in schema.packages where !package.interfaces.isEmpty || !package.worlds.isEmpty {
            let outcome = try WasmTools.wit(
                [SourceFile(path: "package.wasm", bytes: try schema.encoded(package.name))],
                ["--json", "--all-features"])
            try #require(outcome.isSuccess, "\(package.name): \(outcome.errors)")
            let judged = JudgeForm(try JSONValue.parse(outcome.output)).form()
            expectEqual(form[package.name.description], judged[package.name.description])
        }
    }
}
