/// A start of a node that has not ended, as the store knows it.
package struct LiveNode: Hashable, Sendable {
    package var generation: Generation
    package var name: String
    /// When it last wrote that it lives; nil where it has had no reason to, being alone.
    package var heartbeat: Timestamp?

    package init(generation: Generation, name: String, heartbeat: Timestamp?) {
        self.generation = generation
        self.name = name
        self.heartbeat = heartbeat
    }
}

/// Who shares a store.
package struct NodeList: Hashable, Sendable {
    /// The starts that have not ended, by generation.
    package var live: [LiveNode]
    /// The latest start there has been, ended or not.
    package var latest: Generation

    package init(live: [LiveNode], latest: Generation) {
        self.live = live
        self.latest = latest
    }
}

/// A node's word that it lives.
package struct Heartbeat: Hashable, Sendable {
    /// Whose word it is; it counts only while that generation has not been ended.
    package var generation: Generation
    package var time: Timestamp
    /// Those that have been silent for too long, with the last heartbeat seen of each: one that has not written
    /// another since is ended.
    package var silent: [LiveNode]

    package init(generation: Generation, time: Timestamp, silent: [LiveNode] = []) {
        self.generation = generation
        self.time = time
        self.silent = silent
    }
}
