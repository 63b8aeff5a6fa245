import Foundation
import ObeliskDeployment
import ObeliskTooling
import Testing

@Suite struct DependencyUpdateTests {
    private func update(_ folder: TestFolder, accepts: Bool = false) async throws -> DependencyUpdate.Report {
        let update = DependencyUpdate(folder: "\(folder.path)/wit", accepts: accepts) { url throws(ToolingError) in
            try await Download.contents(of: url)
        }
        return try await update.run()
    }

    private func refusal(_ folder: TestFolder) async -> String {
        let error = await #expect(throws: ToolingError.self) { try await update(folder) }
        return error?.message ?? ""
    }

    /// Packs a folder with the system's tar.
    private func pack(_ folder: TestFolder, _ path: String, into archive: String, _ options: [String] = []) throws {
        let arguments = ["tar"] + options + ["-czf", "\(folder.path)/\(archive)", "-C", folder.path, path]
        let (isSuccess, said) = try Judge.run("/usr/bin/env", arguments)
        #expect(isSuccess, "tar said: \(said)")
    }

    @Test func `files, folders and archives come from paths and over HTTP, and are locked`() async throws {
        let folder = try TestFolder()
        let long = String(repeating: "a-long-name/", count: 12)
        try folder.write("package a:clocks@0.2.0; interface clock { now: func() -> u64; }", to: "site/clocks.wit")
        try folder.write("package a:io; interface io {}", to: "\(long)io-1.0/wit/io.wit")
        try folder.write("package b:other;", to: "\(long)io-1.0/wit/deps/other/other.wit")
        try pack(folder, "a-long-name", into: "site/io.tar.gz", ["--format=pax"])
        try pack(folder, "a-long-name", into: "gnu.tar.gz", ["--format=gnu"])
        try folder.write("package a:local; world w { import a:clocks/clock@0.2.0; }", to: "local/x.wit")
        let server = try LocalHTTPServer(serving: "\(folder.path)/site")
        try folder.write(
            """
            clocks = "\(server.url)/clocks.wit"
            io = { url = "\(server.url)/io.tar.gz", folder = "io-1.0/wit" }
            local = "../local"
            """, to: "wit/deps.toml")
        let first = try await update(folder)
        #expect(first.written == ["clocks", "io", "local"])
        #expect(first.notes == ["io brings `other` in its own `deps`; what it needs must be named here too"])
        #expect(folder.text("wit/deps/io/io.wit") == "package a:io; interface io {}")
        #expect(folder.text("wit/deps/clocks/clocks.wit")?.hasPrefix("package a:clocks") == true)
        let digest = ContentDigest.text(
            of: Array(try Data(contentsOf: folder.url.appendingPathComponent("site/io.tar.gz"))))
        #expect(folder.text("wit/deps.lock")?.contains("sha256 = \"\(digest)\"") == true)
        let listing = folder.listing()
        #expect(try await update(folder).unchanged == ["clocks", "io", "local"])
        #expect(folder.listing() == listing)

        try folder.write("io = { path = \"../gnu.tar.gz\" }", to: "wit/deps.toml")
        #expect(try await update(folder).removed == ["clocks", "local"])
        #expect(folder.text("wit/deps/clocks/clocks.wit") == nil && folder.text("wit/deps/io/io.wit") != nil)
    }

    @Test func `changed contents are refused unless they are accepted, and then nothing is written`() async throws {
        let folder = try TestFolder()
        try folder.write("package a:x;", to: "x.wit")
        try folder.write("package a:y;", to: "y.wit")
        try folder.write("x = \"../x.wit\"\ny = \"../y.wit\"", to: "wit/deps.toml")
        _ = try await update(folder)
        try folder.write("package a:x; interface i {}", to: "x.wit")
        try folder.write("package a:y; interface i {}", to: "y.wit")
        let message = await refusal(folder)
        #expect(message.contains("x: ../x.wit has changed: its SHA-256 is ") && message.contains("y: ../y.wit has"))
        #expect(message.contains("`--update` accepts that"))
        #expect(folder.text("wit/deps/x/x.wit") == "package a:x;")
        #expect(try await update(folder, accepts: true).written == ["x", "y"])
        #expect(try await update(folder).unchanged == ["x", "y"])
        // Another place is another matter.
        try folder.write("package a:z;", to: "z.wit")
        try folder.write("x = \"../z.wit\"", to: "wit/deps.toml")
        #expect(try await update(folder).written == ["x"])
    }

    @Test func `every mistake is told, and nothing is written`() async throws {
        let folder = try TestFolder()
        #expect(await refusal(folder).contains("wit/deps.toml: there is no such file"))
        try folder.write(
            "x = 5\n\"../y\" = \"p\"\nz = { path = \"a\", colour = 1 }\no = \"oci://a\"", to: "wit/deps.toml")
        let mistakes = await refusal(folder)
        for part in ["x: expected a path", "../y: is no name", "z.colour: unknown key", "o: `oci://`"] {
            #expect(mistakes.contains(part), "said: \(mistakes)")
        }
        try folder.write("x = [", to: "wit/deps.toml")
        #expect(await refusal(folder).contains("line 1, column"))
        let server = try LocalHTTPServer(serving: folder.path)
        try folder.write("not gzip", to: "broken.tar")
        try folder.write("package a:bad; interface i { f: func(x: none); }", to: "bad.wit")
        try Data([0x1F, 0x8B, 8, 0, 0]).write(to: folder.url.appendingPathComponent("cut.tar.gz"))
        try folder.write("package a:two;", to: "two/one/x.wit")
        try folder.write("package a:two;", to: "two/other/x.wit")
        try folder.write(
            """
            gone = "\(server.url)/gone.wit"
            here = "../nowhere.wit"
            cut = "../cut.tar.gz"
            two = "../two"
            """, to: "wit/deps.toml")
        let message = await refusal(folder)
        for part in [
            "the server answered 404", "here: ../nowhere.wit cannot be read", "is no complete gzip file",
            "several folders: `one`, `other`",
        ] {
            #expect(message.contains(part), "said: \(message)")
        }
        try folder.write("bad = \"../bad.wit\"", to: "wit/deps.toml")
        #expect(await refusal(folder).contains("deps/bad/bad.wit:1:"))
        try folder.write("package a:mine;", to: "wit/deps/bad/mine.wit")
        try folder.write("package a:bad;", to: "bad.wit")
        #expect(await refusal(folder).contains("is there and did not come from deps.toml"))
        #expect(folder.text("wit/deps.lock") == nil)
    }

    @Test func `an archive cannot write outside its folder`() async throws {
        let folder = try TestFolder()
        try folder.write("package a:x;", to: "x.wit")
        try folder.write("x = \"../evil.tar.gz\"", to: "wit/deps.toml")
        let script = """
            import tarfile
            with tarfile.open("\(folder.path)/evil.tar.gz", "w:gz") as archive:
                archive.add("\(folder.path)/x.wit", "wit/../../x.wit")
            """
        #expect(try Judge.run("/usr/bin/env", ["python3", "-c", script]).isSuccess)
        #expect(await refusal(folder).contains("leaves the archive"))
    }
}
