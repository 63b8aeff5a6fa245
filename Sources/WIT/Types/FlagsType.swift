/// Flags: a set of some of several names.
public struct FlagsType: Hashable, Sendable {
    /// The name it was declared under.
    public var name: TypeName?
    /// Its flags, in order.
    public var flags: [Label]

    /// A set out of `flags`.
    public init(name: TypeName? = nil, flags: [Label]) {
        self.name = name
        self.flags = flags
    }
}
