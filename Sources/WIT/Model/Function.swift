/// A function of an interface or a world.
public struct Function: Hashable, Sendable {
    /// What it belongs to.
    public enum Kind: Hashable, Sendable {
        /// No resource.
        case freestanding
        /// Instances of this resource.
        case method(String)
        /// This resource itself.
        case staticMethod(String)
        /// It makes instances of this resource.
        case constructor(String)
    }

    /// Whether it is called like a function or used like a value.
    public enum Access: Hashable, Sendable {
        /// `func`
        case function
        /// `get`
        case getter
        /// `set`
        case setter
    }

    /// A parameter; a method's `self` is not among them.
    public struct Parameter: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Its type.
        public var type: TypeExpression

        /// The parameter `name` of `type`.
        public init(_ name: String, _ type: TypeExpression) {
            self.name = name
            self.type = type
        }
    }

    /// Its name as declared; `constructor` for one.
    public var name: String
    /// What it belongs to.
    public var kind: Kind
    /// How it is used.
    public var access: Access
    /// Declared `async`.
    public var isAsync: Bool
    /// Its parameters, in order, without a method's `self`.
    public var parameters: [Parameter]
    /// What it returns. A constructor that cannot fail returns nothing here.
    public var result: TypeExpression?
    /// What is written about it.
    public var docs: String?
    /// Since when, or under which feature, it is there.
    public var stability: Stability
    /// What `@external-id` says.
    public var externalID: String?

    /// The function `name`.
    public init(
        name: String, kind: Kind = .freestanding, access: Access = .function, isAsync: Bool = false,
        parameters: [Parameter] = [], result: TypeExpression? = nil, docs: String? = nil,
        stability: Stability = .unknown, externalID: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.access = access
        self.isAsync = isAsync
        self.parameters = parameters
        self.result = result
        self.docs = docs
        self.stability = stability
        self.externalID = externalID
    }

    /// The resource it belongs to.
    public var resource: String? {
        switch kind {
        case .freestanding: nil
        case .method(let resource), .staticMethod(let resource), .constructor(let resource): resource
        }
    }

    /// Its name in a component: `f`, `[method]r.f`, `[constructor]r`, `[get]x`.
    public var fullName: String {
        let mark =
            switch access {
            case .function: ""
            case .getter: "[get]"
            case .setter: "[set]"
            }
        return switch kind {
        case .freestanding: mark + name
        case .method(let resource): "[method]\(mark)\(resource).\(name)"
        case .staticMethod(let resource): "[static]\(mark)\(resource).\(name)"
        case .constructor(let resource): "[constructor]\(resource)"
        }
    }

    /// The types of its parameters and its result.
    var types: [TypeExpression] { parameters.map(\.type) + (result.map { [$0] } ?? []) }

    /// This function with every reference replaced.
    func mapReferences(_ change: (TypeReference) -> TypeReference) -> Function {
        var copy = self
        copy.parameters = parameters.map { Parameter($0.name, $0.type.mapReferences(change)) }
        copy.result = result?.mapReferences(change)
        return copy
    }
}
