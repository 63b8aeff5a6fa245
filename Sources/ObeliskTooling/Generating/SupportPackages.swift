package import WIT

/// The engine's own packages, which travel inside the program.
package enum SupportPackages {
    /// Their files, by paths below the folder of dependencies: `obelisk-types/types.wit`.
    package static var files: [SourceFile] {
        SupportFiles.all.map { SourceFile(path: $0.path, text: $0.text) }
    }

    /// All of them resolved.
    static func schema() throws(ToolingError) -> Schema {
        do throws(SourceError) {
            var schema = Schema()
            // Each package is one file, and those it uses may come later.
            schema = try Schema(files: files.filter { $0.path.hasPrefix("obelisk-types/") }, known: schema)
            for file in files where !file.path.hasPrefix("obelisk-types/") {
                schema = try Schema(file: file, known: schema)
            }
            schema.main = nil
            return schema
        } catch {
            throw ToolingError(.failed, "the support packages of this program are broken: \(error)")
        }
    }
}

extension SupportFiles {
    /// The text of one file, by its path below `wit`; empty if there is none.
    static func text(of path: String) -> String {
        all.first { $0.path == path }?.text ?? ""
    }
}
