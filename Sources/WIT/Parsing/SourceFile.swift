/// One file of WIT text, by the path that messages name it with.
public struct SourceFile: Hashable, Sendable {
    /// Where it is, relative to the folder being read, with `/` between folders: `deps/clocks/clocks.wit`.
    public let path: String
    /// Its bytes, which should be UTF-8.
    public let bytes: [UInt8]

    /// The file at `path`.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// The file at `path`, holding `text`.
    public init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// The text of some of its bytes.
    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// An error about some of its bytes.
    func error(_ message: String, at range: Range<Int>) -> SourceError {
        SourceError(message, at: range, in: self)
    }
}
