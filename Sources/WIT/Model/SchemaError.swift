/// A type that cannot be spelled out.
public struct SchemaError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, and with what.
    public let message: String

    /// The message.
    public var description: String { message }
}
