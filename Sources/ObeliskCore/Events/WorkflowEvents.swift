/// Why a request for another execution was refused.
package enum Refusal: Error, Hashable, Sendable, Codable {
    case functionNotFound
    /// Says which parameter, and why.
    case invalidParams(String)
    /// Says which limit.
    case limitReached(String)
}

/// The workflow asked for a child execution, by a direct call or through a join set.
package struct ChildRequested: Hashable, Sendable, Codable {
    package var joinSet: JoinSetID
    package var child: ExecutionID
    package var function: FunctionName
    package var params: JSONText
    /// Whether a closing join set asks the child to stop, rather than waits for it.
    package var isCancellable: Bool
    /// Set where no child was made.
    package var refusal: Refusal?

    package init(
        joinSet: JoinSetID, child: ExecutionID, function: FunctionName, params: JSONText, isCancellable: Bool = true,
        refusal: Refusal? = nil
    ) {
        self.joinSet = joinSet
        self.child = child
        self.function = function
        self.params = params
        self.isCancellable = isCancellable
        self.refusal = refusal
    }
}

/// The workflow asked for a delay, by a sleep or through a join set.
package struct DelayRequested: Hashable, Sendable, Codable {
    package var joinSet: JoinSetID
    package var delay: DelayID
    /// What was asked for: this is compared on replay.
    package var at: ScheduleAt
    /// What it came to.
    package var expiresAt: Timestamp
    /// The guest's own label, free text.
    package var name: String?

    package init(joinSet: JoinSetID, delay: DelayID, at: ScheduleAt, expiresAt: Timestamp, name: String? = nil) {
        self.joinSet = joinSet
        self.delay = delay
        self.at = at
        self.expiresAt = expiresAt
        self.name = name
    }
}

/// The guest was handed a response.
package struct ResponseTaken: Hashable, Sendable, Codable {
    package var joinSet: JoinSetID
    package var member: MemberID
    /// The function the guest asked for; nil where it took whatever came next.
    package var function: FunctionName?

    package init(joinSet: JoinSetID, member: MemberID, function: FunctionName? = nil) {
        self.joinSet = joinSet
        self.member = member
        self.function = function
    }
}

/// The guest asked for a response without waiting, and was given none.
package struct TryNextAnswered: Hashable, Sendable, Codable {
    /// Why there was nothing to take.
    package enum Miss: String, Hashable, Sendable, Codable {
        case pending
        case allProcessed = "all_processed"
    }

    /// The set that was asked.
    package var joinSet: JoinSetID
    package var miss: Miss

    package init(joinSet: JoinSetID, miss: Miss) {
        self.joinSet = joinSet
        self.miss = miss
    }
}

/// A join set is being closed: these members were asked to stop, in this order; the others are waited for.
package struct JoinSetClosing: Hashable, Sendable, Codable {
    package var joinSet: JoinSetID
    package var cancelled: [MemberID]

    package init(joinSet: JoinSetID, cancelled: [MemberID]) {
        self.joinSet = joinSet
        self.cancelled = cancelled
    }
}

/// The workflow started a top-level execution that outlives it.
package struct Scheduled: Hashable, Sendable, Codable {
    package var execution: ExecutionID
    package var function: FunctionName
    package var params: JSONText
    package var at: ScheduleAt
    package var due: Timestamp
    package var refusal: Refusal?

    package init(
        execution: ExecutionID, function: FunctionName, params: JSONText, at: ScheduleAt, due: Timestamp,
        refusal: Refusal? = nil
    ) {
        self.execution = execution
        self.function = function
        self.params = params
        self.at = at
        self.due = due
        self.refusal = refusal
    }
}

/// The workflow supplied the result of a stub.
package struct Stubbed: Hashable, Sendable, Codable {
    /// Why a result was not taken.
    package enum Rejection: Hashable, Sendable, Codable {
        case invalidID(String)
        case executionNotFound
        case invalidResult(String)
        case conflict
    }

    /// The text by which the workflow named the stub's execution.
    package var execution: String
    /// `{"ok": …}` or `{"err": …}`.
    package var result: String
    package var rejection: Rejection?

    package init(execution: String, result: String, rejection: Rejection? = nil) {
        self.execution = execution
        self.result = result
        self.rejection = rejection
    }
}

/// A value that is not computed by the workflow's own code, kept so that a replay gets the same one.
package enum RecordedValue: Hashable, Sendable, Codable {
    case randomU64(min: UInt64, max: UInt64, value: UInt64)
    case randomString(minLength: Int, maxLength: Int, value: String)
    case now(Timestamp)
}

/// The workflow made a value readable from outside.
package struct Published: Hashable, Sendable, Codable {
    package var name: String
    package var value: JSONText

    package init(name: String, value: JSONText) {
        self.name = name
        self.value = value
    }
}
