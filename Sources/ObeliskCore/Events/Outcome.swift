/// How an execution ended.
package enum Outcome: Hashable, Sendable, Codable {
    /// The function returned its ok side; a side without a payload has none.
    case ok(JSONText?)
    /// The function returned its error side.
    case err(JSONText?)
    /// The platform ended it; the function returned nothing.
    case failed(Failure)

    /// What the function returned, of either side.
    package var payload: JSONText? {
        switch self {
        case .ok(let payload), .err(let payload): payload
        case .failed: nil
        }
    }

    /// How it ended, without what it ended with.
    package var kind: FinishedKind {
        switch self {
        case .ok: .ok
        case .err: .err
        case .failed(let failure): .failed(failure.kind)
        }
    }
}

/// Why the platform, rather than the function's own code, ended an execution or an attempt.
package struct Failure: Error, Hashable, Sendable, Codable {
    package let kind: FailureKind
    /// One sentence for a person.
    package let reason: String?
    /// Whatever helps to find the cause: a backtrace, what the guest wrote last.
    package let detail: String?

    package init(_ kind: FailureKind, reason: String? = nil, detail: String? = nil) {
        self.kind = kind
        self.reason = reason
        self.detail = detail
    }
}

/// The kinds of platform failure, in the words of `obelisk:types/execution.failure-kind`.
package enum FailureKind: String, Hashable, Sendable, Codable, CaseIterable {
    case timedOut = "timed_out"
    case nondeterminismDetected = "nondeterminism_detected"
    case outOfFuel = "out_of_fuel"
    case outOfMemory = "out_of_memory"
    case trapped
    case cancelled
    case workerLost = "worker_lost"
    case limitExceeded = "limit_exceeded"
    case uncategorized
}

/// How an execution ended, without its payload.
package enum FinishedKind: Hashable, Sendable, Codable {
    case ok
    case err
    case failed(FailureKind)
}
