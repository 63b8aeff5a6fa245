import Foundation
import ObeliskDeployment
package import WIT

/// What a path says of types: WIT in text or binary form, or a component.
package struct TypesFile: Sendable {
    /// What was found there.
    package enum Form: String, Sendable {
        case component
        case folder = "WIT folder"
        case text = "WIT file"
        case binary = "WIT package"
    }

    /// The types; of a component, its world is `root` in the package `root:component`.
    package let schema: Schema
    /// What was found.
    package let form: Form
    /// The SHA-256 of a file's bytes; nil for a folder.
    package let digest: String?

    /// Reads a folder with `deps/`, a `.wit` file, or WebAssembly.
    ///
    /// - Throws: `ToolingError` that names the file, for WIT with line and column.
    package init(reading path: String) throws(ToolingError) {
        guard FileManager.default.fileExists(atPath: path) else {
            throw ToolingError(
                .inputInvalid, "\(path): there is no such file; expected a component, a WIT folder or a `.wit` file")
        }
        if WITFolder.isFolder(path) {
            schema = try WITFolder(path: path).schema()
            form = .folder
            digest = nil
            return
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ToolingError(.inputInvalid, "\(path): cannot be read")
        }
        let bytes = Array(data)
        digest = ContentDigest.text(of: bytes)
        if path.hasSuffix(".wit") {
            do throws(SourceError) {
                schema = try Schema(file: SourceFile(path: path, bytes: bytes))
            } catch {
                throw ToolingError(.inputInvalid, error.description)
            }
            form = .text
            return
        }
        do throws(SchemaError) {
            schema = try Schema(componentFile: bytes)
        } catch {
            throw ToolingError(.inputInvalid, "\(path): \(error.message)")
        }
        form = schema.main == Schema.componentPackage ? .component : .binary
    }
}
