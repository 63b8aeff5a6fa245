/// A host function as the library holds it: boxed once, freed by the library's finalizer.
final class HostFunctionBox: Sendable {
    /// Answers at once.
    typealias Immediate = @Sendable (AnyObject, [ComponentValue]) throws -> [ComponentValue]
    /// Answers at once or later.
    typealias Suspendable = @Sendable (AnyObject, ImportCall) throws -> ImportAnswer

    /// How it answers.
    enum Body {
        case immediate(Immediate)
        case suspendable(Suspendable)
    }

    /// Its instance and name.
    let name: ComponentFunctionName
    /// How it answers.
    let body: Body

    init(name: ComponentFunctionName, body: Body) {
        self.name = name
        self.body = body
    }
}
