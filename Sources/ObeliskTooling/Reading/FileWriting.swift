import Foundation

/// Writes files whole or not at all.
enum FileWriting {
    /// Writes a file through another and a rename, and makes its folder if there is none.
    static func write(_ bytes: [UInt8], to path: String) throws(ToolingError) {
        let url = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: url, options: .atomic)
        } catch {
            throw ToolingError(.failed, "\(path) cannot be written: \(error.localizedDescription)")
        }
    }
}
