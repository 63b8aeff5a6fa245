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
    /// - Throws: `TypesFileError` with the first error's place.
    package func resolved(shownAs name: String? = nil) throws(TypesFileError) -> Schema {
        let files = try contents()
        let path = name ?? path
        guard files.contains(where: { $0.path.hasSuffix(".wit") && !$0.path.contains("/") }) else {
            throw TypesFileError(message: "\(path): has no `.wit` file of its own")
        }
        var known = Schema()
        for file in files where file.path.hasSuffix(".wasm") {
            do throws(SchemaError) {
                var package = try Schema(encodedPackage: file.bytes)
                package.main = nil
                try known.merge(package)
            } catch {
                throw TypesFileError(message: "\(path)/\(file.path): \(error.message)")
            }
        }
        do throws(SourceError) {
            return try Schema(folder: files, known: known)
        } catch {
            throw TypesFileError(message: "\(path)/\(error)")
        }
    }

    /// Its own `.wit` files, `deps/X.wit`, `deps/X.wasm` and `deps/X/*.wit`, in order of their paths.
    package func contents() throws(TypesFileError) -> [SourceFile] {
        var paths = try list("").filter { $0.hasSuffix(".wit") }
        for name in try list("deps") {
            let inner = "deps/\(name)"
            if Self.isFolder("\(path)/\(inner)") {
                paths += try list(inner).filter { $0.hasSuffix(".wit") }.map { "\(inner)/\($0)" }
            } else if name.hasSuffix(".wit") || name.hasSuffix(".wasm") {
                paths.append(inner)
            }
        }
        var files: [SourceFile] = []
        for relative in paths {
            guard let data = FileManager.default.contents(atPath: "\(path)/\(relative)") else {
                throw TypesFileError(message: "\(path)/\(relative): cannot be read")
            }
            files.append(SourceFile(path: relative, bytes: Array(data)))
        }
        return files
    }

    /// The names in one of its folders, in order; none if there is no such folder.
    package func list(_ folder: String) throws(TypesFileError) -> [String] {
        let full = folder.isEmpty ? path : "\(path)/\(folder)"
        guard Self.isFolder(full) else { return [] }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: full) else {
            throw TypesFileError(message: "\(full): cannot be read")
        }
        return names.sorted()
    }

    /// Whether a folder is at this path.
    package static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// The packages that some text says it holds, by name, without resolving it.
    package static func packages(in text: String) -> [String] {
        text.matches(of: #/(?m)^\s*package\s+([^;{\s]+)\s*[;{]/#).map { String($0.output.1) }
    }
}
