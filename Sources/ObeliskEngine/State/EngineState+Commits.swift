internal import ObeliskCore

extension EngineState {
    /// A transaction was answered: what it recorded has its effect, is thrown away, or waits for room on the disk.
    mutating func committed(_ commit: Commit, _ outcome: CommitOutcome, _ now: Timestamp) {
        commitsUnderWay -= 1
        switch outcome {
        case .committed(let receipt): durable(commit, receipt, now)
        case .conflict(let conflict): conflicted(commit, conflict, now)
        case .refused where isGraceOver: giveUp(commit, now)
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
        case .delay: noteEnd(of: commit)
        case .lease(let id): leaseRenewed(id)
        case .release: break
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
            guard attempts[id.execution]?.id == id else { return }
            actions.append(.readRow(id))
        case .lease(let id):
            leaseRenewed(id)
            guard let attempt = attempts[id.execution], attempt.id == id, attempt.ending == nil else { return }
            actions.append(.stopAttempt(attempt.attempt.stopOrder, .cancelled))
        case .delay: noteEnd(of: commit)
        case .release: break
        }
    }

    /// The delay that a commit of its own was to end has ended.
    mutating func noteEnd(of commit: Commit) {
        for case .endDelay(let delay, _) in commit.transaction.operations { timers.ended(delay) }
    }

    /// A result came too late: if the attempt is ours still, it was asked to stop meanwhile, and ends so; otherwise it
    /// is somebody else's.
    mutating func rowRead(_ id: RunID, _ result: Result<ExecutionRow?, StorageError>, _ now: Timestamp) {
        guard let attempt = attempts[id.execution], attempt.id == id else { return }
        switch result {
        case .failure(let error): actions.append(.fail(error))
        case .success(let row):
            guard let row, row.owner == generation, row.state == .locked, row.hold == .cancelling,
                row.attempt == attempt.number
            else {
                attempts[id.execution] = nil
                return
            }
            attempt.version = row.version
            attempt.epoch = row.epoch
            attempt.ending = nil
            attemptEnded(id, .cancelled, isPermanent: false, lines: [], random: 0, now)
        }
    }
}
