import Foundation
import ObeliskDeployment
package import WIT

/// A folder that files are generated into, beside files of others.
package struct GeneratedFolder: Sendable {
    /// Where it is.
    package let path: String

    /// What a generation changed.
    package struct Changes: Sendable, Equatable {
        /// Paths of files that are new or have new contents.
        package var written: [String] = []
        /// How many files were as they should be.
        package var unchangedCount = 0
        /// Paths of files that nobody needs any more, and that were removed.
        package var removed: [String] = []
        /// Paths of files that the component needs no more, and that are still there.
        package var left: [String] = []
    }

    /// The folder at a path; it is made when first written to.
    package init(path: String) {
        self.path = path
    }

    /// The packages of the WIT folder that this folder is the `deps` of; empty if it is none.
    package func ownPackages() throws(ToolingError) -> Set<PackageName> {
        let url = URL(fileURLWithPath: path).standardizedFileURL
        guard url.lastPathComponent == "deps" else { return [] }
        let parent = WITFolder(path: url.deletingLastPathComponent().path)
        var packages: Set<PackageName> = []
        for name in try parent.names(in: "") where name.hasSuffix(".wit") {
            let text = try read("\(parent.path)/\(name)") ?? ""
            packages.formUnion(WITFolder.packages(in: text).compactMap { try? PackageName($0) })
        }
        return packages
    }

    /// Writes the files of one component, and with `prune` removes those it needs no more. Nothing is touched that was
    /// not generated, or was changed since.
    ///
    /// - Throws: `ToolingError` that lists every file that is in the way; then nothing was written.
    package func write(
        _ files: [SourceFile], for component: String, prune: Bool
    ) throws(ToolingError) -> Changes {
        let manifestPath = "\(path)/\(GenerationManifest.fileName)"
        let old = try read(manifestPath)
        var manifest = try old.map { (text) throws(ToolingError) in try GenerationManifest(parsing: text) } ?? .init()
        let needed = Set(files.map(\.path))
        let stale = manifest.entries.filter { $0.value.components.contains(component) && !needed.contains($0.key) }
            .map(\.key).sorted()
        var problems: [String] = []
        for file in files { try check(file, manifest, &problems) }
        if prune { for path in stale { try check(stale: path, manifest, &problems) } }
        try checkPackages(of: files, manifest, &problems)
        if let error = ToolingError(path, problems: problems) { throw error }

        var changes = Changes()
        for file in files {
            let found = try digest(of: file.path)
            if found != nil, manifest.entries[file.path] == nil {
                // It is as it should be, but the author put it there: it stays the author's.
                changes.unchangedCount += 1
                continue
            }
            var entry = manifest.entries[file.path] ?? .init(digest: "", components: [])
            entry.digest = ContentDigest.text(of: file.bytes)
            entry.components.insert(component)
            manifest.entries[file.path] = entry
            if found == entry.digest {
                changes.unchangedCount += 1
            } else {
                try write(file.bytes, to: file.path)
                changes.written.append(file.path)
            }
        }
        if prune {
            for path in stale { try release(path, from: component, &manifest, &changes) }
        } else {
            changes.left = stale
        }
        if manifest.text != old { try write(Array(manifest.text.utf8), to: GenerationManifest.fileName) }
        return changes
    }

    // MARK: What is in the way

    private func check(
        _ file: SourceFile, _ manifest: GenerationManifest, _ problems: inout [String]
    ) throws(ToolingError) {
        guard let found = try digest(of: file.path), found != ContentDigest.text(of: file.bytes),
            found != manifest.entries[file.path]?.digest
        else { return }
        let reason = manifest.entries[file.path] == nil ? "was not generated" : "was changed since it was generated"
        problems.append("\(file.path) \(reason), and would be overwritten; remove or rename it first")
    }

    private func check(
        stale path: String, _ manifest: GenerationManifest, _ problems: inout [String]
    ) throws(ToolingError) {
        guard let found = try digest(of: path), found != manifest.entries[path]?.digest else { return }
        problems.append("\(path) was changed since it was generated, and would be removed; remove or rename it first")
    }

    /// A package that is here under another name too would be defined twice.
    private func checkPackages(
        of files: [SourceFile], _ manifest: GenerationManifest, _ problems: inout [String]
    ) throws(ToolingError) {
        var wanted: [String: String] = [:]
        for file in files {
            for name in WITFolder.packages(in: String(decoding: file.bytes, as: UTF8.self)) { wanted[name] = file.path }
        }
        let folder = WITFolder(path: path)
        for name in try folder.names(in: "") {
            var paths = [name]
            if WITFolder.isFolder("\(path)/\(name)") { paths = try folder.names(in: name).map { "\(name)/\($0)" } }
            for other in paths where other.hasSuffix(".wit") && manifest.entries[other] == nil {
                let text = try read("\(path)/\(other)") ?? ""
                for package in WITFolder.packages(in: text) {
                    guard let file = wanted[package], file != other else { continue }
                    problems.append(
                        "\(other), which was not generated, holds package `\(package)` too, which would be defined "
                            + "twice; remove it first")
                }
            }
        }
    }

    // MARK: Files

    private func release(
        _ path: String, from component: String, _ manifest: inout GenerationManifest, _ changes: inout Changes
    ) throws(ToolingError) {
        manifest.entries[path]?.components.remove(component)
        guard manifest.entries[path]?.components.isEmpty == true else { return }
        manifest.entries[path] = nil
        let url = URL(fileURLWithPath: "\(self.path)/\(path)")
        guard FileManager.default.fileExists(atPath: url.path) else { return }
        do {
            try FileManager.default.removeItem(at: url)
            let folder = url.deletingLastPathComponent()
            if try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty {
                try FileManager.default.removeItem(at: folder)
            }
        } catch {
            throw ToolingError(.failed, "\(url.path) cannot be removed: \(error.localizedDescription)")
        }
        changes.removed.append(path)
    }

    private func digest(of path: String) throws(ToolingError) -> String? {
        let full = "\(self.path)/\(path)"
        guard FileManager.default.fileExists(atPath: full) else { return nil }
        guard let data = FileManager.default.contents(atPath: full) else {
            throw ToolingError(.inputInvalid, "\(full): cannot be read")
        }
        return ContentDigest.text(of: Array(data))
    }

    private func read(_ path: String) throws(ToolingError) -> String? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ToolingError(.inputInvalid, "\(path): cannot be read")
        }
        return String(decoding: data, as: UTF8.self)
    }

    private func write(_ bytes: [UInt8], to path: String) throws(ToolingError) {
        try FileWriting.write(bytes, to: "\(self.path)/\(path)")
    }
}
