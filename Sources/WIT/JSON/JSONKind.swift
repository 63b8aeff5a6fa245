/// The six kinds of JSON value, as told by a value's first byte.
public enum JSONKind: String, Hashable, Sendable {
    /// `{…}`
    case object
    /// `[…]`
    case array
    /// `"…"`
    case string
    /// Any number.
    case number
    /// `true` or `false`
    case bool
    /// `null`
    case null
}
