/// An enum: one of several names.
public struct EnumType: Hashable, Sendable {
    /// The name it was declared under.
    public var name: TypeName?
    /// Its cases, in order.
    public var cases: [Label]

    /// An enum of `cases`.
    public init(name: TypeName? = nil, cases: [Label]) {
        self.name = name
        self.cases = cases
    }
}
