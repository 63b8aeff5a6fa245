package import ObeliskDeployment
package import WIT

extension ToolingError {
    /// What is wrong with WIT or a component that an author named.
    init(_ error: TypesFileError) {
        self.init(.inputInvalid, error.message)
    }
}

extension TypesFile {
    /// Reads a folder with `deps/`, a `.wit` file, or WebAssembly, for an author's tool.
    ///
    /// - Throws: `ToolingError` that names the file, for WIT with line and column.
    package init(reading path: String) throws(ToolingError) {
        do throws(TypesFileError) { self = try TypesFile(at: path) } catch { throw ToolingError(error) }
    }
}

extension WITFolder {
    /// The folder resolved, for an author's tool.
    package func schema(shownAs name: String? = nil) throws(ToolingError) -> Schema {
        do throws(TypesFileError) { return try resolved(shownAs: name) } catch { throw ToolingError(error) }
    }

    /// All files of the folder and its dependencies, for an author's tool.
    func files() throws(ToolingError) -> [SourceFile] {
        do throws(TypesFileError) { return try contents() } catch { throw ToolingError(error) }
    }

    /// The names in one of its folders, for an author's tool.
    func names(in folder: String) throws(ToolingError) -> [String] {
        do throws(TypesFileError) { return try list(folder) } catch { throw ToolingError(error) }
    }
}
