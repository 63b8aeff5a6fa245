import Foundation
import ObeliskClient
import Testing

@testable import ObeliskCommands

/// The commands about types, in this process; where they ask a server, it is the real program serving the example.
@Suite struct ToolingCommandTests {
    private let directory = FileManager.default.temporaryDirectory.appendingPathComponent("obelisk-\(UUID())")
    private static let root = ServerProcess.example.deletingLastPathComponent().deletingLastPathComponent()

    private func run(
        _ arguments: String..., environment: [String: String] = [:]
    ) async -> (exitCode: Int32, output: String, error: String) {
        let recording = ConsoleRecording()
        var console = recording.console(environment: environment)
        console.workingDirectory = directory.path
        let exitCode = await ObeliskProgram.run(arguments: arguments, on: console)
        return (exitCode, recording.output, recording.error)
    }

    private func write(_ text: String, to path: String) throws {
        let file = directory.appendingPathComponent(path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// Runs `wasm-tools`.
    private func wasmTools(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = Self.root.appendingPathComponent(".deps/bin/wasm-tools")
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "wasm-tools \(arguments) failed")
    }

    @Test func everyFormOfTypesCanBeInspectedAndPrinted() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        let component = ServerProcess.example.appendingPathComponent("build/fibo-workflow.wasm").path
        let folder = Self.root.appendingPathComponent("Examples/fibo/wit").path
        try write("package a:b; interface c { f: func(x: u8) -> string; } world w { import c; }", to: "types.wit")
        let package = directory.appendingPathComponent("package.wasm").path
        try wasmTools(["component", "wit", "--wasm", folder, "-o", package])

        let inspected = await run("component", "inspect", component)
        #expect(inspected.output.contains("component  sha256:"))
        #expect(inspected.output.contains("exports demo:fibo/workflow.fiboa: func(n: u8, iterations: u32)"))
        #expect(inspected.output.contains("imports demo:fibo/fibo.fibo: func(n: u8) -> result<u64, string>"))
        let json = await run("component", "inspect", "types.wit", "--json")
        #expect(json.output.contains("\"kind\": \"WIT file a:b\""))
        #expect(json.output.contains("{\"name\": \"a:b/c.f\", \"params\": [{\"name\": \"x\", \"type\": \"u8\"}]"))
        #expect(await run("component", "inspect", package).output.contains("WIT package demo:fibo"))
        #expect(await run("component", "inspect", folder).output.contains("WIT folder demo:fibo"))

        for path in [component, folder, "types.wit", package] {
            let printed = await run("component", "wit", path)
            #expect(printed.exitCode == 0 && printed.error.isEmpty, "said: \(printed.error)")
            try write(printed.output, to: "printed.wit")
            let again = await run("component", "wit", "printed.wit")
            #expect(again.output == printed.output)
            try wasmTools(["component", "wit", directory.appendingPathComponent("printed.wit").path])
        }
    }

