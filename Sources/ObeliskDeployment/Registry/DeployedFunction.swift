package import ObeliskCore
package import WIT

/// A function with its type.
package struct DeployedFunction: Hashable, Sendable {
    /// The function with its interface.
    package let name: FunctionName
    /// Its parameters and its result.
    package let type: FunctionType

    /// A function of this name and type.
    package init(name: FunctionName, type: FunctionType) {
        self.name = name
        self.type = type
    }
}

extension FunctionType {
    /// Why a function of this type cannot be called as an execution; nil if it can.
    ///
    /// Its error side is what a platform failure reaches the caller as, so that its forms are few.
    package var reasonNotCallable: String? {
        guard !isAsync else { return "it is `async`" }
        if let obstacle = obstacleToJSON { return obstacle.description }
        let expected = "expected a `result` whose error is absent, a `string`, or a variant with a case "
        let rule = expected + "`execution-failed` without payload"
        switch result {
        case .result(_, nil), .result(_, .string): return nil
        case .result(_, .variant(let variant)):
            let isReady = variant.cases.contains { $0.label.name == "execution-failed" && $0.type == nil }
            return isReady ? nil : "the variant of its error has no case `execution-failed`; \(rule)"
        case .result(_, .some(let error)): return "its error is `\(error)`; \(rule)"
        case .some(let other): return "it returns `\(other)`; \(rule)"
        case nil: return "it returns nothing; \(rule)"
        }
    }
}
