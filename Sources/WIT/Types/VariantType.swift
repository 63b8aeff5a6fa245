/// A variant: one of several named cases, each with or without a payload.
public struct VariantType: Hashable, Sendable {
    /// One case.
    public struct Case: Hashable, Sendable {
        /// Its name.
        public var label: Label
        /// The type of its payload; nil if it has none.
        public var type: ValueType?

        /// The case `label` with a payload of `type`.
        public init(_ label: Label, _ type: ValueType? = nil) {
            self.label = label
            self.type = type
        }
    }

    /// The name it was declared under.
    public var name: TypeName?
    /// Its cases, in order.
    public var cases: [Case]

    /// A variant of `cases`.
    public init(name: TypeName? = nil, cases: [Case]) {
        self.name = name
        self.cases = cases
    }
}
