import Foundation
package import WIT

/// What a path says of types: WIT itself, in text or binary form, or a component that has to be asked.
package enum TypesFile: Sendable {
    /// A folder, one `.wit` file, or a package encoded as WebAssembly.
    case schema(Schema, form: Form)
    /// The bytes of something else, by all appearances a component.
    case component([UInt8])

    /// How WIT was written down.
    package enum Form: String, Sendable {
        case folder = "WIT folder"
        case text = "WIT file"
        case binary = "WIT package"
    }

    /// Reads a folder with `deps/`, a `.wit` file or a `.wasm` file.
    ///
    /// - Throws: `ToolingError` that names the file, for WIT with line and column.
    package init(reading path: String) throws(ToolingError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw ToolingError(
                .inputInvalid, "\(path): there is no such file; expected a component, a WIT folder or a `.wit` file")
        }
        if isFolder.boolValue {
            self = .schema(try WITFolder(path: path).schema(), form: .folder)
            return
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ToolingError(.inputInvalid, "\(path): cannot be read")
        }
        let bytes = Array(data)
        if path.hasSuffix(".wit") {
            do throws(SourceError) {
                self = .schema(try Schema(file: SourceFile(path: path, bytes: bytes)), form: .text)
            } catch {
                throw ToolingError(.inputInvalid, error.description)
            }
        } else if Self.hasOnlyTypes(bytes) {
            do throws(SchemaError) {
                self = .schema(try Schema(encodedPackage: bytes), form: .binary)
            } catch {
                throw ToolingError(.inputInvalid, "\(path): \(error.message)")
            }
        } else {
            self = .component(bytes)
        }
    }

    /// Whether a component has an export and beside it nothing but types and custom sections: a package in binary form.
    static func hasOnlyTypes(_ bytes: [UInt8]) -> Bool {
        let preamble: [UInt8] = [0x00, 0x61, 0x73, 0x6D, 0x0D, 0x00, 0x01, 0x00]
        let (custom, type, export) = (UInt8(0), UInt8(7), UInt8(11))
        guard bytes.starts(with: preamble) else { return false }
        var offset = preamble.count
        var hasExport = false
        while offset < bytes.count {
            let section = bytes[offset]
            guard [custom, type, export].contains(section) else { return false }
            hasExport = hasExport || section == export
            offset += 1
            var size = 0
            var shift = 0
            repeat {
                guard offset < bytes.count, shift < 35 else { return false }
                size |= Int(bytes[offset] & 0x7F) << shift
                shift += 7
                offset += 1
            } while bytes[offset - 1] & 0x80 != 0
            guard size <= bytes.count - offset else { return false }
            offset += size
        }
        return hasExport
    }
}
