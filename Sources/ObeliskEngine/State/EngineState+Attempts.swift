internal import ObeliskCore

extension EngineState {
    /// Starts an attempt that was locked for this node; one whose execution is being cancelled ends at once.
    mutating func startAttempt(_ id: RunID, _ row: ExecutionRow, _ created: Created, _ now: Timestamp) {
        let component = executors[row.component]?.component
        let attempt = Attempt(
            id: id, component: row.component, created: created, version: row.version, epoch: row.epoch,
            number: row.attempt)
        let underWay = AttemptUnderWay(
            attempt, row, deadline: now + (component?.attemptDurationMax ?? .zero),
            leaseUntil: row.leaseUntil ?? now + configuration.lease)
        attempts[row.id] = underWay
        watch(underWay)
        if row.hold == .cancelling {
            attemptEnded(id, .cancelled, isPermanent: false, lines: [], random: 0, now)
        } else if isStopping {
            let ending = AttemptDecision.Ending.givenBack(reason: "the server stops", due: now)
            attemptEnded(id, ending, isPermanent: false, lines: [], random: 0, now)
        } else {
            actions.append(.startAttempt(attempt))
        }
    }

    /// An attempt has ended: its result rides with its parent if that waits for it here, else it is stored at once.
    mutating func attemptEnded(
        _ id: RunID, _ ending: AttemptDecision.Ending, isPermanent: Bool, lines: [OutputLine], random: UInt64,
        _ now: Timestamp
    ) {
        guard let attempt = attempts[id.execution], attempt.id == id, attempt.ending == nil else { return }
        if case .givenBack = ending, !isStopping { makeRoom(now) }
        let policy = executors[attempt.attempt.component]?.component.retry ?? .standard
        let decision = AttemptDecision(
            ending, attempt: attempt.number, policy: policy, isPermanent: isPermanent, now: now, random: random)
        var operations: [Transaction.Operation] = []
        if !lines.isEmpty { operations.append(.output(id.execution, lines)) }
        operations.append(
            .append(
                Append(
                    execution: id.execution, expectedVersion: attempt.version, epoch: attempt.epoch,
                    events: decision.events, transition: decision.transition, time: now)))
        let alone = Commit(purpose: .attempt(id), transaction: Transaction(operations))
        attempt.ending = alone
        if let outcome = decision.outcome, let parent = attempt.parent {
            let response = Response(joinSet: parent.joinSet, body: .child(id.execution, outcome))
            let riding = Run.Riding(operations: operations, response: response, alone: alone)
            if !ride(riding, to: parent.execution, now) { commit(alone) }
        } else {
            commit(alone)
        }
        guard attempt.holdsPermit else { return }
        attempt.holdsPermit = false
        returnPermit(of: attempt.attempt.component, now)
    }

    /// Lets a warm parent that waits for this very response run ahead on it.
    mutating func ride(_ riding: Run.Riding, to parent: ExecutionID, _ now: Timestamp) -> Bool {
        guard let run = runs[parent], run.phase == .blocked(on: riding.response.joinSet), !run.isFenced, !isStopping,
            run.riding == nil, takePermit(of: run.component)
        else { return false }
        unblock(run)
        run.holdsPermit = true
        run.riding = riding
        goOn(run)
        return true
    }

    /// The result of an attempt is stored, or somebody else's is.
    mutating func finishAttempt(of commit: Commit, _ now: Timestamp) {
        guard case .attempt(let id) = commit.purpose, attempts[id.execution]?.id == id else { return }
        attempts[id.execution] = nil
    }

    /// Sees to an attempt's lease and deadline.
    mutating func look(after id: RunID, _ now: Timestamp) {
        guard let attempt = attempts[id.execution], attempt.id == id else { return }
        if attempt.ending == nil, attempt.deadline <= now, !attempt.isStopping {
            attempt.isStopping = true
            actions.append(.stopAttempt(attempt.attempt.stopOrder, .timedOut))
        }
        if attempt.leaseUntil <= now + leaseReserve {
            attempt.leaseUntil = now + configuration.lease
            if !attempt.isRenewing { renewLease(of: id) }
        }
        watch(attempt)
    }

    /// Stores how long the attempt is to be left alone; at most one renewal of it is under way.
    mutating func renewLease(of id: RunID) {
        guard let attempt = attempts[id.execution], attempt.id == id else { return }
        attempt.isRenewing = true
        commit(.lease(id), [.extendLease(id.execution, epoch: attempt.epoch, until: attempt.leaseUntil)])
    }

    /// A renewal has come to its end.
    mutating func leaseRenewed(_ id: RunID) {
        if attempts[id.execution]?.id == id { attempts[id.execution]?.isRenewing = false }
    }

    private mutating func watch(_ attempt: AttemptUnderWay) {
        let renewal = attempt.leaseUntil + (.zero - leaseReserve)
        let isRunning = attempt.ending == nil && !attempt.isStopping
        timers.insert(.attempt(attempt.id), at: isRunning ? min(renewal, attempt.deadline) : renewal)
        if timers.localCount > 2 * (attempts.count + runs.count + postponed.count) + 64 {
            var timers = timers
            timers.compact { isAlive($0) }
            self.timers = timers
        }
    }

    private func isAlive(_ timer: Timers.Local) -> Bool {
        switch timer {
        case .attempt(let id): attempts[id.execution]?.id == id
        case .rest(let id): current(id)?.phase == .resting
        case .retry(let number): postponed[number] != nil
        case .eviction, .claim, .heartbeat, .foreignCommits, .recovery: true
        }
    }
}
