extension ServerConfiguration {
    /// `[limits]`: the bounds of every queue, pool, batch and pause of the server.
    package struct Limits: Sendable, Equatable {
        /// `warm_runs`: blocked workflows kept in memory; beyond it the longest-blocked go.
        package var warmRuns: Int
        /// `warm_age`: how long a blocked workflow is kept in memory.
        package var warmAge: Duration
        /// `burst_writes`: events and effects after which a burst is committed.
        package var burstWrites: Int
        /// `burst_size`: about how many bytes a burst may write before it is committed.
        package var burstBytes: Int
        /// `attempt_output_size`: about how many bytes of log lines a running attempt keeps in memory; beyond it they
        /// are stored while it runs.
        package var attemptOutputBytes: Int
        /// `unfinished`: submitted executions that may be unfinished; further ones are refused. Nil is no limit.
        package var unfinished: Int?
        /// `running`: executions that run at once of a component without a `concurrency` of its own.
        package var running: Int
        /// `claim_batch`: executions one claim may take.
        package var claimBatch: Int
        /// `timers_in_memory`: timers beyond it are read when their time nears.
        package var timersInMemory: Int
        /// `lease`: how long other nodes leave a running attempt alone unless it is renewed.
        package var lease: Duration
        /// `node_heartbeat`: how often a node that shares its database writes that it lives; the same for all of them.
        package var nodeHeartbeat: Duration
        /// `node_heartbeats_missed`: heartbeats of its own after which a node takes one that was silent for dead.
        package var nodeHeartbeatsMissed: Int
        /// `foreign_commit_pause`: how often a node that shares its database looks for what others have committed.
        package var foreignCommitPause: Duration
        /// `open_requests`: children and delays one workflow may wait for.
        package var openRequests: Int
        /// `join_sets`: join sets one workflow may make.
        package var joinSets: Int
        /// `disk_full_pause`: the pause before a commit that found the disk full is tried again.
        package var diskFullPause: Duration
        /// `no_instance_pause`: the pause before a run is tried again for which there was no instance.
        package var noInstancePause: Duration
        /// `poll_pause`: the longest pause of a workflow whose `try-next` finds nothing.
        package var pollPause: Duration
        /// `read_batch`: events, responses and timers read from the store in one go.
        package var readBatch: Int
        /// `params_size`: bytes of JSON parameters of one submit.
        package var paramsBytes: Int
        /// `page_size`: rows of one page of a list.
        package var pageSize: Int
        /// `shutdown_grace_period`: how long running work may go on after the server was told to stop.
        package var shutdownGracePeriod: Duration
    }
}

extension ServerConfiguration.Limits {
    /// Reads `[limits]`.
    init(reading reader: SettingsReader) {
        let count = SettingKind.integer(1...1_000_000_000)
        let pause = SettingKind.duration(atLeast: .milliseconds(1))
        warmRuns = reader.value("warm_runs", .integer(0...1_000_000_000), default: 20_000)
        warmAge = reader.value("warm_age", .duration(atLeast: .zero), default: .seconds(600))
        burstWrites = reader.value("burst_writes", count, default: 1_000)
        burstBytes = reader.value("burst_size", .bytes(1 << 10...1 << 30), default: 1 << 20)
        attemptOutputBytes = reader.value("attempt_output_size", .bytes(1 << 10...1 << 30), default: 1 << 20)
        unfinished = reader.limit("unfinished", count, default: 1_000_000)
        running = reader.value("running", count, default: 10_000)
        claimBatch = reader.value("claim_batch", count, default: 100)
        timersInMemory = reader.value("timers_in_memory", count, default: 10_000)
        lease = reader.value("lease", .duration(atLeast: .seconds(1)), default: .seconds(30))
        nodeHeartbeat = reader.value("node_heartbeat", .duration(atLeast: .milliseconds(100)), default: .seconds(2))
        nodeHeartbeatsMissed = reader.value("node_heartbeats_missed", .integer(2...1_000), default: 5)
        foreignCommitPause = reader.value("foreign_commit_pause", pause, default: .milliseconds(200))
        openRequests = reader.value("open_requests", count, default: 100_000)
        joinSets = reader.value("join_sets", count, default: 10_000)
        diskFullPause = reader.value("disk_full_pause", pause, default: .milliseconds(500))
        noInstancePause = reader.value("no_instance_pause", pause, default: .milliseconds(50))
        pollPause = reader.value("poll_pause", pause, default: .seconds(1))
        readBatch = reader.value("read_batch", count, default: 1_000)
        paramsBytes = reader.value("params_size", .bytes(1 << 10...1 << 30), default: 1 << 20)
        pageSize = reader.value("page_size", .integer(1...10_000), default: 1_000)
        shutdownGracePeriod = reader.value("shutdown_grace_period", .duration(atLeast: .zero), default: .seconds(10))
    }
}
