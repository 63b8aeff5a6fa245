/// What a workflow's guest asks of the engine: one case for each function of `obelisk:workflow/workflow-support`, of
/// the resources of `obelisk:types/execution`, of the extension packages, and for a direct call of an import.
package enum HostCall: Hashable, Sendable, Codable {
    case currentExecution
    case now
    case sleep(ScheduleAt, name: String?)
    /// Uniform in `min ..< max`.
    case randomU64(min: UInt64, max: UInt64)
    /// Letters and digits, of a length in `minLength ..< maxLength`.
    case randomString(minLength: Int, maxLength: Int)
    case createJoinSet(name: String?)
    /// Runs a child and waits for it: a typed call of an import, or `call` with JSON.
    case call(FunctionName, params: JSONText)
    case lastCall
    case submit(JoinSetID, FunctionName, params: JSONText)
    case submitDelay(JoinSetID, ScheduleAt)
    /// Waits for the next response of a set; `asking` names the function of a typed `…-await-next`.
    case next(JoinSetID, asking: FunctionName?)
    case tryNext(JoinSetID)
    case openRequests(JoinSetID)
    case close(JoinSetID)
    case publish(name: String, value: JSONText)
    case log(LogLevel, message: String, fields: [[String]])
    case executionFunction(ExecutionID)
    case executionJoinSet(ExecutionID)
    /// The outcome of a child whose response has been taken.
    case executionOutcome(ExecutionID)
    case executionFailure(ExecutionID)
    case cancelExecution(ExecutionID)
    case delayJoinSet(DelayID)
    case delayExpiresAt(DelayID)
    case delayOutcome(DelayID)
    case cancelDelay(DelayID)
}
