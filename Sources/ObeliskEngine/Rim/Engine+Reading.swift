internal import ObeliskCore

extension Engine {
    /// Carries out an action that waits: for the store, or for the clock.
    func eventAfterWaiting(for action: EngineAction) async -> EngineEvent? {
        let storage = ports.storage
        switch action {
        case .claim(let request):
            do { return .claimed(request, .success(try await storage.claim(request))) } catch {
                return .claimed(request, .failure(error))
            }
        case .begin(let id, let row, let created): return await began(id, row, created)
        case .readResponses(let id, let after):
            do { return .responsesRead(id, .success(try await responses(of: id.execution, after: after))) } catch {
                return .responsesRead(id, .failure(error))
            }
        case .readTimers(let from):
            do {
                return .timersRead(.success(try await storage.timers(from: from, limit: configuration.pageMax)))
            } catch {
                return .timersRead(.failure(error))
            }
        case .readRow(let id):
            do { return .rowRead(id, .success(try await storage.execution(id.execution))) } catch {
                return .rowRead(id, .failure(error))
            }
        case .reclaim(let execution, let epoch):
            await reclaim(execution, epoch)
            return nil
        case .arm(let time):
            do { try await ports.clock.sleep(until: time) } catch { return nil }
            return .ticked
        case .endGrace(let time):
            do { try await ports.clock.sleep(until: time) } catch { return nil }
            return .graceEnded
        default: return await eventOfSharing(action)
        }
    }

    /// Builds a run from its log.
    private func began(_ id: RunID, _ row: ExecutionRow, _ created: Created) async -> EngineEvent {
        do {
            // Side by side: what the log has taken is stored among the responses since long before the claim.
            async let logged = log(of: row.id, through: row.version)
            let responses = try await self.responses(of: row.id, after: 0)
            return began(id, row, created, history: try await logged.get(), responses: responses)
        } catch {
            return .beginFailed(id, error)
        }
    }

    /// Builds a run from what was read of it; a fresh one has nothing to be read.
    func began(
        _ id: RunID, _ row: ExecutionRow, _ created: Created, history: [LoggedEvent] = [], responses: [Response] = []
    ) -> EngineEvent {
        let machine = WorkflowMachine(
            id: row.id, created: created, history: history, responses: responses,
            isCancelling: row.hold == .cancelling, limits: configuration.workflow)
        let run = WorkflowRun(component: row.component, machine: machine, environment: runEnvironment)
        return .began(id, run, seen: responses.last?.sequence ?? 0)
    }

    /// All responses behind a cursor, read page by page.
    private func responses(of execution: ExecutionID, after sequence: Int) async throws(StorageError) -> [Response] {
        var all: [Response] = []
        while true {
            let page = try await ports.storage.responses(
                of: execution, after: all.last?.sequence ?? sequence, limit: configuration.pageMax)
            all.append(contentsOf: page)
            if page.count < configuration.pageMax { return all }
        }
    }

    private func woken() async throws(StorageError) -> [ExecutionID] {
        var all: [ExecutionID] = []
        while true {
            let page = try await ports.storage.woken(of: generation, after: all.last, limit: configuration.pageMax)
            all += page
            if page.count < configuration.pageMax { return all }
        }
    }

    private func log(of execution: ExecutionID, through last: Int) async -> Result<[LoggedEvent], StorageError> {
        var all: [LoggedEvent] = []
        while all.count <= last {
            do {
                let page = try await ports.storage.events(of: execution, from: all.count, limit: configuration.pageMax)
                if page.isEmpty { break }
                all.append(contentsOf: page)
            } catch {
                return .failure(error)
            }
        }
        return .success(all)
    }

    /// Frees what ended generations left locked.
    func recover() async throws(StorageError) {
        while true {
            let rows = try await ports.storage.orphans(limit: configuration.pageMax)
            if rows.isEmpty { return }
            let transactions = Recovery.transactions(for: rows, registry: ports.registry, now: ports.clock.now)
            for outcome in await ports.storage.commit(transactions) {
                switch outcome {
                case .committed, .conflict: break
                case .refused(let error), .fatal(let error): throw error
                }
            }
        }
    }

    /// Carries out what is to be done because other nodes share the store.
    private func eventOfSharing(_ action: EngineAction) async -> EngineEvent? {
        let storage = ports.storage
        do throws(StorageError) {
            switch action {
            case .readWoken: return .wokenRead(.success(try await woken()))
            case .readNodes: return .nodesRead(.success(try await storage.nodes()))
            case .beat(let heartbeat): return .beaten(.success(try await storage.beat(heartbeat)))
            case .lookForForeignCommits:
                await storage.lookForForeignCommits()
                return .looked
            case .recover: try await recover()
            default: break
            }
            return nil
        } catch {
            if case .beat = action { return .beaten(.failure(error)) }
            return error.isPassing ? .recoveryPostponed : .nodesRead(.failure(error))
        }
    }

    /// Ends another generation's attempt whose lease has run out.
    private func reclaim(_ execution: ExecutionID, _ epoch: Int) async {
        guard let row = try? await ports.storage.execution(execution), row.epoch == epoch, row.state == .locked,
            let lease = row.leaseUntil, lease <= ports.clock.now
        else { return }
        let transactions = Recovery.transactions(for: [row], registry: ports.registry, now: ports.clock.now)
        _ = await ports.storage.commit(transactions)
    }
}
