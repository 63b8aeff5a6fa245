/// An enum without payloads, whose raw values are the positions of its cases in WIT.
protocol Discriminated: RawRepresentable where RawValue: FixedWidthInteger {}

extension Discriminated {
    /// The case of a discriminant that the host passes, which is always one of the type's.
    init(discriminant: some FixedWidthInteger) {
        guard let value = Self(rawValue: RawValue(truncatingIfNeeded: discriminant)) else {
            fatalError("a discriminant that the type does not have")
        }
        self = value
    }
}
