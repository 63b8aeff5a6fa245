/// Which files of a folder were generated, with what contents, and for which components.
struct GenerationManifest: Equatable {
    /// One generated file.
    struct Entry: Equatable {
        /// The SHA-256 of what was written.
        var digest: String
        /// The components it was written for.
        var components: Set<String>
    }

    /// Its name in the folder.
    static let fileName = ".obelisk-generated"
    private static let heading = "# Written by `obelisk generate wit`: SHA-256 and path of each file, and for whom."

    /// The files, by paths relative to the folder.
    var entries: [String: Entry] = [:]

    /// A manifest of nothing.
    init() {}

    /// Reads the text of one.
    ///
    /// - Throws: `ToolingError` that names the line that is none of ours.
    init(parsing text: String) throws(ToolingError) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty || line.hasPrefix("#") { continue }
            let words = line.split(separator: " ").map(String.init)
            guard words.count >= 3, words[0].count == 64, !words[1].contains(".."), !words[1].hasPrefix("/") else {
                throw ToolingError(
                    .inputInvalid,
                    "\(Self.fileName), line \(index + 1): expected a SHA-256, a path and names of components")
            }
            entries[words[1]] = Entry(digest: words[0], components: Set(words[2...]))
        }
    }

    /// Its text.
    var text: String {
        let lines = entries.sorted { $0.key < $1.key }.map { path, entry in
            ([entry.digest, path] + entry.components.sorted()).joined(separator: " ")
        }
        return ([Self.heading] + lines).map { $0 + "\n" }.joined()
    }
}
