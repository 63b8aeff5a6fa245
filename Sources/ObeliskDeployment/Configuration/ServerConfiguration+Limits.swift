extension ServerConfiguration {
    /// `[limits]`: the bounds of every queue, pool and batch of the server.
    package struct Limits: Sendable, Equatable {
        /// `workflow_concurrency`: workflows that may be locked at a time; nil is no limit.
        package var workflowConcurrency: Int?
        /// `activity_concurrency`: attempts that may run at a time; nil is no limit.
        package var activityConcurrency: Int?
        /// `warm_instances`: blocked workflows kept in memory.
        package var warmInstances: Int
        /// `warm_age`: how long a blocked workflow is kept in memory.
        package var warmAge: Duration
        /// `burst_events`: events after which a burst is committed.
        package var burstEvents: Int
        /// `burst_size`: bytes of events after which a burst is committed.
        package var burstBytes: Int
        /// `open_requests`: children and delays one execution may wait for.
        package var openRequests: Int
        /// `queue_capacity`: unfinished top-level executions above which a submit is refused; nil is no limit.
        package var queueCapacity: Int?
        /// `commit_batch`: transactions of the engine that may share one of the database.
        package var commitBatch: Int
        /// `commit_batch_size`: bytes that may share one transaction of the database.
        package var commitBatchBytes: Int
        /// `params_size`: bytes of JSON parameters of one submit.
        package var paramsBytes: Int
        /// `page_size`: rows of one page of a list.
        package var pageSize: Int
        /// `shutdown_grace_period`: how long running work may go on after the server was told to stop.
        package var shutdownGracePeriod: Duration
    }
}
