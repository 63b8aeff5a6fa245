internal import ObeliskCore

extension EngineState {
    /// The store tells what a commit, of whomever, has changed.
    mutating func take(_ notice: Notice, _ now: Timestamp) {
        switch notice {
        case .due(let component, let at):
            guard at <= now else {
                timers.insert(TimerEntry(at: at, subject: .component(component)))
                return
            }
            becameDue(component, at: at, now)
        case .delaySet(let delay): timers.insert(TimerEntry(at: delay.expiresAt, subject: .delay(delay)))
        case .response(let execution, let response, _, _): deliver(response, to: execution, now)
        case .fenced(let execution, let owner):
            guard owner == generation else { return }
            fence(execution, now)
        case .foreign:
            lookAtAllThatIsDue(now)
            beginSweep()
            if !isBeating { actions.append(.readNodes) }
        case .changed, .finished, .output: break
        }
    }

    /// What another process did may have made anything due, now or later.
    mutating func lookAtAllThatIsDue(_ now: Timestamp) {
        timers.forgetStored()
        for component in executors.keys.sorted() { becameDue(component, at: now, now) }
    }

    /// Rows of this component may be claimed from `time` on, which has come.
    mutating func becameDue(_ component: String, at time: Timestamp, _ now: Timestamp) {
        executors[component]?.becameDue(at: time)
        useFreePermits(of: component, now)
    }

    private mutating func deliver(_ response: Response, to execution: ExecutionID, _ now: Timestamp) {
        guard let run = runs[execution] else { return }
        switch run.place(of: response) {
        case .machine: run.note(response.sequence)
        case .inbox: run.inbox.append(response)
        case .wakes:
            run.inbox.append(response)
            wake(run, now)
        case nil: break
        }
    }

    /// A newer epoch has begun: a run is dropped as soon as no task has it, an attempt is stopped.
    private mutating func fence(_ execution: ExecutionID, _ now: Timestamp) {
        if runs[execution] == nil, attempts[execution] == nil { fencedEarly.insert(execution) }
        if let run = runs[execution] {
            switch run.phase {
            case .blocked, .ready, .resting: drop(run, now)
            case .loading, .running, .committing, .reading: run.isFenced = true
            }
        }
        if let attempt = attempts[execution] {
            // A command appends one event and begins one epoch; the attempt's end is decided under that one.
            attempt.version += 1
            attempt.epoch += 1
            attempt.isStopping = true
            if attempt.ending == nil { actions.append(.stopAttempt(attempt.attempt.stopOrder, .cancelled)) }
        }
    }
}
