import Foundation

extension GuestToolchain {
    /// Finds the programs, and asks them for their versions.
    ///
    /// - Parameters:
    ///   - environment: this process's variables.
    ///   - program: the file this process runs.
    /// - Throws: `ToolingError` that names every missing program with the command that installs it.
    package static func find(environment: [String: String], program: String) async throws(ToolingError) -> Self {
        let search = ToolSearch(environment: environment, program: program)
        let wasmTools = search.besideOrInPath(Tool.wasmTools.rawValue)
        guard let swiftc = search.inPath(Tool.swiftc.rawValue) else {
            throw missing([swiftIsMissing] + (wasmTools == nil ? [wasmToolsIsMissing] : []))
        }
        let info = try await targetInfo(of: swiftc, environment)
        var problems: [String] = []
        if !info.isNewEnough {
            problems.append(
                "`\(swiftc)` is \(info.compilerVersion), and guests need Swift \(oldest) or newer; "
                    + "type: swiftly install \(oldest)")
        }
        // clang, the linker and the library are those of the same toolchain.
        let resources = info.paths.runtimeResourcePath
        let programs = (resources as NSString).deletingLastPathComponent + "/../bin"
        let library = "\(resources)/embedded/\(target)/libswiftUnicodeDataTables.a"
        let parts = [Tool.clang, .linker].map { "\(programs)/\($0.rawValue)" } + [library]
        for part in parts where !FileManager.default.fileExists(atPath: part) {
            problems.append(
                "the toolchain of `\(swiftc)` has no `\((part as NSString).lastPathComponent)` for WebAssembly; take "
                    + "one from https://www.swift.org/install")
        }
        if wasmTools == nil { problems.append(wasmToolsIsMissing) }
        guard let wasmTools, problems.isEmpty else { throw missing(problems) }
        let version = try await ToolRun(wasmTools, ["--version"], environment: environment)
        return GuestToolchain(
            paths: [.swiftc: swiftc, .clang: parts[0], .linker: parts[1], .wasmTools: wasmTools],
            versions: [info.compilerVersion, version.output.trimmingCharacters(in: .whitespacesAndNewlines)],
            unicodeTables: library)
    }

    /// What `swiftc -print-target-info` says.
    private struct TargetInfo: Decodable {
        struct Paths: Decodable {
            let runtimeResourcePath: String
        }

        let compilerVersion: String
        let paths: Paths

        /// Whether the version, `Swift version 6.3.1 (…)` or `Apple Swift version …`, is one that builds guests; one
        /// that cannot be read is taken to be.
        var isNewEnough: Bool {
            guard let match = compilerVersion.firstMatch(of: #/version (\d+)\.(\d+)/#), let major = Int(match.1),
                let minor = Int(match.2)
            else { return true }
            return (major, minor) >= swiftOldest
        }
    }

    private static func targetInfo(
        of swiftc: String, _ environment: [String: String]
    ) async throws(ToolingError) -> TargetInfo {
        let run = try await ToolRun(swiftc, ["-print-target-info"], environment: environment)
        guard let info = try? JSONDecoder().decode(TargetInfo.self, from: Data(run.output.utf8)) else {
            throw ToolingError(.failed, "`\(swiftc) -print-target-info` does not say what it is: \(run.errors)")
        }
        return info
    }

    private static let oldest = "\(swiftOldest.major).\(swiftOldest.minor)"
    private static let swiftIsMissing =
        "there is no `swiftc` in PATH; install Swift \(oldest) as https://www.swift.org/install says, or type: swiftly "
        + "install \(oldest)"
    private static let wasmToolsIsMissing =
        "there is no `wasm-tools` beside obelisk or in PATH; type: cargo install --locked wasm-tools (or brew install "
        + "wasm-tools; in a checkout of Obelisk: make bootstrap)"

    private static func missing(_ problems: [String]) -> ToolingError {
        ToolingError(.programMissing, problems.joined(separator: "\n"))
    }
}
