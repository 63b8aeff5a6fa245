internal import ObeliskCore

/// What becomes of executions that ended generations left locked.
enum Recovery {
    /// One transaction each: a lost attempt counts and is followed by the next or by the end, a workflow is simply
    /// taken up again.
    static func transactions(
        for rows: [ExecutionRow], registry: any FunctionRegistry, now: Timestamp
    ) -> [Transaction] {
        rows.map { row in
            var append = Append(
                execution: row.id, expectedVersion: row.version, epoch: row.epoch, events: [],
                transition: .pending(due: now), time: now)
            if row.kind.isActivity {
                let policy = registry.component(named: row.component)?.retry ?? .standard
                let ending: AttemptDecision.Ending = row.hold == .cancelling ? .cancelled : .lost
                let decision = AttemptDecision(ending, attempt: row.attempt, policy: policy, now: now, random: 0)
                append.events = decision.events
                append.transition = decision.transition
            }
            return Transaction([.append(append)])
        }
    }
}
