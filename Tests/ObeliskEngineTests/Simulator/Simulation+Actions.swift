import ObeliskCore
import ObeliskTestSupport

@testable import ObeliskEngine

extension Simulation {
    /// Carries out an action; its event follows as something pending, as it would from another task.
    mutating func carryOut(_ action: EngineAction) async throws {
        switch action {
        case .claim(let request): await claim(request)
        case .commit(let commit): await self.commit(commit)
        case .begin(let id, let row, let created):
            let responses = row.version > 1 ? try await responses(of: row.id, after: 0) : []
            pending.append(.reading(id, row, created, responses))
        case .advance(let id, let run, let responses, _):
            pending.append(.event(.advanced(id, run.advance(with: responses))))
        case .startAttempt(let attempt):
            await checkCause(of: attempt)
            let body = ActivityAttempt(attempt, clock: clock, configuration: configuration)
            pending.append(.attempt(attempt.id, body, polledAt: nil))
        case .stopAttempt(let order, let ending): order.give(ending)
        case .readResponses(let id, let after):
            pending.append(.event(.responsesRead(id, .success(try await responses(of: id.execution, after: after)))))
        case .readTimers(let from):
            let page = try await store.own.timers(from: from, limit: configuration.pageMax)
            pending.append(.event(.timersRead(.success(page))))
        case .reclaim(let execution, let epoch): try await reclaim(execution, epoch)
        case .readRow(let id):
            pending.append(.event(.rowRead(id, .success(try await store.own.execution(id.execution)))))
        case .readWoken:
            let woken = try await store.own.woken(of: generation, after: nil, limit: 1_000_000)
            pending.append(.event(.wokenRead(.success(woken))))
        case .readNodes: pending.append(.event(.nodesRead(.success(try await store.own.nodes()))))
        case .beat(let heartbeat): pending.append(.event(.beaten(.success(try await store.own.beat(heartbeat)))))
        case .lookForForeignCommits:
            await store.own.lookForForeignCommits()
            hear()
            pending.append(.event(.looked))
        case .recover:
            try await recover(through: store.own)
            hear()
        case .arm: pending.append(.event(.ticked))
        case .endGrace: pending.append(.event(.graceEnded))
        case .fail: isFailed = true
        case .stopped: isStopped = true
        case .discard: break
        }
    }

    mutating func goOn(_ id: RunID, _ body: ActivityAttempt) async {
        guard let end = body.step(on: runtime) else {
            if let surplus = body.takeSurplus() { await apply(surplus) }
            pending.append(.attempt(id, body, polledAt: clock.now))
            return
        }
        pending.append(
            .event(
                .attemptEnded(
                    id, end.ending, isPermanent: end.isPermanent, lines: body.takeLines(), random: generator.next())))
    }

    /// All responses behind a cursor, page by page, as the engine reads them.
    private func responses(of execution: ExecutionID, after sequence: Int) async throws -> [Response] {
        var all: [Response] = []
        while true {
            let page = try await store.own.responses(
                of: execution, after: all.last?.sequence ?? sequence, limit: configuration.pageMax)
            all += page
            if page.count < configuration.pageMax { return all }
        }
    }

    mutating func begin(_ id: RunID, _ row: ExecutionRow, _ created: Created, _ responses: [Response]) async throws {
        var history: [LoggedEvent] = []
        while row.version > 1, history.count <= row.version {
            let page = try await store.own.events(of: row.id, from: history.count, limit: configuration.pageMax)
            if page.isEmpty { break }
            history += page
        }
        let machine = WorkflowMachine(
            id: row.id, created: created, history: history, responses: responses,
            isCancelling: row.hold == .cancelling, limits: configuration.workflow)
        let run = WorkflowRun(
            component: row.component, machine: machine,
            environment: WorkflowRun.Environment(
                runtime: runtime, registry: runtime, clock: clock, writesMax: configuration.burstWritesMax,
                bytesMax: configuration.burstBytesMax))
        pending.append(.event(.began(id, run, seen: responses.last?.sequence ?? 0)))
    }

    private mutating func reclaim(_ execution: ExecutionID, _ epoch: Int) async throws {
        guard let row = try await store.own.execution(execution), row.epoch == epoch, row.state == .locked,
            let lease = row.leaseUntil, lease <= clock.now
        else { return }
        for transaction in Recovery.transactions(for: [row], registry: runtime, now: clock.now) {
            await apply(transaction)
        }
    }
}

extension Simulation {
    private static let unknown = StorageError(.failed, "whether the commit was done is unknown (injected fault)")

    private mutating func countCommit() -> Fault? {
        commitCount += 1
        return faults[commitCount]
    }

    private mutating func claim(_ request: ClaimRequest) async {
        let fault = countCommit()
        if fault == .crashBefore {
            isFailed = true
            return
        }
        var result: Result<[Claimed], StorageError>
        if isStoreLost {
            result = .failure(Self.unknown)
        } else if fault == .full {
            result = .failure(StorageError(.full, "no room"))
        } else {
            do { result = .success(try await store.own.claim(request)) } catch { result = .failure(error) }
            if fault == .crashAfter { return isFailed = true }
            hear()
        }
        if fault == .reportFailed {
            isStoreLost = true
            result = .failure(Self.unknown)
        }
        pending.append(.event(.claimed(request, result)))
    }

    private mutating func commit(_ commit: Commit) async {
        switch countCommit() {
        case .crashBefore: isFailed = true
        case .full: pending.append(.event(.committed(commit, .refused(StorageError(.full, "no room")))))
        case .crashAfter:
            _ = await store.own.commit([commit.transaction])
            isFailed = true
        case .reportFailed:
            await write(commit, isReported: false)
            isStoreLost = true
        case .late: pending.append(.late(commit, untilStep: stepCount + 300))
        case nil: await write(commit)
        }
    }

    /// A commit reaches the store.
    mutating func write(_ commit: Commit, isReported: Bool = true) async {
        guard !isStoreLost else {
            pending.append(.event(.committed(commit, .fatal(Self.unknown))))
            return
        }
        let outcomes = await store.own.commit([commit.transaction])
        hear()
        pending.append(.event(.committed(commit, isReported ? outcomes[0] : .fatal(Self.unknown))))
    }
}
