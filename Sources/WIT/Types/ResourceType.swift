/// A resource, known by its name alone.
public struct ResourceType: Hashable, Sendable {
    /// The name it was declared under.
    public var name: TypeName

    /// The resource called `name`.
    public init(name: TypeName) {
        self.name = name
    }
}
