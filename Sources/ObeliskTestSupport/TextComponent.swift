package import Foundation

/// Components for tests, made from a world and core text with `wasm-tools`.
package enum TextComponent {
    /// The checkout.
    package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// A component of `package test:guest { world guest { … } }` whose core module is given as text.
    package static func make(world: String, core: String) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("obelisk-component-\(UInt64.random(in: 0...(.max)))")
        defer { try? FileManager.default.removeItem(at: folder) }
        let wit = folder.appendingPathComponent("wit")
        try FileManager.default.createDirectory(at: wit, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: root.appendingPathComponent("wit"), to: wit.appendingPathComponent("deps"))
        try world.write(to: wit.appendingPathComponent("guest.wit"), atomically: true, encoding: .utf8)
        let text = folder.appendingPathComponent("core.wat")
        try core.write(to: text, atomically: true, encoding: .utf8)
        let embedded = folder.appendingPathComponent("embedded.wasm")
        let component = folder.appendingPathComponent("component.wasm")
        try wasmTools(["component", "embed", wit.path, "--world", "guest", text.path, "-o", embedded.path])
        try wasmTools(["component", "new", embedded.path, "-o", component.path])
        return try Array(Data(contentsOf: component))
    }

    /// `wasm-tools` said no.
    package struct ToolFailure: Error {
        let arguments: [String]
        let errors: String
    }

    private static func wasmTools(_ arguments: [String]) throws {
        let run = try ProgramRun(root.appendingPathComponent(".deps/bin/wasm-tools"), arguments)
        guard run.status == 0 else { throw ToolFailure(arguments: arguments, errors: run.errors) }
    }
}
