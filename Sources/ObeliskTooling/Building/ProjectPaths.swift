/// Paths of a project, as somebody sees them who is in another folder.
package struct ProjectPaths: Sendable {
    /// What stands before a path of the project: empty if the author is in it.
    package let prefix: String

    /// Paths of a project, both folders absolute.
    package init(project: String, seenFrom folder: String) {
        let folder = folder.hasSuffix("/") ? folder : folder + "/"
        let project = project.hasSuffix("/") ? project : project + "/"
        prefix = project.hasPrefix(folder) ? String(project.dropFirst(folder.count)) : project
    }

    /// A path of the project.
    package func shown(_ path: String) -> String {
        path.hasPrefix("/") ? path : prefix + path
    }

    /// What a program said that was run in the project: the paths of files at the beginnings of lines, where compilers
    /// place what they have to say, are shown as the author sees them.
    package func shown(remarks: String, about paths: [String]) -> String {
        guard !prefix.isEmpty else { return remarks }
        return remarks.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let isPlaced = paths.contains { line.hasPrefix($0) && ":/".contains(line.dropFirst($0.count).first ?? " ") }
            return isPlaced ? prefix + line : String(line)
        }.joined(separator: "\n")
    }
}
