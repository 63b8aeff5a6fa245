/// The name of a field, a case or a flag: WIT spells it with `-`, JSON with `_`.
public struct Label: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// As in WIT, without `%`.
    public let name: String
    /// As in JSON.
    public let jsonName: String

    /// The label called `name` in WIT.
    public init(_ name: String) {
        self.name = name
        jsonName = Identifier.snakeCase(name)
    }

    /// The label called `value` in WIT.
    public init(stringLiteral value: String) { self.init(value) }

    /// Labels of one WIT name are equal.
    public static func == (left: Label, right: Label) -> Bool { left.name == right.name }

    /// Feeds the WIT name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }

    /// As in WIT.
    public var description: String { name }

    /// Whether `text` is this name in either spelling.
    func matches(_ text: String) -> Bool {
        text == jsonName || Identifier.kebabCase(text) == name
    }
}
