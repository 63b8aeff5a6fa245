/// A value that does not fit its type, or JSON that is none: the place in the value, and what was expected there.
public struct ValueError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The way to the place: `params[1].lines[3].price`; empty for the whole value.
    public let path: String
    /// What was expected and what was found.
    public let message: String

    /// The text is not JSON: its line and column are in the message, a path would say nothing.
    private var isSyntax = false

    /// An error at `path`.
    public init(path: String = "", message: String) {
        self.path = path
        self.message = message
    }

    /// The error that text is not JSON.
    init(syntax error: JSONError) {
        self.init(message: "not JSON: \(error)")
        isSyntax = true
    }

    /// `params[1].lines[3].price: expected f64, found string "x"`
    public var description: String { path.isEmpty ? message : "\(path): \(message)" }

    /// This error, of a value that stands in the field `name` of another.
    func inField(_ name: String) -> ValueError {
        if isSyntax { return self }
        let separator = path.isEmpty || path.hasPrefix("[") ? "" : "."
        return ValueError(path: name + separator + path, message: message)
    }

    /// This error, of a value that stands at `index` of another.
    func atIndex(_ index: Int) -> ValueError { inField("[\(index)]") }

    /// This error, of a value that stands under the name `key` of a map.
    func underKey(_ key: String) -> ValueError {
        var quoted = JSONWriter()
        quoted.string(key)
        return inField("[\(quoted.text)]")
    }
}
