import ObeliskCore
import ObeliskTestSupport

@testable import ObeliskEngine

extension Simulation {
    /// Carries out an action; its event follows as something pending, as it would from another task.
    mutating func carryOut(_ action: EngineAction, on number: Int) async throws {
        let storage = nodes[number].storage
        switch action {
        case .claim(let request): await claim(request, on: number)
        case .commit(let commit): await self.commit(commit, on: number)
        case .begin(let id, let row, let created):
            let responses = row.version > 1 ? try await responses(of: row.id, after: 0, on: number) : []
            pending.append(Pending(.reading(id, row, created, responses), on: number))
        case .advance(let id, let run, let responses, _):
            pending.append(.event(.advanced(id, run.advance(with: responses)), on: number))
        case .startAttempt(let attempt):
            await checkCause(of: attempt)
            let body = ActivityAttempt(
                attempt, clock: nodes[number].clock, configuration: nodes[number].configuration)
            pending.append(.attempt(attempt.id, body, polledAt: nil, on: number))
        case .stopAttempt(let order, let ending): order.give(ending)
        case .readResponses(let id, let after):
            let responses = try await responses(of: id.execution, after: after, on: number)
            pending.append(.event(.responsesRead(id, .success(responses)), on: number))
        case .readTimers(let from):
            let page = try await storage.timers(from: from, limit: nodes[number].configuration.pageMax)
            pending.append(.event(.timersRead(.success(page)), on: number))
        case .reclaim(let execution, let epoch): try await reclaim(execution, epoch, on: number)
        case .readRow(let id):
            pending.append(.event(.rowRead(id, .success(try await storage.execution(id.execution))), on: number))
        case .readWoken, .readNodes, .beat, .lookForForeignCommits, .recover: try await share(action, on: number)
        case .arm: pending.append(.event(.ticked, on: number))
        case .endGrace: pending.append(.event(.graceEnded, on: number))
        case .fail(let error): try await fail(error, on: number)
        case .stopped: nodes[number].isStopped = true
        case .discard: break
        }
    }

    /// Carries out what is to be done because other nodes share the store.
    private mutating func share(_ action: EngineAction, on number: Int) async throws {
        let storage = nodes[number].storage
        switch action {
        case .readWoken:
            let woken = try await storage.woken(of: nodes[number].generation, after: nil, limit: 1_000_000)
            pending.append(.event(.wokenRead(.success(woken)), on: number))
        case .readNodes:
            pending.append(.event(.nodesRead(.success(try await storage.nodes())), on: number))
        case .beat(let heartbeat):
            let live = try await storage.beat(heartbeat)
            hear(on: number)
            pending.append(.event(.beaten(.success(live)), on: number))
        case .lookForForeignCommits:
            await storage.lookForForeignCommits()
            hear(on: number)
            pending.append(.event(.looked, on: number))
        case .recover:
            try await recover(through: storage, now: nodes[number].clock.now)
            hear(on: number)
        default: break
        }
    }

    mutating func goOn(_ id: RunID, _ body: ActivityAttempt, on number: Int) async {
        guard let end = body.step(on: nodes[number].runtime) else {
            if let surplus = body.takeSurplus() {
                _ = await nodes[number].storage.commit([surplus])
                hear(on: number)
            }
            pending.append(.attempt(id, body, polledAt: clock.now, on: number))
            return
        }
        pending.append(
            .event(
                .attemptEnded(
                    id, end.ending, isPermanent: end.isPermanent, lines: body.takeLines(), random: generator.next()),
                on: number))
    }

    /// All responses behind a cursor, page by page, as the engine reads them.
    private func responses(
        of execution: ExecutionID, after sequence: Int, on number: Int
    ) async throws -> [Response] {
        let pageMax = nodes[number].configuration.pageMax
        var all: [Response] = []
        while true {
            let page = try await nodes[number].storage.responses(
                of: execution, after: all.last?.sequence ?? sequence, limit: pageMax)
            all += page
            if page.count < pageMax { return all }
        }
    }

