import Foundation
import ObeliskDeployment
import ObeliskTooling
import Testing
import WIT

@Suite struct TypesFileTests {
    private static let python = Judge.root.appendingPathComponent(".deps/wit-corpus/app.wasm").path

    @Test(.enabled(if: FileManager.default.fileExists(atPath: python)))
    func `the instance named exports of a Python component is not taken for a part of its world`() throws {
        let judged = try Judge.run(".deps/bin/wasm-tools", ["component", "wit", Self.python])
        #expect(judged.said.contains("export exports: interface"))
        let file = try TypesFile(reading: Self.python)
        #expect(file.form == .component)
        #expect(file.schema.mainPackage?.worlds.first?.exports.map(\.key) == ["run"])
    }

    @Test func `a folder may keep what it depends on in binary form`() throws {
        let folder = try TestFolder()
        try folder.write("package a:clocks@1.0.0; interface clock { type t = u64; }", to: "clocks.wit")
        try folder.write("package a:main; interface m { use a:clocks/clock@1.0.0.{t}; f: func() -> t; }", to: "w/m.wit")
        try FileManager.default.createDirectory(atPath: "\(folder.path)/w/deps", withIntermediateDirectories: true)
        let made = try Judge.run(
            ".deps/bin/wasm-tools",
            ["component", "wit", "--wasm", "\(folder.path)/clocks.wit", "-o", "\(folder.path)/w/deps/clocks.wasm"])
        #expect(made.isSuccess, "wasm-tools said: \(made.said)")
        let file = try TypesFile(reading: "\(folder.path)/w")
        #expect(file.schema.main?.description == "a:main")
        #expect(file.schema.packages.count == 2)
        #expect(try TypesFile(reading: "\(folder.path)/w/deps/clocks.wasm").form == .binary)
    }
}
