internal import ObeliskCore

extension EngineState {
    /// A tick has come, of those under way the earliest. It comes too early where the clock was set back meanwhile.
    mutating func ticked(_ now: Timestamp) {
        ticksUnderWay = max(0, ticksUnderWay - 1)
        while let earliest = armed.last, earliest <= now { armed.removeLast() }
        if armed.count > ticksUnderWay { armed.removeLast(armed.count - ticksUnderWay) }
        fire(now)
    }

    /// A step back of the clock that is smaller than this is none: events of several threads may come in another order
    /// than they were timed.
    private static let stepBackMin = Duration.milliseconds(100)

    /// Where the clock was set back, what waits for a span of time, rather than for an hour of the day, waits no longer
    /// for that; and what was due before, and was not claimed yet, is due later again, so that its timer is read anew.
    mutating func noteTime(_ now: Timestamp) {
        guard let latest, latest - now >= Self.stepBackMin else {
            self.latest = max(latest ?? now, now)
            return
        }
        self.latest = now
        timers.moveLocal(by: now - latest)
        timers.forgetStored()
        for attempt in attempts.values { attempt.move(by: now - latest) }
    }

    /// Carries out all timers that are due, the store's first.
    private mutating func fire(_ now: Timestamp) {
        while let entry = timers.popStored(until: now) {
            switch entry.subject {
            case .component(let component): becameDue(component, at: entry.at, now)
            case .delay(let delay): expire(delay, now)
            case .lease(let execution, let epoch): actions.append(.reclaim(execution, epoch: epoch))
            }
        }
        while let timer = timers.popLocal(until: now) {
            switch timer {
            case .attempt(let id): look(after: id, now)
            case .rest(let id):
                guard let run = current(id), run.phase == .resting else { continue }
                resume(run, now)
            case .retry(let number):
                guard let commit = postponed.removeValue(forKey: number) else { continue }
                commitsUnderWay -= 1
                if case .lease(let id) = commit.purpose { renewLease(of: id) } else { self.commit(commit) }
            case .eviction: evictionArmed = nil
            case .claim(let component): becameDue(component, at: now, now)
            case .heartbeat: beat(now)
            case .foreignCommits: lookForForeignCommits()
            case .recovery: actions.append(.recover)
            }
        }
    }

    /// The next page of the store's timers is here; a store that cannot be read is lost.
    mutating func timersRead(_ result: Result<[TimerEntry], StorageError>, _ now: Timestamp) {
        switch result {
        case .success(let page):
            timers.extend(with: page, isLast: page.count < configuration.pageMax)
            fire(now)
        case .failure(let error): actions.append(.fail(error))
        }
    }

    /// A commit for which the disk had no room to the end: its work is done again by whoever takes it up next, and so
    /// is an attempt whose result it held.
    mutating func giveUp(_ commit: Commit, _ now: Timestamp) {
        switch commit.purpose {
        case .burst(let id):
            guard let run = current(id) else { return }
            if case .attempt(let riding)? = run.riding?.alone.purpose { attempts[riding.execution] = nil }
            run.riding = nil
            drop(run, now)
        case .attempt(let id): attempts[id.execution] = nil
        case .delay, .release, .lease: break
        }
    }

    /// A delay is over: its response rides with a warm run that waits for it, else it is stored at once.
    private mutating func expire(_ delay: Delay, _ now: Timestamp) {
        guard timers.beginEnding(delay) else { return }
        let operation = Transaction.Operation.endDelay(delay, .expired)
        let alone = Commit(purpose: .delay, transaction: Transaction([operation]))
        let response = Response(joinSet: delay.joinSet, body: .delay(delay.id, .expired))
        let riding = Run.Riding(operations: [operation], response: response, alone: alone)
        if !ride(riding, to: delay.execution, now) { commit(alone) }
    }

    /// The server is asked to stop: nothing new begins, what waits is let go, what runs may finish. The rows stay as
    /// they are: they are free as soon as this generation has ended.
    mutating func stop(_ now: Timestamp) {
        isStopping = true
        for run in runs.values.sorted(by: { $0.id.serial < $1.id.serial }) {
            switch run.phase {
            case .blocked, .ready, .resting: drop(run, now)
            case .loading, .running, .committing, .reading: break
            }
        }
    }

    /// The grace is over: attempts are given back, and runs are left to whoever takes them up next.
    mutating func giveBack(_ now: Timestamp) {
        isGraceOver = true
        for attempt in attempts.values.sorted(by: { $0.id.serial < $1.id.serial }) where attempt.ending == nil {
            actions.append(.stopAttempt(attempt.attempt.stopOrder, .givenBack(reason: "the server stops", due: now)))
        }
        for run in runs.values.sorted(by: { $0.id.serial < $1.id.serial }) where run.phase != .committing {
            drop(run, now)
        }
        for (_, commit) in postponed.sorted(by: { $0.key < $1.key }) {
            commitsUnderWay -= 1
            giveUp(commit, now)
        }
        postponed = [:]
    }
}
