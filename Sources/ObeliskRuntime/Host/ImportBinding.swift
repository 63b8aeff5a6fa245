import ObeliskCore
import Wasmtime

/// What one imported function asks of the engine, and what its guest is given for the answer.
struct ImportBinding: Sendable {
    /// What becomes of a call.
    enum Ask: Sendable {
        /// The engine is asked.
        case ask(HostCall)
        /// The answer depends on nothing but the arguments.
        case answer([ComponentValue])
    }

    /// Reads the arguments.
    let ask: @Sendable ([ComponentValue], GuestHost) throws -> Ask
    /// Makes the results.
    let answer: @Sendable (HostResult, GuestHost) throws -> [ComponentValue]

    init(
        ask: @escaping @Sendable ([ComponentValue], GuestHost) throws -> Ask,
        answer: @escaping @Sendable (HostResult, GuestHost) throws -> [ComponentValue]
    ) {
        self.ask = ask
        self.answer = answer
    }

    /// A function that always asks the same.
    init(
        _ call: HostCall, answer: @escaping @Sendable (HostResult, GuestHost) throws -> [ComponentValue]
    ) {
        self.init(ask: { _, _ in .ask(call) }, answer: answer)
    }

    /// A direct call of another component's function.
    static func directCall(_ function: FunctionName, _ signature: ExportSignature) -> ImportBinding {
        ImportBinding(
            ask: { arguments, _ in .ask(.call(function, params: try signature.params(arguments))) },
            answer: { result, _ in
                switch result {
                case .outcome(let outcome): return try signature.results(outcome)
                // A refused child is a platform failure to a caller that knows the function's own errors only.
                case .refused: return [.error(try signature.executionFailed())]
                default: throw GuestTrap.unexpected(result, for: function.text)
                }
            })
    }
}

extension GuestTrap {
    /// The engine answered something else than the call asks for: an error of ours.
    static func unexpected(_ result: HostResult, for call: String) -> GuestTrap {
        GuestTrap("\(call): the engine answered \(result), which is no answer to it")
    }

    /// A guest's arguments are not those of the function.
    static func arguments(_ call: String) -> GuestTrap { GuestTrap("\(call): unexpected arguments") }
}
