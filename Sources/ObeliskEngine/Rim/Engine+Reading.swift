internal import ObeliskCore

extension Engine {
    /// Builds a run from its log; a fresh one has nothing to be read.
    func begin(_ id: RunID, _ row: ExecutionRow, _ created: Created) async -> EngineEvent {
        do {
            var history: [LoggedEvent] = []
            var responses: [Response] = []
            if row.version > 1 {
                // Side by side: what the log has taken is stored among the responses since long before the claim.
                async let logged = log(of: row.id, through: row.version)
                responses = try await self.responses(of: row.id, after: 0)
                history = try await logged.get()
            }
            let machine = WorkflowMachine(
                id: row.id, created: created, history: history, responses: responses,
                isCancelling: row.hold == .cancelling, limits: configuration.workflow)
            let run = WorkflowRun(
                component: row.component, machine: machine,
                environment: WorkflowRun.Environment(
                    runtime: ports.runtime, registry: ports.registry, clock: ports.clock,
                    writesMax: configuration.burstWritesMax, bytesMax: configuration.burstBytesMax))
            return .began(id, run, seen: responses.last?.sequence ?? 0)
        } catch {
            return .beginFailed(id, error)
        }
    }

    /// All responses behind a cursor, read page by page.
    func responses(of execution: ExecutionID, after sequence: Int) async throws(StorageError) -> [Response] {
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
    func eventOfSharing(_ action: EngineAction) async -> EngineEvent? {
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
    func reclaim(_ execution: ExecutionID, _ epoch: Int) async {
        guard let row = try? await ports.storage.execution(execution), row.epoch == epoch, row.state == .locked,
            let lease = row.leaseUntil, lease <= ports.clock.now
        else { return }
        let transactions = Recovery.transactions(for: [row], registry: ports.registry, now: ports.clock.now)
        _ = await ports.storage.commit(transactions)
    }
}