    mutating func begin(
        _ id: RunID, _ row: ExecutionRow, _ created: Created, _ responses: [Response], on number: Int
    ) async throws {
        let node = nodes[number]
        var history: [LoggedEvent] = []
        while row.version > 1, history.count <= row.version {
            let page = try await node.storage.events(
                of: row.id, from: history.count, limit: node.configuration.pageMax)
            if page.isEmpty { break }
            history += page
        }
        let machine = WorkflowMachine(
            id: row.id, created: created, history: history, responses: responses,
            isCancelling: row.hold == .cancelling, limits: node.configuration.workflow)
        let run = WorkflowRun(
            component: row.component, machine: machine,
            environment: WorkflowRun.Environment(
                runtime: node.runtime, registry: node.runtime, clock: node.clock,
                writesMax: node.configuration.burstWritesMax, bytesMax: node.configuration.burstBytesMax))
        pending.append(.event(.began(id, run, seen: responses.last?.sequence ?? 0), on: number))
    }

    private mutating func reclaim(_ execution: ExecutionID, _ epoch: Int, on number: Int) async throws {
        let node = nodes[number]
        guard let row = try await node.storage.execution(execution), row.epoch == epoch, row.state == .locked,
            let lease = row.leaseUntil, lease <= node.clock.now
        else { return }
        for transaction in Recovery.transactions(for: [row], registry: node.runtime, now: node.clock.now) {
            _ = await node.storage.commit([transaction])
            hear(on: number)
        }
    }
}

extension Simulation {
    private static let unknown = StorageError(.failed, "whether the commit was done is unknown (injected fault)")

    private mutating func countCommit(on number: Int) -> Fault? {
        nodes[number].commitCount += 1
        return nodes[number].faults[nodes[number].commitCount]
    }

    private mutating func claim(_ request: ClaimRequest, on number: Int) async {
        let fault = countCommit(on: number)
        if fault == .crashBefore {
            nodes[number].isFailed = true
            return
        }
        var result: Result<[Claimed], StorageError>
        if nodes[number].isStoreLost {
            result = .failure(Self.unknown)
        } else if fault == .full {
            result = .failure(StorageError(.full, "no room"))
        } else {
            do { result = .success(try await nodes[number].storage.claim(request)) } catch { result = .failure(error) }
            if fault == .crashAfter {
                nodes[number].isFailed = true
                return
            }
            hear(on: number)
        }
        if fault == .reportFailed {
            nodes[number].isStoreLost = true
            result = .failure(Self.unknown)
        }
        pending.append(.event(.claimed(request, result), on: number))
    }

    private mutating func commit(_ commit: Commit, on number: Int) async {
        switch countCommit(on: number) {
        case .crashBefore: nodes[number].isFailed = true
        case .full:
            pending.append(.event(.committed(commit, .refused(StorageError(.full, "no room"))), on: number))
        case .crashAfter:
            _ = await nodes[number].storage.commit([commit.transaction])
            nodes[number].isFailed = true
        case .reportFailed:
            await write(commit, isReported: false, on: number)
            nodes[number].isStoreLost = true
        case .late: pending.append(.late(commit, untilStep: stepCount + 300, on: number))
        case nil: await write(commit, on: number)
        }
    }

    /// A commit reaches the store.
    mutating func write(_ commit: Commit, isReported: Bool = true, on number: Int) async {
        guard !nodes[number].isStoreLost else {
            pending.append(.event(.committed(commit, .fatal(Self.unknown)), on: number))
            return
        }
        let owners = await owners(of: commit)
        let outcome = await nodes[number].storage.commit([commit.transaction])[0]
        watch(outcome, of: commit, owners, on: number)
        hear(on: number)
        pending.append(.event(.committed(commit, isReported ? outcome : .fatal(Self.unknown)), on: number))
    }
}
