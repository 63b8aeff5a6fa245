/// The first event of every log: what is to run, and all that its replay needs to stay the same for ever.
///
/// Never changed, and shared by all who hold it.
package final class Created: Hashable, Sendable, Codable {
    package let function: FunctionName
    /// A JSON array that fits the function.
    package let params: JSONText
    /// The name of the component that runs it.
    package let component: String
    /// When it is to start.
    package let due: Timestamp
    /// The root of every random value the execution draws.
    package let seed: UInt64
    /// The rules of replay the log was begun under.
    package let semantics: Int
    /// The most linear memory its guest may use, in bytes.
    package let memoryBytesMax: Int
    /// The workflow that scheduled it, if one did.
    package let scheduledBy: ExecutionID?
    /// When it is to be given up, if ever.
    package let deadline: Timestamp?
    /// Free-form names for people and filters.
    package let labels: [String: String]
    /// Reserved: nothing sets it, and claims go by due time alone.
    package let priority: Int?
    /// The W3C trace context it belongs to.
    package let traceContext: String?

    package init(
        function: FunctionName, params: JSONText, component: String, due: Timestamp, seed: UInt64,
        semantics: Int = Semantics.current, memoryBytesMax: Int, scheduledBy: ExecutionID? = nil,
        deadline: Timestamp? = nil, labels: [String: String] = [:], priority: Int? = nil, traceContext: String? = nil
    ) {
        self.function = function
        self.params = params
        self.component = component
        self.due = due
        self.seed = seed
        self.semantics = semantics
        self.memoryBytesMax = memoryBytesMax
        self.scheduledBy = scheduledBy
        self.deadline = deadline
        self.labels = labels
        self.priority = priority
        self.traceContext = traceContext
    }

    package static func == (left: Created, right: Created) -> Bool {
        left === right
            || left.function == right.function && left.params == right.params && left.component == right.component
                && left.due == right.due && left.seed == right.seed && left.semantics == right.semantics
                && left.memoryBytesMax == right.memoryBytesMax && left.scheduledBy == right.scheduledBy
                && left.deadline == right.deadline && left.labels == right.labels && left.priority == right.priority
                && left.traceContext == right.traceContext
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(function)
        hasher.combine(params)
        hasher.combine(seed)
    }
}

/// The rules that a replay follows.
package enum Semantics {
    /// Raised whenever a replayed rule changes; the old rule's branch stays for logs begun under it.
    package static let current = 1
}

/// A run or an attempt was given to a node.
package struct Locked: Hashable, Sendable, Codable {
    /// The node's name.
    package var node: String
    /// The node's start, as numbered by the store.
    package var generation: Generation
    /// The code that runs, as `sha256:` and 64 hexadecimal digits.
    package var componentDigest: String
    /// Which attempt this is, from 1; only activities count them.
    package var attempt: Int?

    package init(node: String, generation: Generation, componentDigest: String, attempt: Int?) {
        self.node = node
        self.generation = generation
        self.componentDigest = componentDigest
        self.attempt = attempt
    }
}

/// A run was given back without a result.
package struct Unlocked: Hashable, Sendable, Codable {
    package var reason: String
    /// When it may be taken up again.
    package var due: Timestamp

    package init(reason: String, due: Timestamp) {
        self.reason = reason
        self.due = due
    }
}

/// An activity's attempt ended without a final result, and another follows.
package struct AttemptEnded: Hashable, Sendable, Codable {
    /// Which attempt, from 1.
    package var attempt: Int
    /// What it ended with: an error of its own, or a platform failure.
    package var outcome: Outcome
    /// When the next attempt is due.
    package var retryAt: Timestamp

    package init(attempt: Int, outcome: Outcome, retryAt: Timestamp) {
        self.attempt = attempt
        self.outcome = outcome
        self.retryAt = retryAt
    }
}

/// The execution goes on with other code.
package struct ComponentChanged: Hashable, Sendable, Codable {
    package var component: String
    package var digest: String

    package init(component: String, digest: String) {
        self.component = component
        self.digest = digest
    }
}

/// A replay that does not fit its log: both sides, for a person to compare.
package struct Divergence: Error, Hashable, Sendable, Codable {
    /// The version of the first log entry that was not met; nil where the log had ended.
    package var version: Int?
    /// What the log holds there.
    package var recorded: String
    /// What the code did instead.
    package var found: String

    package init(version: Int?, recorded: String, found: String) {
        self.version = version
        self.recorded = recorded
        self.found = found
    }
}
