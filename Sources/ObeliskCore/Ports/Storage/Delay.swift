/// A delay that has yet to expire.
package struct Delay: Hashable, Sendable, Codable {
    package var id: DelayID
    package var execution: ExecutionID
    package var joinSet: JoinSetID
    package var expiresAt: Timestamp

    package init(id: DelayID, execution: ExecutionID, joinSet: JoinSetID, expiresAt: Timestamp) {
        self.id = id
        self.execution = execution
        self.joinSet = joinSet
        self.expiresAt = expiresAt
    }
}

/// How a delay ended.
package enum DelayOutcome: String, Hashable, Sendable, Codable {
    case expired
    case cancelled
}

/// Something arrived for a join set: a child's outcome, or a delay's end.
package struct Response: Hashable, Sendable, Codable {
    /// What arrived, and from whom.
    package enum Body: Hashable, Sendable, Codable {
        case child(ExecutionID, Outcome)
        case delay(DelayID, DelayOutcome)
    }

    /// Its place among all responses of its execution, from 1, in order of arrival; nil while it is not stored yet.
    package var sequence: Int?
    package var joinSet: JoinSetID
    package var body: Body

    package init(sequence: Int? = nil, joinSet: JoinSetID, body: Body) {
        self.sequence = sequence
        self.joinSet = joinSet
        self.body = body
    }

    /// Which member of the set it answers.
    package var member: MemberID {
        switch body {
        case .child(let id, _): .child(id)
        case .delay(let id, _): .delay(id)
        }
    }
}
