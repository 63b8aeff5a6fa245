import WIT

/// Finds the `.wit` files of one package among the files of an archive or a folder.
struct PackageFiles {
    /// What files go by the name of the package's folder: plain names.
    let files: [SourceFile]
    /// The names of packages in `deps` folders, which are left for the author to name.
    let dependencies: [String]

    /// Chooses the folder that was asked for, or else the topmost one with `.wit` files in it.
    ///
    /// - Throws: `ToolingError` if there is none, or it is not clear which.
    init(in all: [SourceFile], folder: String?) throws(ToolingError) {
        var folders: [String: [SourceFile]] = [:]
        var dependencies: Set<String> = []
        for file in all where file.path.hasSuffix(".wit") {
            let parts = file.path.split(separator: "/").map(String.init)
            if let index = parts.dropLast().firstIndex(of: "deps") {
                dependencies.insert(parts[index + 1])
                continue
            }
            let name = parts.last ?? file.path
            folders[parts.dropLast().joined(separator: "/"), default: []].append(
                SourceFile(path: name, bytes: file.bytes))
        }
        self.dependencies = dependencies.sorted()
        func depth(_ path: String) -> Int { path.split(separator: "/").count }
        let found = folders.keys.sorted { (depth($0), $0) < (depth($1), $1) }
        let list = found.map { "`\($0)`" }.joined(separator: ", ")
        if let folder {
            let wanted = folder.split(separator: "/").joined(separator: "/")
            guard let match = folders[wanted] ?? Self.only(found.filter { $0.hasSuffix("/" + wanted) }, folders) else {
                throw ToolingError(
                    .inputInvalid,
                    "has no `.wit` file in a folder `\(folder)`" + (list.isEmpty ? "" : "; there are \(list)"))
            }
            files = match
            return
        }
        guard let first = found.first else { throw ToolingError(.inputInvalid, "holds no `.wit` file") }
        let topmost = found.filter { depth($0) == depth(first) }
        guard let files = Self.only(topmost, folders) else {
            throw ToolingError(
                .inputInvalid, "has `.wit` files in several folders: \(list); name one with `folder = \"…\"`")
        }
        self.files = files
    }

    private static func only(_ names: [String], _ folders: [String: [SourceFile]]) -> [SourceFile]? {
        names.count == 1 ? names.first.flatMap { folders[$0] } : nil
    }
}
