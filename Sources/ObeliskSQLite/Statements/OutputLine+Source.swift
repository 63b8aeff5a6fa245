internal import ObeliskCore

extension OutputLine.Source {
    /// A log line's level, `stdout` or `stderr`.
    var stored: String {
        switch self {
        case .log(let level, _): level.rawValue
        case .standardOutput: "stdout"
        case .standardError: "stderr"
        }
    }

    /// Reads what `stored` and `storedFields` wrote; nil where they cannot have.
    init?(stored word: String, fields: [UInt8]?) {
        switch word {
        case "stdout": self = .standardOutput
        case "stderr": self = .standardError
        default:
            guard let level = LogLevel(rawValue: word) else { return nil }
            guard let fields else {
                self = .log(level, fields: [])
                return
            }
            guard let decoded = Self.fields(stored: fields) else { return nil }
            self = .log(level, fields: decoded)
        }
    }
}
