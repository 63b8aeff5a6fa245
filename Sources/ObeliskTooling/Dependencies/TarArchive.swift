/// The files of a tar archive: POSIX ustar, with the long names of pax and of GNU tar.
struct TarArchive {
    /// One file.
    struct File {
        /// Its path, with `/` between folders, none of them `..`.
        var path: String
        var bytes: [UInt8]
    }

    /// The regular files, in order; links and devices are left out, since nothing here may point outside.
    private(set) var files: [File] = []

    private static let blockBytes = 512

    /// Reads an archive.
    ///
    /// - Throws: `ToolingError` if the bytes are no archive, or name a path that leaves it.
    init(_ bytes: [UInt8]) throws(ToolingError) {
        var offset = 0
        var longPath: String?
        while offset + Self.blockBytes <= bytes.count {
            let header = bytes[offset..<(offset + Self.blockBytes)]
            if header.allSatisfy({ $0 == 0 }) { return }
            guard let size = Self.size(header), Self.hasChecksum(header) else {
                throw ToolingError(.inputInvalid, "is no tar archive: the header at byte \(offset) is damaged")
            }
            let start = offset + Self.blockBytes
            guard size <= bytes.count - start else {
                throw ToolingError(.inputInvalid, "is a tar archive that ends in the middle of a file")
            }
            let content = bytes[start..<(start + size)]
            offset = start + (size + Self.blockBytes - 1) / Self.blockBytes * Self.blockBytes
            switch header[header.startIndex + 156] {
            case UInt8(ascii: "0"), 0:
                let path = try Self.checked(longPath ?? Self.path(header))
                files.append(File(path: path, bytes: Array(content)))
                longPath = nil
            case UInt8(ascii: "x"): longPath = Self.paxPath(content) ?? longPath
            case UInt8(ascii: "L"): longPath = Self.text(content)
            case UInt8(ascii: "g"): break
            default: longPath = nil
            }
        }
    }

    private static func field(_ header: ArraySlice<UInt8>, _ range: Range<Int>) -> ArraySlice<UInt8> {
        header[(header.startIndex + range.lowerBound)..<(header.startIndex + range.upperBound)]
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func octal(_ bytes: ArraySlice<UInt8>) -> Int? {
        Int(text(bytes).filter { $0 != " " }, radix: 8)
    }

    private static func size(_ header: ArraySlice<UInt8>) -> Int? { octal(field(header, 124..<136)) }

    /// The sum of all bytes, with spaces in the place of the sum itself.
    private static func hasChecksum(_ header: ArraySlice<UInt8>) -> Bool {
        let sum = header.reduce(0) { $0 + Int($1) }
        let own = field(header, 148..<156)
        return octal(own) == sum - own.reduce(0) { $0 + Int($1) } + 8 * Int(UInt8(ascii: " "))
    }

    private static func path(_ header: ArraySlice<UInt8>) -> String {
        let name = text(field(header, 0..<100))
        guard text(field(header, 257..<262)) == "ustar" else { return name }
        let prefix = text(field(header, 345..<500))
        return prefix.isEmpty ? name : "\(prefix)/\(name)"
    }

    /// The `path` of a pax header, which holds lines `LENGTH KEY=VALUE`.
    private static func paxPath(_ bytes: ArraySlice<UInt8>) -> String? {
        var rest = bytes
        while let space = rest.firstIndex(of: UInt8(ascii: " ")),
            let length = Int(String(decoding: rest[..<space], as: UTF8.self)), length > 0, length <= rest.count
        {
            let end = rest.startIndex + length
            guard space + 1 < end else { return nil }
            let pair = String(decoding: rest[(space + 1)..<(end - 1)], as: UTF8.self)
            if pair.hasPrefix("path=") { return String(pair.dropFirst(5)) }
            rest = rest[end...]
        }
        return nil
    }

    private static func checked(_ path: String) throws(ToolingError) -> String {
        let parts = path.split(separator: "/").filter { $0 != "." }
        guard !path.hasPrefix("/"), !parts.contains("..") else {
            throw ToolingError(.inputInvalid, "is an archive with a file `\(path)`, which leaves the archive")
        }
        return parts.joined(separator: "/")
    }
}
