/// Asks for due executions.
package struct ClaimRequest: Hashable, Sendable {
    /// The component whose executions are asked for.
    package var component: String
    package var limit: Int
    /// What is due at or before this time.
    package var now: Timestamp
    package var lock: Lock

    package init(component: String, limit: Int, now: Timestamp, lock: Lock) {
        self.component = component
        self.limit = limit
        self.now = now
        self.lock = lock
    }
}

/// An execution that was locked for the asker; `row` is as it stands after that.
package struct Claimed: Hashable, Sendable {
    package var row: ExecutionRow
    package var created: Created

    package init(row: ExecutionRow, created: Created) {
        self.row = row
        self.created = created
    }
}

/// Something that becomes due by the clock.
package struct TimerEntry: Hashable, Sendable {
    /// What the timer is for.
    package enum Subject: Hashable, Sendable {
        case delay(Delay)
        /// A row of this component that nobody owns becomes due.
        case component(String)
        /// Another generation's attempt ends its lease.
        case lease(ExecutionID, epoch: Int)
    }

    /// When it is due.
    package var at: Timestamp
    package var subject: Subject

    package init(at: Timestamp, subject: Subject) {
        self.at = at
        self.subject = subject
    }
}

/// Selects executions for a list.
package struct ExecutionQuery: Hashable, Sendable {
    /// Only ids that begin so.
    package var idPrefix: String?
    /// Only this function, or all whose full name begins with this text and a dot or slash.
    package var functionPrefix: String?
    /// Only these status words.
    package var statuses: Set<String>
    package var includesChildren: Bool
    /// Continues behind this execution, the last one of the page before; nothing follows one that is not there.
    package var after: ExecutionID?
    package var limit: Int

    package init(
        idPrefix: String? = nil, functionPrefix: String? = nil, statuses: Set<String> = [],
        includesChildren: Bool = true, after: ExecutionID? = nil, limit: Int
    ) {
        self.idPrefix = idPrefix
        self.functionPrefix = functionPrefix
        self.statuses = statuses
        self.includesChildren = includesChildren
        self.after = after
        self.limit = limit
    }
}
