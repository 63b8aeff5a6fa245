import Foundation

/// Writes files whole or not at all.
enum FileWriting {
    /// Writes a file through another and a rename, and makes its folder if there is none.
    static func write(_ bytes: [UInt8], to path: String) throws(ToolingError) {
        let url = URL(fileURLWithPath: path)
        try makeFolder(url.deletingLastPathComponent().path)
        do {
            try Data(bytes).write(to: url, options: .atomic)
        } catch {
            throw ToolingError(.failed, "\(path) cannot be written: \(error.localizedDescription)")
        }
    }

    /// Makes a folder and those it is in, if they are not there.
    static func makeFolder(_ path: String) throws(ToolingError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw ToolingError(.failed, "\(path) cannot be made: \(error.localizedDescription)")
        }
    }
}
