import Foundation
package import WIT

/// A new project's folder.
package struct ProjectFolder: Sendable {
    /// Its name.
    package let name: String
    /// Where it is made.
    package let parent: String

    private static let nameCharactersMax = 100

    /// A project to be made in a folder.
    ///
    /// - Throws: `ToolingError` if that is no name for one.
    package init(named name: String, in parent: String) throws(ToolingError) {
        let isPlain = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        guard isPlain, name.first.map({ $0.isLetter || $0.isNumber }) == true, name.count <= Self.nameCharactersMax
        else {
            throw ToolingError(
                .inputInvalid,
                "`\(name)` is no name for a project; expected letters, digits, `-`, `_` and `.`, the first a letter or "
                    + "a digit")
        }
        self.name = name
        self.parent = parent
    }

    /// Writes these files into the new folder: all of them or, if that fails, none.
    ///
    /// - Throws: `ToolingError` if there is something of that name already, other than an empty folder.
    package func create(_ files: [SourceFile]) throws(ToolingError) {
        let path = "\(parent)/\(name)"
        let manager = FileManager.default
        let there = try? manager.contentsOfDirectory(atPath: path)
        if there?.isEmpty == false {
            throw ToolingError(
                .inputInvalid, "the folder `\(name)` is there already and not empty; nothing was written")
        }
        if there == nil, manager.fileExists(atPath: path) {
            throw ToolingError(.inputInvalid, "`\(name)` is there already and no folder; nothing was written")
        }
        let draft = "\(parent)/.\(name)-\(UUID().uuidString)"
        defer { try? manager.removeItem(atPath: draft) }
        try FileWriting.makeFolder(draft)
        for file in files { try FileWriting.write(file.bytes, to: "\(draft)/\(file.path)") }
        do {
            if there != nil { try manager.removeItem(atPath: path) }
            try manager.moveItem(atPath: draft, toPath: path)
        } catch {
            throw ToolingError(.failed, "\(path) cannot be made: \(error.localizedDescription)")
        }
    }
}
