internal import DequeModule
internal import ObeliskCore

extension EngineState {
    /// A run was built: it goes on, unless it was fenced or dropped meanwhile.
    mutating func began(_ id: RunID, _ body: WorkflowRun, _ seen: Int, _ now: Timestamp) {
        guard let run = current(id) else {
            actions.append(.discard(body))
            return
        }
        run.body = body
        run.seen = max(run.seen, seen)
        run.inbox.removeAll { $0.sequence ?? 0 <= seen }
        guard !run.isFenced else { return drop(run, now) }
        goOn(run)
    }

    /// A run's log could not be read: a damaged log parks its execution, any other error means that the store is lost.
    mutating func beginFailed(_ id: RunID, _ error: StorageError, _ now: Timestamp) {
        guard let run = current(id) else { return }
        drop(run, now)
        guard error.code == .damaged else {
            actions.append(.fail(error))
            return
        }
        // A log that cannot be read is nothing that running it again would mend.
        let divergence = Divergence(version: nil, recorded: "the stored log", found: error.message)
        commit(
            .release,
            [
                .append(
                    Append(
                        execution: id.execution, expectedVersion: run.version, epoch: run.epoch,
                        events: [.parked(divergence)], transition: .parked, time: now))
            ])
    }

    /// Runs the guest on with what has arrived.
    mutating func goOn(_ run: Run, isYielding: Bool = false) {
        guard let body = run.body else { return }
        run.phase = .running
        var responses = run.takeInbox()
        if let riding = run.riding { responses.append(riding.response) }
        actions.append(.advance(run.id, body, responses, isYielding: isYielding))
    }

    /// A guest can do no more: its burst is committed, even one without events; only a plain interruption is not.
    mutating func advanced(_ id: RunID, _ burst: Burst, _ now: Timestamp) {
        guard let run = current(id) else { return }
        guard !run.isFenced else { return drop(run, now) }
        if case .interrupted = burst.end { return goOn(run, isYielding: true) }
        if case .exhausted = burst.end { makeRoom(now) }
        run.phase = .committing
        run.burst = burst
        let operations = transaction(for: run, burst, now)
        if burst.releasesPermit, run.holdsPermit {
            run.holdsPermit = false
            returnPermit(of: run.component, now)
        }
        commit(.burst(id), operations)
    }

    /// A burst is durable: what it asked for starts, and the run goes on or waits.
    mutating func burstCommitted(_ id: RunID, _ transaction: Transaction, _ receipt: Receipt, _ now: Timestamp) {
        startCreated(transaction, receipt, now)
        guard let run = current(id), let burst = run.burst else { return }
        if let riding = run.riding {
            finishAttempt(of: riding.alone, now)
            noteEnd(of: riding.alone)
            run.note(receipt.sequences.first)
        }
        run.riding = nil
        run.burst = nil
        for case .append(let append) in transaction.operations where append.execution == id.execution {
            run.version += append.events.count
            for case .responseTaken in append.events { stepCount += 1 }
        }
        guard !run.isFenced, !isGraceOver else { return drop(run, now) }
        goOn(run, after: burst, isDueAtOnce: receipt.isDueAtOnce, now)
    }

    private mutating func goOn(_ run: Run, after burst: Burst, isDueAtOnce: Bool, _ now: Timestamp) {
        switch burst.end {
        case .finished, .parked, .exhausted: return drop(run, now)
        case .yielded, .interrupted: goOn(run)
        case .polling(let joinSet):
            let isMiss = !run.inbox.contains { $0.joinSet == joinSet }
            run.pollMisses = isMiss ? run.pollMisses + 1 : 0
            guard isMiss, run.pollMisses > 1 else { return goOn(run) }
            guard !isStopping else { return drop(run, now) }
            run.phase = .resting
            let heldPermit = run.holdsPermit
            run.holdsPermit = false
            if heldPermit { returnPermit(of: run.component, now) }
            let pause = Duration.milliseconds(1).doubled(times: run.pollMisses - 2)
            timers.insert(.rest(run.id), at: now + min(pause, configuration.pollBackoffMax))
        case .blocked(let joinSet):
            run.pollMisses = 0
            guard !isStopping else { return drop(run, now) }
            run.phase = .blocked(on: joinSet)
            run.blockedSince = now
            blockedCount += 1
            blocked.append((run.id, now))
            if run.inbox.contains(where: { $0.joinSet == joinSet }) {
                wake(run, now)
            } else if isDueAtOnce {
                unblock(run)
                run.phase = .reading
                actions.append(.readResponses(run.id, after: run.seen))
            }
        }
    }

    /// A blocked run has what it waits for.
    mutating func wake(_ run: Run, _ now: Timestamp) {
        unblock(run)
        resume(run, now)
    }

    /// Goes on if a permit is free, and queues for one otherwise.
    mutating func resume(_ run: Run, _ now: Timestamp) {
        if run.holdsPermit || takePermit(of: run.component) {
            run.holdsPermit = true
            goOn(run)
        } else if isStopping {
            drop(run, now)
        } else {
            run.phase = .ready
            executors[run.component]?.ready.append(run.id)
        }
    }

    /// Takes a run out of those that may be evicted; its entry in `blocked` is passed over from now on.
    mutating func unblock(_ run: Run) {
        guard run.blockedSince != nil else { return }
        run.blockedSince = nil
        blockedCount -= 1
    }

    /// Lets go of a run; what it had in memory is replayed by whoever takes it up next. A result that rode with it is
    /// stored on its own.
    mutating func drop(_ run: Run, _ now: Timestamp) {
        unblock(run)
        runs[run.id.execution] = nil
        if let riding = run.riding { commit(riding.alone) }
        if let body = run.body { actions.append(.discard(body)) }
        if run.holdsPermit { returnPermit(of: run.component, now) }
    }

    /// The run of this very stay, if it is still here.
    func current(_ id: RunID) -> Run? {
        guard let run = runs[id.execution], run.id == id else { return nil }
        return run
    }

    /// Evicts the longest blocked beyond the limits of count and age; the row is let go, so that anyone may wake it.
    mutating func evict(_ now: Timestamp) {
        while let first = blocked.first {
            guard let run = current(first.id), case .blocked = run.phase, run.blockedSince == first.since else {
                blocked.removeFirst()
                continue
            }
            let isOld = first.since + configuration.warmDurationMax <= now
            guard blockedCount > configuration.warmRunsMax || isOld else { break }
            blocked.removeFirst()
            release(run, now)
        }
        if blocked.count > 2 * blockedCount + 64 {
            blocked = blocked.filter { entry in current(entry.id)?.blockedSince == entry.since }
        }
        if let first = blocked.first, evictionArmed == nil {
            let at = first.since + configuration.warmDurationMax
            evictionArmed = at
            timers.insert(.eviction, at: at)
        }
    }

    /// There was no room for an instance: the longest blocked makes some.
    mutating func makeRoom(_ now: Timestamp) {
        while let first = blocked.popFirst() {
            guard let run = current(first.id), case .blocked = run.phase, run.blockedSince == first.since else {
                continue
            }
            return release(run, now)
        }
    }

    /// Gives up a blocked run's memory and ownership.
    mutating func release(_ run: Run, _ now: Timestamp) {
        drop(run, now)
        commit(
            .release,
            [
                .append(
                    Append(
                        execution: run.id.execution, expectedVersion: run.version, epoch: run.epoch, events: [],
                        transition: .released, time: now))
            ])
    }
}
