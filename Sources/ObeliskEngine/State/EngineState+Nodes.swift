internal import ObeliskCore

extension EngineState {
    /// Who shares the store was read: a node that is not alone begins to say that it lives.
    mutating func nodesRead(_ result: Result<NodeList, StorageError>, _ now: Timestamp) {
        switch result {
        case .success(let nodes):
            take(nodes, isBeat: false, now)
            if !isBeating, !neighbours.isAlone {
                isBeating = true
                beat(now)
                if !isLooking { looked(now) }
            }
        case .failure(let error): actions.append(.fail(error))
        }
    }

    /// A heartbeat is written, or was refused for want of room; the next follows while there is anybody to hear it.
    mutating func beaten(_ result: Result<NodeList, StorageError>, _ now: Timestamp) {
        switch result {
        case .success(let nodes): take(nodes, isBeat: true, now)
        case .failure(let error) where error.isPassing: break
        case .failure(let error): actions.append(.fail(error))
        }
        isBeating = !neighbours.isAlone
        if isBeating { timers.insert(.heartbeat, at: now + configuration.heartbeat) }
    }

    /// Writes that this node lives, and ends those that have been silent for too long.
    mutating func beat(_ now: Timestamp) {
        actions.append(.beat(Heartbeat(generation: generation, time: now, silent: neighbours.silent)))
    }

    /// Looks for what others have committed, as long as there are others.
    mutating func lookForForeignCommits() {
        isLooking = isBeating
        if isLooking { actions.append(.lookForForeignCommits) }
    }

    /// The next look follows in a while.
    mutating func looked(_ now: Timestamp) {
        isLooking = true
        timers.insert(.foreignCommits, at: now + configuration.foreignCommitPause)
    }

    private mutating func take(_ nodes: NodeList, isBeat: Bool, _ now: Timestamp) {
        let change = neighbours.take(nodes, isBeat: isBeat)
        if change.isOwnEnded {
            let silence = configuration.heartbeat * configuration.heartbeatsMissedMax
            actions.append(
                .fail(
                    StorageError(
                        .inUse,
                        "generation \(generation.number) of node '\(configuration.node)' was ended by another node, "
                            + "which had not heard of it for \(silence): start this one again")))
        } else if change.haveOthersEnded {
            lookAtAllThatIsDue(now)
            actions.append(.recover)
        }
    }
}
