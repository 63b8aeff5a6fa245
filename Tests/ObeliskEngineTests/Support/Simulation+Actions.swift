import ObeliskCore
import ObeliskTestSupport

@testable import ObeliskEngine

extension Simulation.Pending {
    /// When it may happen; nil for at once.
    var time: Timestamp? {
        switch self {
        case .action(.arm(let time)), .action(.endGrace(let time)): time
        default: nil
        }
    }
}

extension Simulation {
    /// Carries out an action; its event follows as something pending, as it would from another task.
    mutating func carryOut(_ action: EngineAction) {
        switch action {
        case .claim(let request): claim(request)
        case .commit(let commit): self.commit(commit)
        case .begin(let id, let row, let created): begin(id, row, created)
        case .advance(let id, let run, let responses, _):
            pending.append(.event(.advanced(id, run.advance(with: responses))))
        case .startAttempt(let attempt):
            let body = ActivityAttempt(attempt, clock: clock, exhaustedRetry: configuration.exhaustedRetry)
            pending.append(.attempt(attempt.id, body, polledAt: nil))
        case .stopAttempt(let order, let ending): order.give(ending)
        case .readResponses(let id, let after):
            let responses = store.logs[id.execution]?.responses.filter { $0.sequence ?? 0 > after } ?? []
            pending.append(.event(.responsesRead(id, .success(responses))))
        case .readTimers(let from):
            let page = store.timers(from: from, limit: configuration.pageMax, own: generation)
            pending.append(.event(.timersRead(.success(page))))
        case .reclaim(let execution, _):
            guard let row = store.logs[execution]?.row, row.state == .locked else { return }
            for transaction in Recovery.transactions(for: [row], registry: runtime, now: clock.now) {
                apply(transaction)
            }
        case .readRow(let id): pending.append(.event(.rowRead(id, .success(store.logs[id.execution]?.row))))
        case .arm: pending.append(.event(.ticked))
        case .endGrace: pending.append(.event(.graceEnded))
        case .fail: isFailed = true
        case .discard, .stopped: break
        }
    }

    mutating func goOn(_ id: RunID, _ body: ActivityAttempt) {
        guard let end = body.step(on: runtime) else {
            pending.append(.attempt(id, body, polledAt: clock.now))
            return
        }
        pending.append(
            .event(
                .attemptEnded(
                    id, end.ending, isPermanent: end.isPermanent, lines: body.takeLines(), random: generator.next())))
    }

    private mutating func claim(_ request: ClaimRequest) {
        switch countCommit() {
        case .crashBefore: isFailed = true
        case .full:
            pending.append(.event(.claimed(request, .failure(StorageError(.full, "no room")))))
        case .crashAfter:
            _ = try? store.claim(request)
            isFailed = true
        case nil:
            guard let (claimed, notices) = try? store.claim(request) else { preconditionFailure("a claim cannot fail") }
            hear(notices)
            pending.append(.event(.claimed(request, .success(claimed))))
        }
    }

    private mutating func commit(_ commit: Commit) {
        switch countCommit() {
        case .crashBefore: isFailed = true
        case .full:
            pending.append(.event(.committed(commit, .refused(StorageError(.full, "no room")))))
        case .crashAfter:
            _ = store.apply([commit.transaction], at: clock.now)
            isFailed = true
        case nil:
            let (outcomes, notices) = store.apply([commit.transaction], at: clock.now)
            hear(notices)
            pending.append(.event(.committed(commit, outcomes[0])))
        }
    }

    private mutating func countCommit() -> Fault? {
        commitCount += 1
        return fault(commitCount)
    }

    private mutating func begin(_ id: RunID, _ row: ExecutionRow, _ created: Created) {
        let log = store.logs[row.id]
        let history = row.version > 1 ? log?.events.prefix(row.version + 1) ?? [] : []
        let responses = row.version > 1 ? log?.responses ?? [] : []
        let machine = WorkflowMachine(
            id: row.id, created: created, history: Array(history), responses: responses,
            isCancelling: row.hold == .cancelling, limits: configuration.workflow)
        let run = WorkflowRun(
            component: row.component, machine: machine,
            environment: WorkflowRun.Environment(
                runtime: runtime, registry: runtime, clock: clock, writesMax: configuration.burstWritesMax))
        pending.append(.event(.began(id, run, seen: responses.last?.sequence ?? 0)))
    }
}
