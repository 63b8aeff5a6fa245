/// The type of a function: named parameters in order, at most one result.
public struct FunctionType: Hashable, Sendable {
    /// One parameter.
    public struct Parameter: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Its type.
        public var type: ValueType

        /// The parameter `name` of `type`.
        public init(_ name: String, _ type: ValueType) {
            self.name = name
            self.type = type
        }
    }

    /// Its parameters, in order.
    public var parameters: [Parameter]
    /// What it returns; nil for nothing.
    public var result: ValueType?
    /// Declared `async`.
    public var isAsync: Bool

    /// A function of `parameters` that returns `result`.
    public init(parameters: [Parameter], result: ValueType? = nil, isAsync: Bool = false) {
        self.parameters = parameters
        self.result = result
        self.isAsync = isAsync
    }
}
