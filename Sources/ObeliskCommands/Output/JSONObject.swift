/// Builds the text of one JSON object, member by member, in the order they are set.
struct JSONObject {
    private var members: [String] = []

    /// The object as one line.
    var text: String { "{" + members.joined(separator: ", ") + "}" }

    /// Sets a string; nil sets `null`.
    mutating func set(_ key: String, _ value: String?) {
        set(key, json: value.map(Self.quoted) ?? "null")
    }

    /// Sets a number.
    mutating func set(_ key: String, _ value: Int) {
        set(key, json: String(value))
    }

    /// Sets `true` or `false`.
    mutating func set(_ key: String, _ value: Bool) {
        set(key, json: value ? "true" : "false")
    }

    /// Sets an array of values that are JSON already.
    mutating func set(_ key: String, array elements: [String]) {
        set(key, json: "[" + elements.joined(separator: ", ") + "]")
    }

    /// Sets a value that is JSON already.
    mutating func set(_ key: String, json: String) {
        members.append("\(Self.quoted(key)): \(json)")
    }

    /// A string as JSON (RFC 8259, section 7).
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{0}"..."\u{1F}":
                let hexadecimal = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