    @Test func whatIsNoTypeIsRefusedWithItsPlace() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        try write("package a:b;\ninterface c { f: func(x: nothing); }", to: "bad.wit")
        try write("junk", to: "junk.wasm")
        try FileManager.default.createDirectory(
            at: directory.appendingPathComponent("empty"), withIntermediateDirectories: true)
        let mistakes = [
            ("bad.wit", "bad.wit:2:26: "), ("junk.wasm", "junk.wasm: "), ("./empty", "has no `.wit` file"),
            ("none.wasm", "there is no such file"),
        ]
        for command in ["inspect", "wit"] {
            for (path, message) in mistakes {
                let result = await run("component", command, path)
                #expect(result.exitCode == 2 && result.output.isEmpty)
                #expect(result.error.contains(message), "said: \(result.error)")
            }
            let environment = ["OBELISK_API_URL": "http://127.0.0.1:1"]
            #expect(await run("component", command, "name", environment: environment).exitCode == 3)
        }
    }

    @Test func whatTheEngineCannotReadIsRefusedByNameAtDeployTime() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        try write(
            """
            package test:guest;
            interface lists { f: func(x: list<u8, 4>) -> result; }
            interface errors { type problem = option<error-context>; g: func() -> result<problem, string>; }
            world one { export lists; }
            world two { export errors; }
            """, to: "guest.wit")
        let path = directory.path
        for world in ["one", "two"] {
            let core = "\(path)/\(world)-core.wasm"
            try wasmTools(["component", "embed", "--dummy", "-w", world, "\(path)/guest.wit", "-o", core])
            try wasmTools(["component", "new", core, "-o", "\(path)/\(world).wasm"])
        }
        try wasmTools(["component", "wit", "--wasm", "\(path)/guest.wit", "-o", "\(path)/three.wasm"])
        let tables = ["one", "two", "three"].map { "[[activity]]\nname = \"\($0)\"\nlocation = \"\($0).wasm\"\n" }
        try write(tables.joined(), to: "obelisk.toml")
        let result = await run("server", "verify", environment: ["XDG_CACHE_HOME": path])
        #expect(result.exitCode == 2)
        #expect(result.error.contains("`test:guest/lists.f` uses a list of fixed length, which this version's"))
        #expect(result.error.contains("the type `problem` of `test:guest/errors` uses `error-context`, which"))
        #expect(result.error.contains("three.wasm: is the WIT package `test:guest`, which has no code"))
        #expect(await run("component", "inspect", "one.wasm").output.contains("f: func(x: list<u8, 4>) -> result"))
    }

    @Test func aServerTellsTheTypesOfItsComponents() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        let server = try await ServerProcess(directory: directory)
        let environment = ["OBELISK_API_URL": server.address.description]
        let component = ServerProcess.example.appendingPathComponent("build/fibo-workflow.wasm").path
        let remote = await run("component", "wit", "fibo-workflow", environment: environment)
        #expect(remote.exitCode == 0)
        #expect(await remote.output == run("component", "wit", component).output)
        let inspected = await run("component", "inspect", "fibo-workflow", "--json", environment: environment)
        #expect(inspected.output.contains("\"name\": \"fibo-workflow\", \"kind\": \"workflow\""))
        for command in ["inspect", "wit"] {
            let unknown = await run("component", command, "nobody", environment: environment)
            #expect(unknown.exitCode == 2 && unknown.error.contains("nobody"))
        }
    }

    @Test func whatAnAuthorMayImportIsGeneratedOnce() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        let build = ServerProcess.example.appendingPathComponent("build").path
        let configuration = """
            [[workflow]]
            name = "shop"
            location = "not-built-yet.wasm"
            [[activity]]
            name = "fibo"
            location = "\(build)/fibo-activity.wasm"
            """
        try write(configuration, to: "obelisk.toml")
        try write("package my:shop; world shop {}", to: "wit/shop.wit")
        let arguments = ["generate", "wit", "--out-dir", "wit/deps"]
        let first = await run(arguments[0], arguments[1], arguments[2], arguments[3], "shop")
        #expect(first.exitCode == 0, "said: \(first.error)")
        #expect(first.output.contains("wrote wit/deps/demo_fibo-obelisk-ext/demo_fibo-obelisk-ext.wit\n"))
        #expect(first.output.contains("wrote wit/deps/obelisk-workflow/workflow.wit\n"))
        #expect(await run("component", "inspect", "wit").output.contains("world shop"))
        let again = await run(arguments[0], arguments[1], arguments[2], arguments[3], "shop", "--prune")
        #expect(again.exitCode == 0 && again.output.isEmpty && again.error == "6 unchanged\n")

        let activity = await run(arguments[0], arguments[1], arguments[2], "activity/deps", "fibo")
        #expect(activity.output.split(separator: "\n").count == 3)
        let unknown = await run(arguments[0], arguments[1], arguments[2], arguments[3], "nobody")
        #expect(unknown.exitCode == 2 && unknown.error.contains("there are `shop`, `fibo`"))
        try write(configuration.replacing("fibo-activity.wasm", with: "none.wasm"), to: "obelisk.toml")
        let missing = await run(arguments[0], arguments[1], arguments[2], arguments[3], "shop")
        #expect(missing.exitCode == 0 && missing.error.contains("not built yet"))
        #expect(missing.error.contains("--prune removes it: demo_fibo-obelisk-ext/"))
        #expect(await run(arguments[0], arguments[1], arguments[2], arguments[3], "shop", "--prune").exitCode == 2)
        try write("[[workflow]]\nname = \"shop\"\nlocation = \"shop.wasm\"", to: "obelisk.toml")
        let pruned = await run(arguments[0], arguments[1], arguments[2], arguments[3], "shop", "--prune")
        #expect(pruned.output.contains("removed wit/deps/demo_fibo/demo_fibo.wit\n"))
        try write("junk", to: "shop.wasm")
        #expect(await run(arguments[0], arguments[1], arguments[2], arguments[3], "shop").exitCode == 2)
    }

    @Test func dependenciesAreBroughtUpToDate() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        #expect(await run("wit", "update-deps").exitCode == 2)
        try write("package a:x;", to: "x.wit")
        try write("x = \"../x.wit\"", to: "wit/deps.toml")
        #expect(await run("wit", "update-deps").output == "wrote wit/deps/x\n")
        #expect(await run("wit", "update-deps").error == "1 unchanged\n")
        try write("package a:x; interface i {}", to: "x.wit")
        let changed = await run("wit", "update-deps")
        #expect(changed.exitCode == 2 && changed.error.contains("`--update` accepts that"))
        #expect(await run("wit", "update-deps", "--update").output == "wrote wit/deps/x\n")
    }
}
