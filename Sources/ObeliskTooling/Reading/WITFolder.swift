import Foundation
package import WIT

/// A folder of WIT as `wasm-tools` lays it out: the package's own files, and `deps/` with what it may use.
package struct WITFolder: Sendable {
    /// Where it is.
    package let path: String

    /// The folder at a path.
    package init(path: String) {
        self.path = path
    }

    /// The folder resolved.
    ///
    /// - Parameter name: what messages call it; nil is its path.
    /// - Throws: `ToolingError` with the first error's place.
    package func schema(shownAs name: String? = nil) throws(ToolingError) -> Schema {
        let files = try files()
        let path = name ?? path
        guard files.contains(where: { $0.path.hasSuffix(".wit") && !$0.path.contains("/") }) else {
            throw ToolingError(.inputInvalid, "\(path): has no `.wit` file of its own")
        }
        var known = Schema()
        for file in files where file.path.hasSuffix(".wasm") {
            do throws(SchemaError) {
                var package = try Schema(encodedPackage: file.bytes)
                package.main = nil
                try known.merge(package)
            } catch {
                throw ToolingError(.inputInvalid, "\(path)/\(file.path): \(error.message)")
            }
        }
        do throws(SourceError) {
            return try Schema(folder: files, known: known)
        } catch {
            throw ToolingError(.inputInvalid, "\(path)/\(error)")
        }
    }

    /// Its own `.wit` files, `deps/X.wit`, `deps/X.wasm` and `deps/X/*.wit`, in order of their paths.
    func files() throws(ToolingError) -> [SourceFile] {
        var paths = try names(in: "").filter { $0.hasSuffix(".wit") }
        for name in try names(in: "deps") {
            let inner = "deps/\(name)"
            if Self.isFolder("\(path)/\(inner)") {
                paths += try names(in: inner).filter { $0.hasSuffix(".wit") }.map { "\(inner)/\($0)" }
            } else if name.hasSuffix(".wit") || name.hasSuffix(".wasm") {
                paths.append(inner)
            }
        }
        var files: [SourceFile] = []
        for relative in paths {
            guard let data = FileManager.default.contents(atPath: "\(path)/\(relative)") else {
                throw ToolingError(.inputInvalid, "\(path)/\(relative): cannot be read")
            }
            files.append(SourceFile(path: relative, bytes: Array(data)))
        }
        return files
    }

    /// The names in one of its folders, in order; none if there is no such folder.
    func names(in folder: String) throws(ToolingError) -> [String] {
        let full = folder.isEmpty ? path : "\(path)/\(folder)"
        guard Self.isFolder(full) else { return [] }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: full) else {
            throw ToolingError(.inputInvalid, "\(full): cannot be read")
        }
        return names.sorted()
    }

    /// Whether a folder is at this path.
    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// The packages that some text says it holds, by name, without resolving it.
    static func packages(in text: String) -> [String] {
        text.matches(of: #/(?m)^\s*package\s+([^;{\s]+)\s*[;{]/#).map { String($0.output.1) }
    }
}
