internal import ObeliskCore

extension EngineState {
    mutating func committed(_ commit: Commit, _ outcome: CommitOutcome, _ now: Timestamp) {
        commitsUnderWay -= 1
        switch outcome {
        case .committed(let receipt): durable(commit, receipt, now)
        case .conflict(let conflict): conflicted(commit, conflict, now)
        case .refused:
            // Nothing was written: the same transaction is tried again until there is room.
            serial += 1
            postponed[serial] = commit
            commitsUnderWay += 1
            timers.insert(.retry(serial), at: now + configuration.fullRetry)
        case .fatal(let error): actions.append(.fail(error))
        }
    }

    private mutating func durable(_ commit: Commit, _ receipt: Receipt, _ now: Timestamp) {
        switch commit.purpose {
        case .burst(let id): burstCommitted(id, commit.transaction, receipt, now)
        case .attempt: finishAttempt(of: commit, now)
        case .lease, .delay, .release: break
        }
    }

    /// Someone else has won: the run is thrown away, a result is not.
    private mutating func conflicted(_ commit: Commit, _ conflict: Conflict, _ now: Timestamp) {
        switch commit.purpose {
        case .burst(let id):
            returnPermits(of: commit.transaction, now)
            guard let run = current(id) else { return }
            drop(run, now)
            // If only the result it ran ahead on was fenced, the row is still ours: give it back to be replayed.
            self.commit(
                .release,
                [
                    .append(
                        Append(
                            execution: id.execution, expectedVersion: run.version, epoch: run.epoch, events: [],
                            transition: .pending(due: now), time: now))
                ])
        case .attempt(let id):
            guard endAsCancelled(id, insteadOf: commit, now) == false else { return }
            finishAttempt(of: commit, now)
        case .lease(let id):
            guard let attempt = attempts[id.execution], attempt.id == id, attempt.ending == nil else { return }
            actions.append(.stopAttempt(id, .cancelled))
        case .delay, .release: break
        }
    }

    /// A result that came too late for a cancellation: the attempt is ours still, and ends as that asked.
    private mutating func endAsCancelled(_ id: RunID, insteadOf commit: Commit, _ now: Timestamp) -> Bool {
        guard var attempt = attempts[id.execution], attempt.id == id,
            case .append(let append) = commit.transaction.operations.last, append.epoch < attempt.epoch
        else { return false }
        attempt.ending = nil
        attempts[id.execution] = attempt
        attemptEnded(id, .cancelled, isPermanent: false, lines: [], random: 0, now)
        return true
    }
}
