/// A part of a type whose values cannot be written as JSON.
public struct JSONObstacle: Hashable, Sendable, CustomStringConvertible {
    /// The way to it, outermost first: ``parameter `a` ``, `list element`.
    public let path: [String]
    /// The part: a handle, a stream, a future or an error context.
    public let type: ValueType

    /// ``parameter `a`, list element: borrow<r> has no JSON form``
    public var description: String {
        (path.isEmpty ? "" : path.joined(separator: ", ") + ": ") + "\(type) has no JSON form"
    }
}
