/// What every kind of component is configured with.
package struct ComponentConfiguration: Sendable, Equatable {
    /// `name`: unique among all components.
    package var name: String
    /// The component's file, absolute: its `location`, or what `obelisk build` makes of its `source`.
    package var path: String
    /// `source`, `wit` and `world`: where it is written; nil if it has a `location`.
    package var source: GuestSource?
    /// `concurrency`: executions of it that may be locked at a time; nil is no limit.
    package var concurrency: Int?
}

/// `[[workflow]]`.
package struct WorkflowConfiguration: Sendable, Equatable {
    /// What it shares with other kinds.
    package var component: ComponentConfiguration
}

/// `[[activity]]`.
package struct ActivityConfiguration: Sendable, Equatable {
    /// What it shares with other kinds.
    package var component: ComponentConfiguration
    /// `max_retries`: attempts after the first; nil is no limit.
    package var maxRetries: Int?
    /// `retry_backoff`: the wait before the first retry; it doubles with each.
    package var retryBackoff: Duration
    /// `retry_jitter`: the part of a wait, from 0 to 1, that is left to chance.
    package var retryJitter: Double
    /// `attempt_timeout`: how long one attempt may take.
    package var attemptTimeout: Duration
}
