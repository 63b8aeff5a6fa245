internal import DequeModule
internal import ObeliskCore

extension EngineState {
    /// Gives free permits to warm runs that can go on and to due rows, in turns.
    mutating func useFreePermits(of component: String, _ now: Timestamp) {
        guard var executor = executors[component], !isStopping else { return }
        while executor.permitsFree > 0 {
            let canClaim = executor.mayHaveDue && executor.claim == nil
            if canClaim, executor.isClaimsTurn || executor.ready.isEmpty {
                claim(for: &executor, now)
            } else if let id = executor.ready.popFirst() {
                executor.isClaimsTurn = true
                guard var run = runs[id.execution], run.id == id, run.phase == .ready else { continue }
                run.holdsPermit = true
                executor.permitsTaken += 1
                goOn(&run)
                runs[id.execution] = run
            } else {
                break
            }
        }
        executors[component] = executor
    }

    private mutating func claim(for executor: inout Executor, _ now: Timestamp) {
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
        guard var executor = executors[request.component], let claim = executor.claim else { return }
        executor.claim = nil
        executor.permitsTaken -= claim.limit
        switch result {
        case .success(let claimed):
            executor.mayHaveDue = claimed.count == claim.limit || executor.dueCount != claim.dueCount
            executor.permitsTaken += claimed.count
            if let due = executor.latestDue, due > request.now {
                timers.insert(TimerEntry(at: due, subject: .component(request.component)))
            }
            executors[request.component] = executor
            for one in claimed { begin(one.row, one.created, now) }
        case .failure(let error):
            executors[request.component] = executor
            guard error.isPassing else {
                actions.append(.fail(error))
                return
            }
            executors[request.component]?.mayHaveDue = false
            timers.insert(
                TimerEntry(at: now + configuration.fullRetry, subject: .component(request.component)))
        }
        useFreePermits(of: request.component, now)
    }

    /// Takes a permit if one is free.
    mutating func takePermit(of component: String) -> Bool {
        guard let executor = executors[component], executor.permitsFree > 0 else { return false }
        executors[component]?.permitsTaken += 1
        return true
    }

    /// Frees a permit, which goes to whoever is next at once.
    mutating func returnPermit(of component: String, _ now: Timestamp) {
        executors[component]?.permitsTaken -= 1
        useFreePermits(of: component, now)
    }

    /// Starts what was locked for this node; its permit is taken already.
    mutating func begin(_ row: ExecutionRow, _ created: Created, _ now: Timestamp) {
        let id = nextID(for: row.id)
        let isFenced = fencedEarly.remove(row.id) != nil
        switch row.kind {
        case .workflow:
            if let stale = runs[row.id] { drop(stale, now) }
            guard !isFenced else { return returnPermit(of: row.component, now) }
            var run = Run(
                id: id, component: row.component, phase: .loading, body: nil, version: row.version, epoch: row.epoch)
            run.holdsPermit = true
            runs[row.id] = run
            actions.append(.begin(id, row, created))
        case .activity:
            var row = row
            if isFenced {
                row.version += 1
                row.epoch += 1
                row.hold = .cancelling
            }
            startAttempt(id, row, created, now)
        }
    }
}
