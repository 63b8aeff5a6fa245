import ObeliskCore
import ObeliskTestSupport

extension StoredExecution {
    /// What must hold of a log whatever happened to it, once all executions have ended.
    func problems() -> [String] {
        (problemsOfLog() + problemsOfRow() + problemsOfResponses() + problemsOfAttempts()).map { "\(row.id) \($0)" }
    }

    private func problemsOfLog() -> [String] {
        var problems: [String] = []
        if events.map(\.version) != Array(0..<events.count) { problems.append("has gaps") }
        var epoch = 0
        for entry in events {
            if entry.event.startsEpoch { epoch += 1 }
            if entry.epoch != epoch { problems.append("has epoch \(entry.epoch) at \(entry.version), not \(epoch)") }
        }
        let finished = events.count { if case .finished = $0.event { true } else { false } }
        if finished != 1 || outcome == nil { problems.append("finished \(finished) times") }
        for entry in events {
            if case .parked(let divergence) = entry.event { problems.append("parked: \(divergence)") }
        }
        let keys = output.map { "\($0.position).\($0.ordinal)" }
        if Set(keys).count != keys.count { problems.append("has an output line twice") }
        return problems
    }

    private func problemsOfRow() -> [String] {
        var problems: [String] = []
        if row.version != events.count - 1 { problems.append("has version \(row.version)") }
        if row.epoch != events.last?.epoch { problems.append("has epoch \(row.epoch)") }
        if row.state != outcome.map({ .finished($0.kind) }) { problems.append("is \(row.state)") }
        if row.owner != nil || row.leaseUntil != nil { problems.append("is owned though it has ended") }
        return problems
    }

    private func problemsOfResponses() -> [String] {
        var problems: [String] = []
        var requested: Set<MemberID> = []
        var taken: Set<MemberID> = []
        for entry in events {
            switch entry.event {
            case .childRequested(let request) where request.refusal == nil: requested.insert(.child(request.child))
            case .delayRequested(let request): requested.insert(.delay(request.delay))
            case .responseTaken(let response):
                if !taken.insert(response.member).inserted { problems.append("took \(response.member) twice") }
            default: break
            }
        }
        let arrived = Set(responses.map(\.member))
        if arrived.count != responses.count { problems.append("was given a response twice") }
        if responses.map(\.sequence) != Array(1...responses.count + 1).dropLast() {
            problems.append("lacks a response")
        }
        if requested != taken { problems.append("left \(requested.symmetricDifference(taken))") }
        if !taken.isSubset(of: arrived) { problems.append("took what never arrived") }
        return problems
    }

    /// Attempts are counted: each lock is one unless it was given back, and each ends once at most.
    private func problemsOfAttempts() -> [String] {
        guard row.kind == .activity else { return row.attempt == 0 ? [] : ["counts attempts of a workflow"] }
        var begun = 0
        var isRunning = false
        for entry in events {
            switch entry.event {
            case .locked(let locked):
                if isRunning { return ["begins attempt \(begun + 1) though attempt \(begun) has not ended"] }
                begun += 1
                isRunning = true
                if locked.attempt != begun { return ["has attempt \(locked.attempt ?? 0) as its \(begun)."] }
            case .unlocked:
                if isRunning { begun -= 1 }
                isRunning = false
            case .attemptFailed(let end), .attemptTimedOut(let end), .attemptLost(let end):
                if end.attempt != begun || !isRunning { return ["ends attempt \(end.attempt) at \(entry.version)"] }
                isRunning = false
            default: break
            }
        }
        return row.attempt == begun ? [] : ["counts \(row.attempt) attempts of \(begun)"]
    }
}
