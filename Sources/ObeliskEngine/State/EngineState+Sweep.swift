internal import DequeModule
internal import ObeliskCore

extension EngineState {
    /// Another process has committed: each run is given what that may have stored for it.
    mutating func beginSweep() {
        guard sweep.current == nil, !sweep.isReadingWoken else {
            sweep.isOutdated = true
            return
        }
        sweep.isOutdated = false
        guard !runs.isEmpty else { return }
        sweep.isReadingWoken = true
        actions.append(.readWoken)
    }

    /// It was read which of this node's rows are due: those of its blocked runs have been woken.
    mutating func wokenRead(_ result: Result<[ExecutionID], StorageError>) {
        sweep.isReadingWoken = false
        switch result {
        case .failure(let error): actions.append(.fail(error))
        case .success(let woken):
            let woken = Set(woken)
            let rest = runs.values.filter { run in
                if case .blocked = run.phase { woken.contains(run.id.execution) } else { true }
            }
            sweep.rest = Deque(rest.map(\.id).sorted { $0.serial < $1.serial })
            continueSweep()
        }
    }

    private mutating func continueSweep() {
        sweep.current = nil
        while let id = sweep.rest.popFirst() {
            guard let run = current(id), run.phase != .loading, run.phase != .reading else { continue }
            sweep.current = id
            actions.append(.readResponses(id, after: run.seen))
            return
        }
        if sweep.isOutdated { beginSweep() }
    }

    /// Stored responses are here, for a run that is due with them or for one that was looked at.
    mutating func responsesRead(_ id: RunID, _ result: Result<[Response], StorageError>, _ now: Timestamp) {
        switch result {
        case .failure(let error): actions.append(.fail(error))
        case .success(let responses): take(responses, for: id, now)
        }
        if sweep.current == id { continueSweep() }
    }

    private mutating func take(_ responses: [Response], for id: RunID, _ now: Timestamp) {
        guard let run = current(id) else { return }
        run.add(responses)
        switch run.phase {
        case .reading: resume(run, now)
        case .blocked(let joinSet) where run.inbox.contains { $0.joinSet == joinSet }: wake(run, now)
        default: break
        }
    }
}
