import Foundation
import Testing

@testable import ObeliskCommands

/// The commands that make and build projects, in this process, with the real compilers.
@Suite struct ProjectCommandTests {
    private let directory = FileManager.default.temporaryDirectory.appendingPathComponent("obelisk-\(UUID())")

    private func run(
        _ arguments: String..., in folder: String = "", environment: [String: String]? = nil
    ) async -> (exitCode: Int32, output: String, error: String) {
        let recording = ConsoleRecording()
        var console = recording.console(environment: environment ?? ProcessInfo.processInfo.environment)
        console.workingDirectory = directory.appendingPathComponent(folder).standardized.path
        console.program = CommandLine.arguments[0]
        let exitCode = await ObeliskProgram.run(arguments: arguments, on: console)
        return (exitCode, recording.output, recording.error)
    }

    private func write(_ text: String, to path: String) throws {
        let file = directory.appendingPathComponent(path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    private func contents(_ path: String) -> Data? {
        FileManager.default.contents(atPath: directory.appendingPathComponent(path).path)
    }

    private func modified(_ path: String) throws -> Date {
        let attributes = try FileManager.default.attributesOfItem(atPath: directory.appendingPathComponent(path).path)
        return try #require(attributes[.modificationDate] as? Date)
    }

    @Test func templatesAreListedAndMadeOnce() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        try write("", to: "here")
        let list = await run("new")
        #expect(list.exitCode == 0)
        #expect(list.output.split(separator: "\n").map { $0.prefix(5) } == ["blank", "fibo ", "order"])
        #expect(await run("new", "--json").output.hasPrefix("{\"templates\": [{\"name\": \"blank\", \"summary\": \""))
        let made = await run("new", "shop")
        #expect(made.exitCode == 0 && made.output.contains("shop/Sources/workflow/WelcomeWorkflow.swift\n"))
        #expect(made.error == "now type: cd shop && obelisk build && obelisk server run\n")
        let mistakes = [
            (["new", "shop"], "`shop` is there already"), (["new", "a/b"], "`a/b` is no name for a project"),
            (["new", "x", "--template", "orders"], "there are `blank`, `fibo`, `order`"),
            (["new", "--template", "order"], "needs the name of the project"),
        ]
        for (arguments, message) in mistakes {
            let recording = ConsoleRecording()
            var console = recording.console()
            console.workingDirectory = directory.path
            #expect(await ObeliskProgram.run(arguments: arguments, on: console) == 2)
            #expect(recording.output.isEmpty && recording.error.contains(message), "said: \(recording.error)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() == ["here", "shop"])
    }

    @Test func onlyWhatChangedIsBuiltAndMistakesAreToldWithTheAuthorsOwnPlace() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        try write("", to: "here")
        _ = await run("new", "shop")
        let first = await run("build", "activity", in: "shop")
        #expect(first.exitCode == 0, "said: \(first.error)")
        #expect(first.output.contains(#/^build/activity\.wasm  \d+ bytes  built in \d+\.\d s\n$/#))
        let component = try #require(contents("shop/build/activity.wasm"))
        let written = try modified("shop/build/activity.wasm")

        // A file whose contents are the same is the same; the path is told as seen from here.
        let file = "shop/Sources/activity/GreeterActivity.swift"
        let code = String(decoding: try #require(contents(file)), as: UTF8.self)
        try write(code, to: file)
        let second = await run("build", "-c", "shop/obelisk.toml", "--json", "activity")
        let size = component.count
        #expect(
            second.output == "{\"components\": [{\"name\": \"activity\", \"world\": \"my:app/activity\", \"path\": "
                + "\"shop/build/activity.wasm\", \"bytes\": \(size), \"is_new\": false}]}\n")
        #expect(try modified("shop/build/activity.wasm") == written)

        try write(code + "\nlet mistake: Int = \"text\"\n", to: file)
        let verified = await run("server", "verify", in: "shop")
        #expect(verified.exitCode == 2)
        #expect(verified.error.contains("Sources/activity/GreeterActivity.swift has changed; run `obelisk build`"))
        #expect(verified.error.contains("build/workflow.wasm: is not built yet; run `obelisk build`"))
        let line = code.split(separator: "\n", omittingEmptySubsequences: false).count + 1
        for (folder, arguments) in [("shop", ["build"]), ("", ["build", "-c", "shop/obelisk.toml"])] {
            let recording = ConsoleRecording()
            var console = recording.console(environment: ProcessInfo.processInfo.environment)
            console.workingDirectory = directory.appendingPathComponent(folder).standardized.path
            console.program = CommandLine.arguments[0]
            #expect(await ObeliskProgram.run(arguments: arguments + ["activity"], on: console) == 1)
            let place = (folder.isEmpty ? "shop/" : "") + "Sources/activity/GreeterActivity.swift:\(line):20: error: "
            #expect(recording.error.split(separator: "\n").contains { $0.hasPrefix(place) }, "said: \(recording.error)")
        }
        #expect(contents("shop/build/activity.wasm") == component)
    }

    @Test func whatCannotBeBuiltIsToldWithoutBuilding() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        let wit = "package a:b;\nworld one {}\nworld two { import wrong; }\n"
        try write(wit, to: "wit/b.wit")
        try write("print(1)", to: "python/main.py")
        try write("", to: "swift/A.swift")
        let table = "[[activity]]\nname = \"one\"\nsource = "
        let mistakes = [
            (table + "\"none\"", "`one`: none: there is no such folder, which `source` names"),
            (table + "\"python\"", "`one`: python: has no `.swift` file, and `obelisk build` builds only Swift"),
            (table + "\"swift\"\nwit = \"none\"", "`one`: none: there is no such folder; the project's WIT"),
            (table + "\"swift\"", "`one`: wit/b.wit:3:20: "),
        ]
        for (text, message) in mistakes {
            try write(text, to: "obelisk.toml")
            let result = await run("build")
            #expect(result.exitCode == 1 && result.output.isEmpty)
            #expect(result.error.contains(message), "said: \(result.error)")
        }
        try write(wit.replacing(" import wrong; ", with: ""), to: "wit/b.wit")
        try write(table + "\"swift\"\nworld = \"three\"", to: "obelisk.toml")
        let world = await run("build", "--json")
        #expect(
            world.exitCode == 1 && world.error.contains("\"message\": \"1 of 1 components could not be built\"")
        )
        #expect(
            world.output.hasPrefix(
                "{\"components\": [{\"name\": \"one\", \"error\": {\"code\": \"input_invalid\", \"message\": \"the WIT has no "
                    + "world `three`, which `world` names; there are `one`, `two`\"}}]}\n"))
        let unknown = await run("build", "four")
        #expect(unknown.exitCode == 2 && unknown.error.contains("names no component `four`; there are `one`"))
        try write("[[activity]]\nname = \"one\"\nlocation = \"one.wasm\"", to: "obelisk.toml")
        #expect(await run("build", "one").exitCode == 2)
        let nothing = await run("build")
        #expect(nothing.exitCode == 0 && nothing.error.contains("nothing to build"))
    }

    @Test func missingProgramsAreNamedWithWhatInstallsThem() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        try write("[[activity]]\nname = \"one\"\nsource = \"swift\"", to: "obelisk.toml")
        let recording = ConsoleRecording()
        var console = recording.console(environment: ["PATH": directory.path])
        console.workingDirectory = directory.path
        console.program = directory.appendingPathComponent("obelisk").path
        #expect(await ObeliskProgram.run(arguments: ["build"], on: console) == 1)
        #expect(recording.error.contains("there is no `swiftc` in PATH"))
        #expect(recording.error.contains("type: swiftly install 6.3"))
        #expect(recording.error.contains("there is no `wasm-tools` beside obelisk or in PATH; type: cargo install"))

        // A compiler that is too old says so itself.
        let info = "{\"compilerVersion\": \"Swift version 6.1.2 (x)\", \"paths\": {\"runtimeResourcePath\": \"/none\"}}"
        try write("#!/bin/sh\necho '\(info)'\n", to: "swiftc")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: directory.appendingPathComponent("swiftc").path)
        let old = await run("build", environment: ["PATH": directory.path])
        #expect(
            old.exitCode == 1 && old.error.contains("is Swift version 6.1.2 (x), and guests need Swift 6.3 or newer"))
        #expect(old.error.contains("has no `wasm-ld` for WebAssembly; take one from https://www.swift.org/install"))
    }

    @Test func aConfigurationIsPrintedForEachContent() async throws {
        let blank = await run("generate", "config")
        #expect(blank.exitCode == 0 && blank.output.contains("\n#listening_address = \"127.0.0.1:5005\"\n"))
        #expect(await run("generate", "config", "fibo").output.contains("\nname = \"fibo-workflow\"\n"))
        #expect(await run("generate", "config", "all").output.contains("\n#attempt_timeout = \"10m\"\n"))
        #expect(await run("generate", "config", "none").exitCode == 2)
    }
}
