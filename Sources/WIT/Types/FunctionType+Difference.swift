extension FunctionType {
    /// Where `other`, which is exported, parts from this type, which is imported; nil if it fits.
    /// As when components link, parameters are compared by name, order and type.
    public func difference(from other: FunctionType) -> TypeDifference? {
        if isAsync != other.isAsync {
            func text(_ isAsync: Bool) -> String { isAsync ? "an async function" : "a function that is not async" }
            return TypeDifference(expected: text(isAsync), found: text(other.isAsync))
        }
        for (index, (left, right)) in zip(parameters, other.parameters).enumerated() where left.name != right.name {
            return TypeDifference(path: ["parameter \(index)"], expected: "`\(left.name)`", found: "`\(right.name)`")
        }
        if let counts = ValueType.countDifference(parameters.count, other.parameters.count, of: "parameter") {
            return counts
        }
        for (left, right) in zip(parameters, other.parameters) {
            if let difference = left.type.difference(from: right.type, at: "parameter `\(left.name)`") {
                return difference
            }
        }
        return ValueType.difference(result, other.result, at: "result")
    }
}
