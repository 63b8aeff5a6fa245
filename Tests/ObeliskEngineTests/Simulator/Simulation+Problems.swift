import ObeliskCore
import ObeliskTestSupport

@testable import ObeliskEngine

extension Simulation {
    /// What must hold once all executions have ended and nothing is left to do.
    func problems(in contents: [StoredExecution]) async throws -> [String] {
        var problems = violations + contents.flatMap { $0.problems() }
        let byID = Dictionary(uniqueKeysWithValues: contents.map { ($0.row.id, $0) })
        for execution in contents {
            if let parent = execution.row.parent {
                let responses = byID[parent.execution]?.responses.filter { $0.member == .child(execution.row.id) } ?? []
                guard responses.count == 1, case .child(_, let outcome) = responses[0].body,
                    outcome == execution.outcome, responses[0].joinSet == parent.joinSet
                else {
                    problems.append("\(execution.row.id) did not answer its parent as it ended")
                    continue
                }
            }
            let lockCount = execution.events.count { if case .locked = $0.event { true } else { false } }
            if nodes.reduce(0, { $0 + $1.runtime.attempts(of: execution.row.id) }) > lockCount {
                problems.append("\(execution.row.id) ran more attempts than were locked")
            }
            let lines = told[execution.row.id] ?? []
            if lines.count != execution.output.count || Set(lines) != Set(execution.output) {
                problems.append("\(execution.row.id) wrote \(execution.output), and told was \(lines)")
            }
            if let problem = execution.problemOfReplay(node.configuration.workflow, node.runtime) {
                problems.append(problem)
            }
        }
        let timers = try await store.own.timers(from: Timestamp(microsecondsSinceEpoch: 0), limit: 10)
        if !timers.isEmpty { problems.append("timers are left: \(timers)") }
        if clock.now - began > .seconds(20 * 86_400) { problems.append("it took until \(clock.now)") }
        return problems + nodes.flatMap { $0.problems() }
    }

    /// Who waits for what, where nothing goes on.
    func standstill() async throws -> String {
        var lines = ["hangs at step \(stepCount), \(clock.now), generations \(nodes.map(\.generation.number))"]
        for id in unfinished {
            guard let row = try await store.own.execution(id) else { continue }
            let here = nodes.compactMap { node in
                node.state.runs[id].map { "run \($0.phase)" } ?? node.state.attempts[id].map { "attempt \($0.number)" }
            }
            lines.append(
                "\(id): \(row.status) \(row.state) of \(row.owner?.number ?? 0), version \(row.version); "
                    + (here.isEmpty ? "not here" : here.joined(separator: ", ")))
        }
        for node in nodes {
            for (name, executor) in node.state.executors.sorted(by: { $0.key < $1.key }) {
                lines.append(
                    "\(name): \(executor.permitsTaken) permits taken, mayHaveDue \(executor.mayHaveDue), "
                        + "claiming \(executor.claim != nil), ready \(executor.ready.count)")
            }
        }
        return lines.joined(separator: "\n")
    }
}

extension SimulatedNode {
    /// What must be left of a node's work once all has ended: nothing.
    fileprivate func problems() -> [String] {
        if isDown { return [] }
        var problems: [String] = []
        for (name, executor) in state.executors where executor.permitsTaken != 0 || executor.claim != nil {
            problems.append("\(executor.permitsTaken) permits of \(name) are not returned")
        }
        if !state.runs.isEmpty { problems.append("runs are left: \(state.runs.keys)") }
        if !state.attempts.isEmpty { problems.append("attempts are left: \(state.attempts.keys)") }
        if state.commitsUnderWay != 0 || !state.postponed.isEmpty { problems.append("commits are left") }
        if state.blockedCount != 0 { problems.append("\(state.blockedCount) count as blocked") }
        return problems.sorted()
    }
}

extension StoredExecution {
    /// Runs the guest once more against the finished log: it must do the same, to the end.
    func problemOfReplay(_ limits: WorkflowMachine.Limits, _ runtime: ScriptedRuntime) -> String? {
        let isCancelled = events.contains { $0.event == .cancelRequested }
        guard row.kind == .workflow, !isCancelled, case .created(let created)? = events.first?.event,
            let steps = runtime.steps(of: created.function), let outcome
        else { return nil }
        let history = events.prefix { if case .returned = $0.event { false } else { $0.event != .finished(outcome) } }
        var machine = WorkflowMachine(
            id: row.id, created: created, history: Array(history), responses: responses, limits: limits)
        var guest = ScriptedGuest(steps)
        do {
            while true {
                switch guest.next() {
                case .compute: continue
                case .call(let call):
                    switch try machine.handle(call) {
                    case .value(let result): guest.take(result)
                    case .trap(let reason): return end(machine, .failed(Failure(.trapped, reason: reason)), outcome)
                    case .blocked, .needs: return "\(row.id) replays to \(call), which its log does not answer"
                    }
                case .end(.returned(let found, _)): return end(machine, found, outcome)
                case .end(.trapped(let failure)): return end(machine, .failed(failure), outcome)
                }
            }
        } catch {
            return "\(row.id) does not replay: \(error)"
        }
    }

    private func end(_ machine: WorkflowMachine, _ found: Outcome, _ recorded: Outcome) -> String? {
        if !machine.isLive { return "\(row.id) replays without its last events" }
        return found == recorded ? nil : "\(row.id) replays to \(found) instead of \(recorded)"
    }
}
