/// A record: named fields in order.
public struct RecordType: Hashable, Sendable {
    /// One field.
    public struct Field: Hashable, Sendable {
        /// Its name.
        public var label: Label
        /// Its type.
        public var type: ValueType

        /// The field `label` of `type`.
        public init(_ label: Label, _ type: ValueType) {
            self.label = label
            self.type = type
        }
    }

    /// The name it was declared under.
    public var name: TypeName?
    /// Its fields, in order.
    public var fields: [Field]

    /// A record of `fields`.
    public init(name: TypeName? = nil, fields: [Field]) {
        self.name = name
        self.fields = fields
    }
}
