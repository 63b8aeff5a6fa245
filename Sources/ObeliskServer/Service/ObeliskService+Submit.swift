package import ObeliskAPI
import ObeliskCore
import ObeliskDeployment

extension ObeliskService {
    /// Checks a request against what is deployed, stores the execution, and returns its id.
    ///
    /// - Throws: `APIError`; nothing is stored then.
    package func submit(_ request: SubmissionRequest) async throws(APIError) -> Submission {
        let size = request.params.utf8.count
        guard size <= limits.paramsBytesMax else {
            throw APIError(
                .limitReached,
                "the parameters have \(size) bytes; `limits.params_size` allows \(limits.paramsBytesMax)")
        }
        let function = try lookUp(request.function)
        let params = JSONText(valid: request.params)
        let target = try resolve(function, params: params)
        guard target.kind != .activityStub else {
            throw APIError(
                .invalidRequest,
                "`\(function)` is an activity stub, which nothing runs; expected a function with code, or one of an "
                    + "external activity (workflows call stubs)")
        }
        let now = clock.now
        let id = try executionID(chosen: request.id, at: now)
        let created = Created(
            function: function, params: params, component: target.component, due: now + request.delay,
            seed: random.next(), memoryBytesMax: target.memoryBytesMax)
        let creation = Creation(
            id: id, kind: target.kind, created: created, time: now, isIdempotent: true,
            unfinishedMax: limits.unfinishedMax)
        return try submission(of: id, await create(creation))
    }

    /// The function of that name, which may be shortened.
    func lookUp(_ text: String) throws(APIError) -> FunctionName {
        do throws(FunctionLookupError) {
            return try registry.lookUp(text)
        } catch {
            switch error {
            case .malformed: throw APIError(.invalidRequest, error.description)
            case .notFound: throw APIError(.functionNotFound, error.description)
            case .ambiguous: throw APIError(.functionAmbiguous, error.description)
            }
        }
    }

    private func resolve(_ function: FunctionName, params: JSONText) throws(APIError) -> Target {
        do throws(Refusal) {
            return try registry.resolve(function, params: params).get()
        } catch {
            switch error {
            case .functionNotFound: throw APIError(.functionNotFound, "no component exports `\(function)`")
            case .invalidParams(let message): throw APIError(.invalidParams, "`\(function)`: \(message)")
            case .limitReached(let message): throw APIError(.limitReached, message)
            }
        }
    }

    private func executionID(chosen text: String?, at now: Timestamp) throws(APIError) -> ExecutionID {
        guard let text else {
            let high = UInt16(truncatingIfNeeded: random.next())
            return ExecutionID(time: now, random: (high, random.next()))
        }
        do throws(IdentifierError) {
            return try ExecutionID(submitted: text)
        } catch {
            throw APIError(.invalidID, error.description)
        }
    }

    private func submission(of id: ExecutionID, _ outcome: CommitOutcome) throws(APIError) -> Submission {
        switch outcome {
        case .committed(let receipt): return Submission(id: id, existed: receipt.creations.first == .existed)
        case .conflict(.exists):
            throw APIError(.executionConflict, "`\(id)` exists and runs another function, or has other parameters")
        case .conflict(.tooManyUnfinished(let max)):
            throw APIError(
                .limitReached,
                "\(max) submitted executions have not finished, which is all that `limits.unfinished` allows; "
                    + "try again once some have")
        case .conflict(let conflict): throw APIError(.internalError, "`\(id)` could not be stored: \(conflict)")
        case .refused(let error): throw APIError(error)
        case .fatal(let error):
            onFatal(error)
            throw APIError(error)
        }
    }
}
