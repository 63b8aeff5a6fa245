import ObeliskCore
package import ObeliskDeployment
package import ObeliskEngine

extension EngineConfiguration {
    /// The engine's limits as `obelisk.toml` names them.
    package init(_ configuration: ServerConfiguration) {
        self.init()
        let limits = configuration.limits
        node = configuration.node.name
        warmRunsMax = limits.warmRuns
        warmDurationMax = limits.warmAge
        burstWritesMax = limits.burstWrites
        burstBytesMax = limits.burstBytes
        attemptOutputBytesMax = limits.attemptOutputBytes
        runningMax = limits.running
        claimMax = limits.claimBatch
        timersMax = limits.timersInMemory
        lease = limits.lease
        heartbeat = limits.nodeHeartbeat
        heartbeatsMissedMax = limits.nodeHeartbeatsMissed
        foreignCommitPause = limits.foreignCommitPause
        shutdownGrace = limits.shutdownGracePeriod
        fullRetry = limits.diskFullPause
        exhaustedRetry = limits.noInstancePause
        pollBackoffMax = limits.pollPause
        pageMax = limits.readBatch
        workflow.openRequestsMax = limits.openRequests
        workflow.joinSetsMax = limits.joinSets
    }
}

extension LogLevel {
    /// The least severe lines of executions that are shown; nil where none are.
    init?(_ lines: ServerConfiguration.GuestLines) {
        switch lines {
        case .off: return nil
        case .trace: self = .trace
        case .debug: self = .debug
        case .info: self = .info
        case .warning: self = .warn
        case .error: self = .error
        }
    }
}

extension ObeliskService.Limits {
    /// The bounds of requests as `obelisk.toml` names them.
    init(_ limits: ServerConfiguration.Limits) {
        self.init()
        paramsBytesMax = limits.paramsBytes
        unfinishedMax = limits.unfinished
        pageMax = limits.pageSize
    }
}
