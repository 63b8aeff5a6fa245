package import ObeliskCore

/// The engine's limits and spans; every one has a name in `obelisk.toml`.
package struct EngineConfiguration: Hashable, Sendable {
    /// The node's name, written into `locked`.
    package var node = "server"
    /// Workflow runs kept in memory while they wait; beyond it the longest-blocked are evicted.
    package var warmRunsMax = 20_000
    /// How long a run may wait in memory before it is evicted.
    package var warmDurationMax = Duration.seconds(600)
    /// Events and effects one burst may write before it is committed.
    package var burstWritesMax = 1_000
    /// About how many bytes one burst may write before it is committed.
    package var burstBytesMax = 1 << 20
    /// How many bytes of lines a running attempt keeps in memory; the guest whose line passes it waits until all are
    /// stored.
    package var attemptOutputBytesMax = 1 << 20
    /// Executions of one component that may run at the same time where it has no limit of its own: what is due beyond
    /// that waits in the store, not in memory.
    package var runningMax = 10_000
    /// Executions one claim may take.
    package var claimMax = 100
    /// Timers kept in memory; later ones are read from the store when their time nears.
    package var timersMax = 10_000
    /// How long a running attempt is left alone by other nodes; renewed at half of it.
    package var lease = Duration.seconds(30)
    /// How often a node that shares its store writes that it lives. All nodes of a store have to agree on this.
    package var heartbeat = Duration.seconds(2)
    /// Heartbeats of this node's own without one of another node, after which that has ended.
    package var heartbeatsMissedMax = 5
    /// How often a node that shares its store looks for others' commits.
    package var foreignCommitPause = Duration.milliseconds(200)
    /// How long running attempts may go on once the server is asked to stop.
    package var shutdownGrace = Duration.seconds(10)
    /// The pause before a commit that found the disk full is tried again.
    package var fullRetry = Duration.milliseconds(500)
    /// The pause before a run is tried again for which there was no instance.
    package var exhaustedRetry = Duration.milliseconds(50)
    /// The longest pause between two polls of a workflow whose `try-next` finds nothing.
    package var pollBackoffMax = Duration.seconds(1)
    /// Events, responses and timers read in one go.
    package var pageMax = 1_000
    /// What one workflow may have open.
    package var workflow = WorkflowMachine.Limits()

    package init() {}
}
