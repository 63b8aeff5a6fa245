import Crypto
import Foundation

/// Compiled components on disk, named by component digest, release of the library and engine settings.
///
/// The library runs whatever a serialized component holds, so a file is loaded only if it was written whole by us:
/// its header names exactly what is looked for, and a SHA-256 covers the code. Anything else is compiled again and
/// replaced. The directory must belong to this user alone.
package struct ComponentCache: Sendable {
    /// Where a component came from.
    package enum Source: Sendable, Equatable {
        /// From the cache.
        case cache
        /// Compiled; the cache had no file for it.
        case compiled
        /// Compiled; the cache's file was refused for this reason.
        case recompiled(reason: String)
    }

    private let directory: URL
    private let engine: Engine

    /// Marks our files and their format.
    private static let magic: [UInt8] = Array("obelisk-compiled 1\n".utf8)
    private static let digestBytes = 32

    /// A cache in a directory that belongs to this user alone; it is made when first needed.
    package init(directory: String, engine: Engine) {
        self.directory = URL(fileURLWithPath: directory, isDirectory: true)
        self.engine = engine
    }

    /// A component from its bytes, compiled only if no good file is there.
    ///
    /// A cache that cannot be written is no error: the component is there all the same.
    ///
    /// - Throws: what compiling throws.
    package func component(_ bytes: [UInt8]) throws(WasmtimeError) -> (component: Component, source: Source) {
        let key = key(for: bytes)
        let file = directory.appendingPathComponent(hexadecimal(key) + ".cwasm")
        var refusal: String?
        if let data = try? Data(contentsOf: file) {
            do {
                let code = try Self.code(in: data, key: key)
                return (try Component(loadingTrusted: code, engine: engine), .cache)
            } catch {
                refusal = "\(file.lastPathComponent): \(error.message)"
            }
        }
        let component = try Component(compiling: bytes, engine: engine)
        if let code = try? component.serialized() { try? store(code, key: key, in: file) }
        return (component, refusal.map { .recompiled(reason: $0) } ?? .compiled)
    }

    private func key(for bytes: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: Data("\(Engine.version) \(engine.configuration.fingerprint)\n".utf8))
        hash.update(data: Data(SHA256.hash(data: bytes)))
        return Array(hash.finalize())
    }

    /// The code in a file, checked: magic, key, length, SHA-256 of the code, code.
    private static func code(in data: Data, key: [UInt8]) throws(WasmtimeError) -> [UInt8] {
        let header = magic.count + digestBytes + 8 + digestBytes
        guard data.count >= header, data.starts(with: magic) else {
            throw WasmtimeError(.failed, "not a compiled component of this format")
        }
        let bytes = Array(data)
        let stored = bytes[magic.count..<(magic.count + digestBytes)]
        guard stored.elementsEqual(key) else {
            throw WasmtimeError(.failed, "made for another component, release or settings")
        }
        let lengthStart = magic.count + digestBytes
        let length = bytes[lengthStart..<(lengthStart + 8)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let code = bytes[header...]
        guard length == UInt64(code.count) else {
            throw WasmtimeError(.failed, "\(code.count) bytes of code, expected \(length)")
        }
        let digest = bytes[(lengthStart + 8)..<header]
        guard SHA256.hash(data: code).elementsEqual(digest) else {
            throw WasmtimeError(.failed, "the code does not match its SHA-256")
        }
        return Array(code)
    }

    private func store(_ code: [UInt8], key: [UInt8], in file: URL) throws {
        try FileManager.default.createDirectory(
            at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        var data = Data(Self.magic)
        data.append(contentsOf: key)
        data.append(contentsOf: (0..<8).map { UInt8(truncatingIfNeeded: code.count >> (56 - 8 * $0)) })
        data.append(contentsOf: SHA256.hash(data: code))
        data.append(contentsOf: code)
        // Atomic writing goes through a file of its own beside the target and a rename.
        try data.write(to: file, options: .atomic)
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
