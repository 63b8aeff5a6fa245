package import Foundation

/// The files that the author of one component wrote, as they are now.
package struct AuthorFiles: Sendable {
    /// One file.
    package struct File: Sendable, Hashable {
        /// Relative to the project, unless its folder is given by an absolute path.
        package var path: String
        /// What is in it.
        package var contents: Data

        /// A file of these parts.
        package init(path: String, contents: Data) {
            self.path = path
            self.contents = contents
        }
    }

    /// The `.swift` files of the code's folder and all folders in it, in order of their paths.
    package var code: [File] = []
    /// The `.wit` and `.wasm` files of the folder of WIT and all folders in it, in order of their paths.
    package var wit: [File] = []
    /// Paths of those that cannot be read.
    package var unreadable: [String] = []

    /// Files of these contents.
    package init(code: [File], wit: [File]) {
        self.code = code
        self.wit = wit
    }

    /// Reads what is there; a folder that is absent has no files.
    package init(reading source: GuestSource) {
        code = files(in: source.code, of: source, endings: [".swift"])
        wit = files(in: source.wit, of: source, endings: [".wit", ".wasm"])
    }

    /// The SHA-256 of each file, by its path.
    package var digests: [String: String] {
        Dictionary(
            (code + wit).map { ($0.path, ContentDigest.text(of: $0.contents)) }, uniquingKeysWith: { first, _ in first }
        )
    }

    private mutating func files(in folder: String, of source: GuestSource, endings: [String]) -> [File] {
        let root = source.absolute(folder)
        let paths = (FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []).filter { path in
            // Hidden files and folders are those of editors and tools.
            endings.contains(where: path.hasSuffix) && !path.split(separator: "/").contains { $0.hasPrefix(".") }
        }
        return paths.sorted().compactMap { path in
            guard let contents = FileManager.default.contents(atPath: "\(root)/\(path)") else {
                unreadable.append("\(folder)/\(path)")
                return nil
            }
            return File(path: "\(folder)/\(path)", contents: contents)
        }
    }
}
