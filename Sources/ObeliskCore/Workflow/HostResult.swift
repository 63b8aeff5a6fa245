/// What a guest is answered.
package enum HostResult: Hashable, Sendable {
    case none
    case execution(ExecutionID)
    case optionalExecution(ExecutionID?)
    case time(Timestamp)
    /// Of a sleep: nil where it was cancelled.
    case slept(Timestamp?)
    case number(UInt64)
    case text(String)
    case optionalText(String?)
    case joinSet(JoinSetID)
    case joinSetRefused(JoinSetRefusal)
    case outcome(Outcome)
    case refused(Refusal)
    case delay(DelayID)
    /// Of `next`: nil when every request has been answered and taken.
    case response(TakenResponse?)
    /// Of `try-next`.
    case poll(Poll)
    case unhandled([UnhandledFailure])
    case function(FunctionName)
    /// Of `execution-id.get`: nil where no response of it has been taken.
    case optionalOutcome(Outcome?)
    case optionalFailure(FailureKind?)
    case optionalDelayOutcome(DelayOutcome?)

    /// Why a join set was not made.
    package enum JoinSetRefusal: Hashable, Sendable {
        case nameTaken
        case invalidName(String)
    }

    /// A response as it is handed to the guest; `function` is the child's own.
    package enum TakenResponse: Hashable, Sendable {
        case child(ExecutionID, function: FunctionName, Outcome)
        case delay(DelayID, DelayOutcome)
    }

    /// What `try-next` finds.
    package enum Poll: Hashable, Sendable {
        case ready(TakenResponse)
        case pending
        case allProcessed
    }
}

/// A child that did not succeed and whose response nobody had taken when its join set closed.
package struct UnhandledFailure: Hashable, Sendable, Codable {
    package var execution: ExecutionID
    package var function: FunctionName
    package var outcome: Outcome

    package init(execution: ExecutionID, function: FunctionName, outcome: Outcome) {
        self.execution = execution
        self.function = function
        self.outcome = outcome
    }
}
