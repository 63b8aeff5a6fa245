/// A value of a TOML document, free of the library that parsed it.
enum SettingValue: Equatable, Sendable {
    case string(String)
    case integer(Int)
    case float(Double)
    case boolean(Bool)
    /// A date, a time or both; no setting is one.
    case date(String)
    case array([SettingValue])
    case table([String: SettingValue])
}

extension SettingValue: CustomStringConvertible {
    /// The type, and the value itself where it is short.
    var description: String {
        switch self {
        case .string(let text): text.count <= 60 ? "string \"\(text)\"" : "a string of \(text.count) characters"
        case .integer(let number): "integer \(number)"
        case .float(let number): "float \(number)"
        case .boolean(let flag): "boolean \(flag)"
        case .date(let text): "date \(text)"
        case .array(let elements): elements.isEmpty ? "an empty array" : "an array"
        case .table: "a table"
        }
    }
}

extension SettingValue {
    /// What the text of a variable can mean: a number or a boolean if it reads as one, and always a string.
    static func candidates(ofVariable text: String) -> [SettingValue] {
        var candidates: [SettingValue] = []
        if let number = Int(text) {
            candidates.append(.integer(number))
        }
        if let number = Double(text) {
            candidates.append(.float(number))
        }
        if let flag = Bool(text) {
            candidates.append(.boolean(flag))
        }
        return candidates + [.string(text)]
    }
}
