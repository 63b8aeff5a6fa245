/// What a `WorkflowMachine` says to a host call.
package enum Answer: Hashable, Sendable {
    case value(HostResult)
    /// Nothing more can be done until a response of this set is delivered; ask again then.
    case blocked(on: JoinSetID)
    /// The driver has to find something out first, and answers with `WorkflowMachine.answer`.
    case needs(Question)
    /// The call breaks its contract: the guest traps with this reason.
    case trap(String)
}

/// What a machine cannot know by itself; asked only when live, and recorded.
package enum Question: Hashable, Sendable, Codable {
    case now
    case target(FunctionName, params: JSONText)
    /// Which responses are stored once everything written so far is durable; they are delivered before the reply.
    case responses(JoinSetID)
}

/// The reply to a `Question`.
package enum Reply: Hashable, Sendable {
    case time(Timestamp)
    case target(Result<Target, Refusal>)
    case responsesDelivered
}

/// What is left to do for an execution whose function has ended.
package enum Closing: Hashable, Sendable {
    /// The response of this set must arrive first.
    case waits(on: JoinSetID)
    /// `finished` is written.
    case done
}
