/// A host and a port to listen on.
package struct ListeningAddress: Sendable, Equatable, CustomStringConvertible {
    /// A name or a literal address, without brackets.
    package let host: String
    /// 0 takes a free port.
    package let port: Int

    /// An address of these parts.
    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `host:port`; an IPv6 address stands in brackets. Nil if the text is no address.
    package init?(parsing text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...])
        else { return nil }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self.init(host: String(host), port: Int(port))
    }

    /// `host:port`, as it is read.
    package var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}

extension SettingKind where Value == ListeningAddress {
    /// `"host:port"`.
    static var listeningAddress: Self {
        .init(
            expected: "an address such as \"127.0.0.1:5005\"", text: { SettingValue.quoted($0.description) }
        ) { value in
            if case .string(let text) = value { ListeningAddress(parsing: text) } else { nil }
        }
    }
}
