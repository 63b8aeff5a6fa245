internal import Foundation
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

    /// A log line's fields as a JSON array of arrays; nil where there are none.
    var storedFields: String? {
        guard case .log(_, let fields) = self, !fields.isEmpty, let data = try? JSONEncoder().encode(fields) else {
            return nil
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// Reads what `stored` and `storedFields` wrote; nil where they cannot have.
    init?(stored word: String, fields: String?) {
        switch word {
        case "stdout": self = .standardOutput
        case "stderr": self = .standardError
        default:
            guard let level = LogLevel(rawValue: word) else { return nil }
            guard let fields else {
                self = .log(level, fields: [])
                return
            }
            guard let decoded = try? JSONDecoder().decode([[String]].self, from: Data(fields.utf8)) else { return nil }
            self = .log(level, fields: decoded)
        }
    }
}
