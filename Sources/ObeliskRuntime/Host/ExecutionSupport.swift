import ObeliskCore
import Wasmtime

/// The methods of `obelisk:types/execution@1`'s `execution-id`, but `cancel`.
enum ExecutionSupport {
    static let bindings: [String: ImportBinding] = [
        "[method]execution-id.text": ImportBinding(
            ask: { arguments, host in .answer([.string(try execution(arguments, host).text)]) },
            answer: { result, _ in throw GuestTrap.unexpected(result, for: "execution-id.text") }),
        "[method]execution-id.function": ImportBinding(
            ask: { arguments, host in .ask(.executionFunction(try execution(arguments, host))) },
            answer: { result, _ in
                guard case .function(let function) = result else {
                    throw GuestTrap.unexpected(result, for: "execution-id.function")
                }
                return [ComponentValue(function)]
            }),
        "[method]execution-id.join-set-id": ImportBinding(
            ask: { arguments, host in .ask(.executionJoinSet(try execution(arguments, host))) },
            answer: { result, _ in
                guard case .optionalText(let text) = result else {
                    throw GuestTrap.unexpected(result, for: "execution-id.join-set-id")
                }
                return [.option(text.map { .string($0) })]
            }),
        "[method]execution-id.get": ImportBinding(
            ask: { arguments, host in .ask(.executionOutcome(try execution(arguments, host))) },
            answer: { result, _ in
                guard case .optionalOutcome(let outcome) = result else {
                    throw GuestTrap.unexpected(result, for: "execution-id.get")
                }
                guard let outcome else { return [.error(.variant(case: "not-processed", payload: nil))] }
                return [.ok(ComponentValue(outcome))]
            }),
        "[method]execution-id.failure": ImportBinding(
            ask: { arguments, host in .ask(.executionFailure(try execution(arguments, host))) },
            answer: { result, _ in
                guard case .optionalFailure(let kind) = result else {
                    throw GuestTrap.unexpected(result, for: "execution-id.failure")
                }
                return [.option(kind.map { ComponentValue($0) })]
            }),
    ]

    private static func execution(_ arguments: [ComponentValue], _ host: GuestHost) throws -> ExecutionID {
        guard case .execution(let id) = try host.entry(arguments.first) else {
            throw GuestTrap("expected a handle of an execution")
        }
        return id
    }
}
