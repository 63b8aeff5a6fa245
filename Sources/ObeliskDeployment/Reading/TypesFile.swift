import Foundation
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
    package private(set) var schema: Schema
    /// What was found.
    package let form: Form
    /// The SHA-256 of a file's bytes; nil for a folder.
    package let digest: String?

    /// Reads a folder with `deps/`, a `.wit` file, or WebAssembly.
    ///
    /// - Throws: `TypesFileError` that names the file, for WIT with line and column.
    package init(at path: String) throws(TypesFileError) {
        guard FileManager.default.fileExists(atPath: path) else {
            throw TypesFileError(
                message: "\(path): there is no such file; expected a component, a WIT folder or a `.wit` file")
        }
        if WITFolder.isFolder(path) {
            schema = try WITFolder(path: path).resolved()
            form = .folder
            digest = nil
            return
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw TypesFileError(message: "\(path): cannot be read")
        }
        let bytes = Array(data)
        digest = ContentDigest.text(of: bytes)
        if path.hasSuffix(".wit") {
            do throws(SourceError) {
                schema = try Schema(file: SourceFile(path: path, bytes: bytes))
            } catch {
                throw TypesFileError(message: error.description)
            }
            form = .text
            return
        }
        guard bytes.starts(with: [0x00, 0x61, 0x73, 0x6D]) else {
            throw TypesFileError(
                message: "\(path): is not WebAssembly; expected a component, an encoded WIT package, a WIT folder or a "
                    + "`.wit` file")
        }
        do throws(SchemaError) {
            schema = try Schema(componentFile: bytes)
        } catch {
            throw TypesFileError(message: "\(path): \(error.message)")
        }
        form = schema.main == Schema.componentPackage ? .component : .binary
    }

    /// Leaves of several worlds the one that a component is: the one that is named, or has the component's name, or is
    /// the only one. Types without a world are left as they are, and so is a component.
    ///
    /// - Throws: `TypesFileError` that tells which worlds there are.
    package mutating func choose(
        world name: String?, forComponent component: String, at path: String
    ) throws(TypesFileError) {
        guard var package = schema.mainPackage, form != .component else { return }
        let names = package.worlds.map(\.name)
        let list = names.isEmpty ? "none" : names.map { "`\($0)`" }.joined(separator: ", ")
        let chosen = name ?? (names.contains(component) ? component : names.count == 1 ? names[0] : nil)
        guard let chosen else {
            if names.isEmpty { return }
            throw TypesFileError(message: "\(path): has several worlds, \(list); `world` says which one is meant")
        }
        guard let world = package.worlds.first(where: { $0.name == chosen }) else {
            throw TypesFileError(message: "\(path): has no world `\(chosen)`; there are \(list)")
        }
        package.worlds = [world]
        schema.add(package)
    }

    /// What identifies the contents: the SHA-256 of the file, of a folder that of all it says of types.
    package var contentDigest: String { digest ?? ContentDigest.text(of: Array(schema.text().utf8)) }
}
