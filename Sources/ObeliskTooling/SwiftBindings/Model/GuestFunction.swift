import WIT

/// A function that a Swift guest imports or exports.
struct GuestFunction {
    /// A parameter.
    struct Parameter {
        /// Label and name in Swift, without backticks.
        let name: String
        let type: GuestType
    }

    /// What it belongs to.
    enum Kind {
        case freestanding
        /// Instances of a resource.
        case method(TypeReference)
        /// A resource itself.
        case staticMethod(TypeReference)
        /// It makes an instance of a resource.
        case constructor(TypeReference)
    }

    /// Its name in a component: `f`, `[method]r.f`.
    let abiName: String
    /// Its base name in Swift, without backticks.
    let name: String
    let kind: Kind
    /// Its parameters, without a method's `self`.
    let parameters: [Parameter]
    let result: GuestType?
    let docs: String?

    /// The resource it belongs to.
    var resource: TypeReference? {
        switch kind {
        case .freestanding: nil
        case .method(let resource), .staticMethod(let resource), .constructor(let resource): resource
        }
    }
}
