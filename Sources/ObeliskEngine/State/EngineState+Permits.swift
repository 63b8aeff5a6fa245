internal import DequeModule
internal import ObeliskCore

extension EngineState {
    /// Gives free permits to warm runs that can go on and to due rows, in turns.
    mutating func useFreePermits(of component: String, _ now: Timestamp) {
        guard let executor = executors[component], !isStopping else { return }
        while executor.permitsFree > 0 {
            let canClaim = executor.mayHaveDue && executor.claim == nil
            if canClaim, executor.isClaimsTurn || executor.ready.isEmpty {
                claim(for: executor, now)
            } else if let id = executor.ready.popFirst() {
                executor.isClaimsTurn = true
                guard let run = current(id), run.phase == .ready else { continue }
                run.holdsPermit = true
                executor.permitsTaken += 1
                goOn(run)
            } else {
                break
            }
        }
    }

    private mutating func claim(for executor: Executor, _ now: Timestamp) {
        let limit = min(configuration.claimMax, executor.permitsFree)
        executor.claim = (limit, executor.dueCount)
        executor.permitsTaken += limit
        executor.isClaimsTurn = false
        actions.append(
            .claim(
                ClaimRequest(
                    component: executor.component.name, limit: limit, now: now,
                    lock: lock(for: executor.component, at: now))))
    }

    /// Starts what a claim brought, and returns the permits it took for more than that.
    mutating func claimed(_ request: ClaimRequest, _ result: Result<[Claimed], StorageError>, _ now: Timestamp) {
        guard let executor = executors[request.component], let claim = executor.claim else { return }
        executor.claim = nil
        executor.permitsTaken -= claim.limit
        switch result {
        case .success(let claimed):
            executor.mayHaveDue = claimed.count == claim.limit || executor.dueCount != claim.dueCount
            executor.permitsTaken += claimed.count
            if let due = executor.latestDue, due > request.now {
                if due > now {
                    timers.insert(TimerEntry(at: due, subject: .component(request.component)))
                } else {
                    executor.mayHaveDue = true
                }
                executor.latestDue = nil
            }
            for one in claimed { begin(one.row, one.created, now) }
        case .failure(let error):
            guard error.isPassing else {
                actions.append(.fail(error))
                return
            }
            executor.mayHaveDue = false
            timers.insert(.claim(request.component), at: now + configuration.fullRetry)
        }
        useFreePermits(of: request.component, now)
    }

    /// Takes a permit if one is free.
    mutating func takePermit(of component: String) -> Bool {
        guard let executor = executors[component], executor.permitsFree > 0 else { return false }
        executor.permitsTaken += 1
        return true
    }

    /// Frees a permit, which goes to whoever is next at once.
    mutating func returnPermit(of component: String, _ now: Timestamp) {
        executors[component]?.permitsTaken -= 1
        useFreePermits(of: component, now)
    }

    /// Starts what was locked for this node; its permit is taken already. The store's answers may come in another order
    /// than its commits: what is here under a later epoch stays.
    mutating func begin(_ row: ExecutionRow, _ created: Created, _ now: Timestamp) {
        let id = nextID(for: row.id)
        let isFenced = fencedEarly.remove(row.id) != nil
        switch row.kind {
        case .workflow:
            if let other = runs[row.id] {
                // What the store answered late, of a lock that another has followed.
                guard other.epoch < row.epoch else { return returnPermit(of: row.component, now) }
                drop(other, now)
            }
            // Its row is free as soon as this generation has ended.
            guard !isStopping else { return returnPermit(of: row.component, now) }
            guard !isFenced else { return decline(row, now) }
            guard created.semantics <= Semantics.current else { return park(row, created, now) }
            let run = Run(id, component: row.component, version: row.version, epoch: row.epoch)
            run.holdsPermit = true
            runs[row.id] = run
            actions.append(.begin(id, row, created))
        case .activity, .activityStub, .activityExternal:
            // The last two only where a component was given code since.
            if let other = attempts[row.id] {
                guard other.epoch < row.epoch else { return returnPermit(of: row.component, now) }
                overtake(other, now)
            }
            var row = row
            if isFenced {
                row.version += 1
                row.epoch += 1
                row.hold = .cancelling
            }
            startAttempt(id, row, created, now)
        }
    }

    /// A workflow that was fenced before its claim was answered is not run. If the fence was an older one, the row is
    /// ours still, and is given back; otherwise this conflicts.
    private mutating func decline(_ row: ExecutionRow, _ now: Timestamp) {
        commit(.release, [.append(append(to: row, [], .pending(due: now), now))])
        returnPermit(of: row.component, now)
    }

    /// A log that was begun under rules that this version does not know cannot be replayed by it.
    private mutating func park(_ row: ExecutionRow, _ created: Created, _ now: Timestamp) {
        let divergence = Divergence(
            version: 0, recorded: "created under semantics \(created.semantics)",
            found: "this version of Obelisk, which knows semantics up to \(Semantics.current)")
        commit(.release, [.append(append(to: row, [.parked(divergence)], .parked, now))])
        returnPermit(of: row.component, now)
    }

    /// An attempt whose lease was lost is followed by another on this very node: it may not keep its permit.
    private mutating func overtake(_ stale: AttemptUnderWay, _ now: Timestamp) {
        attempts[stale.id.execution] = nil
        if stale.ending == nil { actions.append(.stopAttempt(stale.attempt.stopOrder, .cancelled)) }
        if stale.holdsPermit { returnPermit(of: stale.attempt.component, now) }
    }

    private func append(
        to row: ExecutionRow, _ events: [Event], _ transition: Transition, _ now: Timestamp
    ) -> Append {
        Append(
            execution: row.id, expectedVersion: row.version, epoch: row.epoch, events: events, transition: transition,
            time: now)
    }
}
