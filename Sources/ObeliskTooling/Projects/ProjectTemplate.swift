package import WIT

/// A complete project to begin with, which travels inside the program.
package struct ProjectTemplate: Sendable {
    /// What it is called.
    package let name: String
    /// What it is, in one sentence.
    package let summary: String
    /// Its files, by their paths in the project.
    package let files: [SourceFile]

    /// What a project begins with if nothing is said.
    package static let standard = "blank"

    /// All of them, in order of their names.
    package static var all: [ProjectTemplate] {
        var files: [String: [SourceFile]] = [:]
        for file in TemplateFiles.all {
            guard let slash = file.path.firstIndex(of: "/") else { continue }
            files[String(file.path[..<slash]), default: []].append(
                SourceFile(path: String(file.path[file.path.index(after: slash)...]), text: file.text))
        }
        return files.sorted { $0.key < $1.key }.map { ProjectTemplate(name: $0.key, files: $0.value) }
    }

    /// The template of this name; nil if there is none.
    package init?(named name: String) {
        guard let found = Self.all.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    private init(name: String, files: [SourceFile]) {
        self.name = name
        self.files = files
        let readme = files.first { $0.path == Self.readme }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
        let lines = readme.split(separator: "\n")
        summary = lines.first { !$0.hasPrefix("#") }.map(String.init) ?? ""
    }

    /// The text of one of its files; empty if there is none of this path.
    package func text(of path: String) -> String {
        files.first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    }

    /// The files of a project of this name: the same, but for the title of the page that explains it.
    package func files(for project: String) -> [SourceFile] {
        files.map { file in
            guard file.path == Self.readme else { return file }
            let text = String(decoding: file.bytes, as: UTF8.self)
            let title = text.prefix { $0 != "\n" }
            return SourceFile(path: file.path, text: "# \(project)" + text.dropFirst(title.count))
        }
    }

    private static let readme = "README.md"
}
