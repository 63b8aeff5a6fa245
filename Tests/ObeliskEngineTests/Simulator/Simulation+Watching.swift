import ObeliskCore
import ObeliskTestSupport

@testable import ObeliskEngine

extension Simulation {
    /// What may never be ordered, whatever happens.
    mutating func watch(_ action: EngineAction, on number: Int) {
        switch action {
        case .commit(let commit):
            guard case .burst(let id) = commit.purpose,
                pending.contains(where: { $0.node == number && $0.isBurst(of: id) })
            else { return }
            violations.append("two bursts of \(id.execution) are under way")
        case .advance(let id, _, _, _):
            guard pending.contains(where: { $0.node == number && $0.isAdvance(of: id) }) else { return }
            violations.append("\(id.execution) is run twice at once")
        case .beat(let heartbeat) where !isHurried:
            for silent in heartbeat.silent {
                guard let ended = nodes.first(where: { $0.generation == silent.generation }), !ended.wasSilent else {
                    continue
                }
                violations.append("node \(number) takes \(silent.name) for dead, though it lived")
            }
        default: break
        }
    }

    /// An attempt starts only when what caused it is durable.
    mutating func checkCause(of attempt: Attempt) async {
        // The log, not the row: an attempt that was taken away and given back is counted there no more.
        let log = try? await store.own.events(of: attempt.id.execution, from: 0, limit: 1_000_000)
        let isStored = log?.contains { entry in
            if case .locked(let locked) = entry.event { locked.attempt == attempt.number } else { false }
        }
        if isStored != true {
            violations.append("attempt \(attempt.number) of \(attempt.id.execution) began before it was stored")
        }
    }

    /// Who owns what a run or an attempt is about to append to.
    func owners(of commit: Commit) async -> [ExecutionID: Generation?] {
        var owners: [ExecutionID: Generation?] = [:]
        for case .append(let append) in commit.transaction.operations {
            guard let row = try? await store.own.execution(append.execution) else { continue }
            owners[append.execution] = row.owner
        }
        return owners
    }

    /// Whoever has lost an execution writes nothing more to it.
    mutating func watch(
        _ outcome: CommitOutcome, of commit: Commit, _ owners: [ExecutionID: Generation?], on number: Int
    ) {
        guard case .committed = outcome else { return }
        let own = nodes[number].generation
        for case .append(let append) in commit.transaction.operations {
            nodes[number].storedStepCount += append.events.count { if case .responseTaken = $0 { true } else { false } }
        }
        for (execution, owner) in owners where owner != own {
            violations.append("\(own) wrote to \(execution), which \(owner as Any) owned")
        }
    }

    /// A node ends its process only where it has lost the store, or was ended by others.
    mutating func fail(_ error: StorageError, on number: Int) async throws {
        nodes[number].isFailed = true
        let isEnded = try await !store.own.nodes().live.contains { $0.generation == nodes[number].generation }
        if !isEnded, !nodes[number].isStoreLost { violations.append("node \(number) gives up: \(error)") }
    }

    /// After each event: no counter is ahead of what is stored, and whatever waits for the clock is covered by a tick
    /// that was really asked for.
    mutating func watch(_ number: Int) {
        if nodes[number].state.stepCount > nodes[number].storedStepCount {
            violations.append("node \(number) counts steps that are not stored")
        }
        guard let next = nodes[number].state.timers.next else { return }
        let latest = max(next, nodes[number].clock.now)
        guard let tick = nextTick(on: number), tick <= latest else {
            violations.append("no tick of node \(number) covers a timer at \(next)")
            return
        }
    }

    /// Where nothing more can happen until time moves: what is stored and due is under way, and what will be due is
    /// waited for.
    mutating func watchRest() async throws {
        for number in nodes.indices where nodes[number].isAtWork {
            if pending.contains(where: { $0.node == number && $0.isLate }) { continue }
            let node = nodes[number]
            // What others commit is noticed by the next look, and what found no room on the disk is tried again: each
            // is a tick like any other.
            var pause = node.state.neighbours.isAlone ? .zero : node.configuration.foreignCommitPause
            if node.faults.values.contains(.full) { pause = max(pause, node.configuration.fullRetry) }
            if let problem = try await problemOfTimers(node, nextTick(on: number), pause) {
                violations.append("node \(number) rests at \(node.clock.now) though \(problem)")
            }
            if let problem = try await problemOfWoken(node, pause) {
                violations.append("node \(number) rests at \(node.clock.now) though \(problem)")
            }
        }
    }

    private func problemOfTimers(
        _ node: SimulatedNode, _ tick: Timestamp?, _ pause: Duration
    ) async throws -> String? {
        for timer in try await node.storage.timers(from: Timestamp(microsecondsSinceEpoch: 0), limit: 3) {
            if case .component(let name) = timer.subject,
                node.state.executors[name].map({ $0.permitsFree <= 0 }) ?? true
            {
                continue
            }
            guard let tick, tick <= max(timer.at, node.clock.now) + pause else { return "nothing covers \(timer)" }
            if timer.at <= node.clock.now, pause == .zero { return "\(timer) is due" }
        }
        return nil
    }

    /// What waits in memory for what is stored.
    private func problemOfWoken(_ node: SimulatedNode, _ pause: Duration) async throws -> String? {
        // A row's time is that of the node that wrote it last.
        let skew = nodes.map { max($0.clock.offset, $0.clock.offset * -1) }.max() ?? .zero
        for id in try await node.storage.woken(of: node.generation, after: nil, limit: 100) {
            guard case .blocked? = node.state.runs[id]?.phase, let row = try await node.storage.execution(id),
                row.updatedAt + pause + skew <= node.clock.now
            else { continue }
            return "\(id) is blocked in memory, and its response is stored"
        }
        return nil
    }

    private func nextTick(on number: Int) -> Timestamp? {
        var next: Timestamp?
        for index in pending.indices where pending[index].node == number && pending[index].isTick {
            // One that is on its way comes at any time.
            let time = pending[index].time.map { $0 + nodes[number].clock.offset } ?? .init(microsecondsSinceEpoch: 0)
            next = min(next ?? time, time)
        }
        return next
    }
}

extension Pending {
    /// Whether it is a tick, or the wait for one.
    fileprivate var isTick: Bool {
        switch thing {
        case .action(.arm), .event(.ticked): true
        default: false
        }
    }

    fileprivate func isBurst(of id: RunID) -> Bool {
        switch thing {
        case .action(.commit(let commit)), .event(.committed(let commit, _)), .late(let commit):
            commit.purpose == .burst(id)
        default: false
        }
    }

    fileprivate func isAdvance(of id: RunID) -> Bool {
        switch thing {
        case .action(.advance(let other, _, _, _)), .event(.advanced(let other, _)): other == id
        default: false
        }
    }
}
