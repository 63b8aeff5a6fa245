import Foundation
import ObeliskDeployment
import WIT

/// Fills `wit/deps` with the packages that `wit/deps.toml` names, and keeps their digests in `wit/deps.lock`.
package struct DependencyUpdate: Sendable {
    /// How packages reach us by URL.
    package typealias Fetch = @Sendable (_ url: String) async throws(ToolingError) -> [UInt8]

    /// What an update did.
    package struct Report: Sendable, Equatable {
        /// Packages whose files are new or changed.
        package var written: [String] = []
        /// Packages whose files were as they should be.
        package var unchanged: [String] = []
        /// Packages that are named no more, and whose folders were removed.
        package var removed: [String] = []
        /// What may surprise.
        package var notes: [String] = []
    }

    /// One package as it was found.
    private struct Found {
        var dependency: WITDependency
        var files: [SourceFile]
        var digest: String
    }

    /// What an archive may hold when unpacked.
    private static let unpackedBytesMax = 256 << 20

    private let folder: String
    private let accepts: Bool
    private let fetch: Fetch
    private var list: String { "\(folder)/deps.toml" }
    private var lock: String { "\(folder)/deps.lock" }

    /// An update of one WIT folder.
    ///
    /// - Parameter accepts: whether contents may differ from what the lock says.
    package init(folder: String, accepts: Bool, fetch: @escaping Fetch) {
        self.folder = folder
        self.accepts = accepts
        self.fetch = fetch
    }

    /// Gets everything, checks everything, and only then writes.
    ///
    /// - Throws: `ToolingError` that lists every problem.
    package func run() async throws(ToolingError) -> Report {
        let (dependencies, old) = try read()
        var report = Report()
        var found: [Found] = []
        var problems: [String] = []
        for dependency in dependencies {
            do throws(ToolingError) {
                let package = try await get(dependency, notes: &report.notes)
                if let entry = old.entries[dependency.name], entry.source == dependency.source.description,
                    entry.sha256 != package.digest, !accepts
                {
                    problems.append(
                        "\(dependency.name): \(entry.source) has changed: its SHA-256 is \(package.digest), but "
                            + "deps.lock says \(entry.sha256); `--update` accepts that")
                }
                found.append(package)
            } catch {
                problems.append("\(dependency.name): \(dependency.source) \(error.message)")
            }
        }
        if problems.isEmpty { try check(found, old, &problems) }
        if let error = ToolingError(list, problems: problems) { throw error }
        try write(found, old, &report)
        return report
    }

    private func read() throws(ToolingError) -> ([WITDependency], WITDependencyLock) {
        guard let data = FileManager.default.contents(atPath: list) else {
            throw ToolingError(
                .inputInvalid,
                "\(list): there is no such file; expected one with lines such as `clocks = \"https://…/wit.tar.gz\"`")
        }
        do throws(DeploymentError) {
            let dependencies = try WITDependencyList.parse(String(decoding: data, as: UTF8.self), file: list)
            guard let lock = FileManager.default.contents(atPath: lock) else { return (dependencies, .init()) }
            let text = String(decoding: lock, as: UTF8.self)
            return (dependencies, try WITDependencyLock(parsing: text, file: self.lock))
        } catch {
            throw ToolingError(.inputInvalid, error.description)
        }
    }

    // MARK: Getting

    private func get(_ dependency: WITDependency, notes: inout [String]) async throws(ToolingError) -> Found {
        let bytes: [UInt8]
        switch dependency.source {
        case .url(let url): bytes = try await fetch(url)
        case .path(let path):
            let full = path.hasPrefix("/") ? path : "\(folder)/\(path)"
            if WITFolder.isFolder(full) {
                let all = try Self.files(below: full)
                let files = try choose(all, for: dependency, notes: &notes)
                return Found(dependency: dependency, files: files, digest: Self.digest(of: files))
            }
            guard let data = FileManager.default.contents(atPath: full) else {
                throw ToolingError(.inputInvalid, "cannot be read: there is no such file or folder")
            }
            bytes = Array(data)
        }
        let digest = ContentDigest.text(of: bytes)
        guard Gzip.isGzip(bytes) else {
            let file = SourceFile(path: "\(dependency.name).wit", bytes: bytes)
            return Found(dependency: dependency, files: [file], digest: digest)
        }
        let archive = try TarArchive(Gzip.inflate(bytes, bytesMax: Self.unpackedBytesMax))
        let all = archive.files.map { SourceFile(path: $0.path, bytes: $0.bytes) }
        return Found(dependency: dependency, files: try choose(all, for: dependency, notes: &notes), digest: digest)
    }

    private func choose(
        _ files: [SourceFile], for dependency: WITDependency, notes: inout [String]
    ) throws(ToolingError) -> [SourceFile] {
        let chosen = try PackageFiles(in: files, folder: dependency.folder)
        if !chosen.dependencies.isEmpty {
            let names = chosen.dependencies.map { "`\($0)`" }.joined(separator: ", ")
            notes.append("\(dependency.name) brings \(names) in its own `deps`; what it needs must be named here too")
        }
        return chosen.files.sorted { $0.path < $1.path }
    }

    private static func files(below folder: String) throws(ToolingError) -> [SourceFile] {
        guard let paths = FileManager.default.enumerator(atPath: folder) else {
            throw ToolingError(.inputInvalid, "cannot be read")
        }
        var files: [SourceFile] = []
        for case let path as String in paths where path.hasSuffix(".wit") {
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else { continue }
            files.append(SourceFile(path: path, bytes: Array(data)))
        }
        return files
    }

    /// The digest of a folder's files: of each its path, its size and its bytes.
    private static func digest(of files: [SourceFile]) -> String {
        ContentDigest.text(of: files.flatMap { Array("\($0.path)\n\($0.bytes.count)\n".utf8) + $0.bytes })
    }

    // MARK: Checking

    /// Every package must resolve beside the others, and no folder of somebody else's may be in the way.
    private func check(
        _ found: [Found], _ old: WITDependencyLock, _ problems: inout [String]
    ) throws(ToolingError) {
        let names = Set(found.map(\.dependency.name)).union(old.entries.keys)
        for package in found where old.entries[package.dependency.name] == nil {
            let path = "\(folder)/deps/\(package.dependency.name)"
            if FileManager.default.fileExists(atPath: path), try !isCurrent(package) {
                problems.append(
                    "\(package.dependency.name): \(path) is there and did not come from deps.toml; remove it first")
            }
        }
        var others: [String: [SourceFile]] = [:]
        for file in try WITFolder(path: folder).files() where file.path.hasSuffix(".wit") {
            let parts = file.path.split(separator: "/").map(String.init)
            guard parts.count > 1, !names.contains(parts[1]) else { continue }
            others[parts[1], default: []].append(file)
        }
        func files(_ package: Found) -> [SourceFile] {
            package.files.map { SourceFile(path: "deps/\(package.dependency.name)/\($0.path)", bytes: $0.bytes) }
        }
        for package in found {
            let rest = found.filter { $0.dependency.name != package.dependency.name }.map(files)
            do throws(SourceError) {
                _ = try Schema(files: files(package), dependencies: rest + others.values)
            } catch {
                problems.append("\(package.dependency.name): \(package.dependency.source) does not fit in: \(error)")
            }
        }
    }

    // MARK: Writing

    private func isCurrent(_ package: Found) throws(ToolingError) -> Bool {
        let name = "deps/\(package.dependency.name)"
        let present = try WITFolder(path: folder).names(in: name)
        guard present == package.files.map(\.path) else { return false }
        return package.files.allSatisfy { file in
            FileManager.default.contents(atPath: "\(folder)/\(name)/\(file.path)") == Data(file.bytes)
        }
    }

    private func write(_ found: [Found], _ old: WITDependencyLock, _ report: inout Report) throws(ToolingError) {
        var lock = WITDependencyLock()
        for package in found {
            let name = package.dependency.name
            lock.entries[name] = .init(source: package.dependency.source.description, sha256: package.digest)
            if try isCurrent(package) {
                report.unchanged.append(name)
                continue
            }
            try remove(name)
            for file in package.files {
                try FileWriting.write(file.bytes, to: "\(folder)/deps/\(name)/\(file.path)")
            }
            report.written.append(name)
        }
        for name in old.entries.keys.sorted() where lock.entries[name] == nil {
            try remove(name)
            report.removed.append(name)
        }
        if FileManager.default.contents(atPath: self.lock) != Data(lock.text.utf8) {
            try FileWriting.write(Array(lock.text.utf8), to: self.lock)
        }
    }

    private func remove(_ name: String) throws(ToolingError) {
        let path = "\(folder)/deps/\(name)"
        guard FileManager.default.fileExists(atPath: path) else { return }
        do { try FileManager.default.removeItem(atPath: path) } catch {
            throw ToolingError(.failed, "\(path) cannot be replaced: \(error.localizedDescription)")
        }
    }
}
