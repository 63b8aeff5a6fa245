package import ObeliskAPI
import ObeliskCore
import ObeliskDeployment
import WIT

extension ObeliskService {
    /// Supplies the result of an execution of an activity stub, once it is stored; doing it again changes nothing.
    ///
    /// - Parameter result: `{"ok": …}` or `{"err": …}`, as the function's type has it.
    /// - Returns: Whether this very result was there before.
    /// - Throws: `APIError` if the execution is no stub, the result does not fit, or it has ended otherwise.
    package func stub(_ text: String, result: String) async throws(APIError) -> Bool {
        let size = result.utf8.count
        guard size <= limits.paramsBytesMax else {
            throw APIError(
                .limitReached, "the result has \(size) bytes; `limits.params_size` allows \(limits.paramsBytesMax)")
        }
        let row = try await execution(text)
        guard row.kind == .activityStub else {
            throw APIError(
                .invalidRequest,
                "`\(row.id)` is no stub: `\(row.function)` is run by the \(row.kind.rawValue) `\(row.component)`")
        }
        let outcome = try outcome(result, of: row.function)
        switch await storage.commit([Transaction([.command(row.id, .stub(outcome))])]).first {
        case .committed(let receipt):
            switch receipt.commands.first {
            case .done, .unchanged: return false
            case .alreadyFinished: return try await confirm(outcome, of: row.id)
            case .refused(let reason):
                throw APIError(.invalidRequest, "`\(row.id)` cannot be given a result: \(reason)")
            case nil: throw APIError(.internalError, "the store gave no answer about `\(row.id)`")
            }
        case .conflict(let conflict):
            throw APIError(.internalError, "the result of `\(row.id)` could not be stored: \(conflict)")
        case .refused(let error): throw APIError(error)
        case .fatal(let error):
            onFatal(error)
            throw APIError(error)
        case nil: throw APIError(.internalError, "the store gave no outcome of `\(row.id)`")
        }
    }

    private func outcome(_ result: String, of function: FunctionName) throws(APIError) -> Outcome {
        let outcome: Outcome?
        do throws(ValueError) {
            outcome = try registry.outcome(of: function, fromJSON: result)
        } catch {
            throw APIError(.invalidResult, "`\(function)`: \(error)")
        }
        guard let outcome else { throw APIError(.functionNotFound, "no component exports `\(function)`") }
        return outcome
    }

    /// An end never changes, so that it can be compared after the fact.
    private func confirm(_ outcome: Outcome, of id: ExecutionID) async throws(APIError) -> Bool {
        let found = try await self.result(of: id.text, wait: false).outcome
        guard found == outcome else {
            let end: String =
                switch found {
                case .ok(let payload): "ok" + (payload.map { " \($0)" } ?? "")
                case .err(let payload): "err" + (payload.map { " \($0)" } ?? "")
                case .failed(let failure): "failed (\(failure.kind.rawValue))"
                case nil: "unknown"
                }
            throw APIError(.executionConflict, "`\(id)` has ended already, otherwise: \(end.prefix(200))")
        }
        return true
    }
}
