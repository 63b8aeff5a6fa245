/// The error of a function whose WIT result has an error type without a name of its own, such as `list<u8>`.
struct ErrorValue<Value: Sendable>: Error {
    /// The value in WIT.
    let value: Value

    /// An error around a value.
    init(_ value: Value) { self.value = value }
}

extension ErrorValue: Equatable where Value: Equatable {}
extension ErrorValue: Hashable where Value: Hashable {}
