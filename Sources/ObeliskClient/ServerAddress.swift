/// Where a server is reached.
package struct ServerAddress: Sendable, Hashable, CustomStringConvertible {
    /// A name or a literal address, without brackets.
    package let host: String
    /// The port of the API.
    package let port: Int

    /// Where a server listens that is configured no other way.
    package static let standard = ServerAddress(host: "127.0.0.1", port: 5005)

    /// An address of these parts.
    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `http://host:port` or `host:port`; an IPv6 address stands in brackets.
    package init(parsing text: String) throws(ClientError) {
        let scheme = "http://"
        var rest = text.hasPrefix(scheme) ? text.dropFirst(scheme.count) : text[...]
        if rest.hasSuffix("/") {
            rest = rest.dropLast()
        }
        guard let colon = rest.lastIndex(of: ":"), let port = UInt16(rest[rest.index(after: colon)...]), port > 0 else {
            throw Self.invalid(text)
        }
        var host = rest[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            throw Self.invalid(text)
        }
        guard !host.isEmpty, !host.contains("/") else { throw Self.invalid(text) }
        self.init(host: String(host), port: Int(port))
    }

    /// `http://host:port`.
    package var description: String {
        host.contains(":") ? "http://[\(host)]:\(port)" : "http://\(host):\(port)"
    }

    private static func invalid(_ text: String) -> ClientError {
        ClientError(
            .invalidAddress, "`\(text)` is no address of a server; expected the form `http://127.0.0.1:5005`")
    }
}
