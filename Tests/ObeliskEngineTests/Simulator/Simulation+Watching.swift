import ObeliskCore
import ObeliskTestSupport

@testable import ObeliskEngine

extension Simulation {
    /// What may never be ordered, whatever happens.
    mutating func watch(_ action: EngineAction) {
        switch action {
        case .commit(let commit):
            guard case .burst(let id) = commit.purpose, pending.contains(where: { $0.isBurst(of: id) }) else { return }
            violations.append("two bursts of \(id.execution) are under way")
        case .advance(let id, _, _, _):
            guard pending.contains(where: { $0.isAdvance(of: id) }) else { return }
            violations.append("\(id.execution) is run twice at once")
        default: break
        }
    }

    /// An attempt starts only when what caused it is durable.
    mutating func checkCause(of attempt: Attempt) async {
        // The log, not the row: an attempt that was taken away and given back is counted there no more.
        let log = try? await store.own.events(of: attempt.id.execution, from: 0, limit: 1_000_000)
        let isStored = log?.contains { entry in
            if case .locked(let locked) = entry.event { locked.attempt == attempt.number } else { false }
        }
        if isStored != true {
            violations.append("attempt \(attempt.number) of \(attempt.id.execution) began before it was stored")
        }
    }
}

extension Pending {
    fileprivate func isBurst(of id: RunID) -> Bool {
        switch thing {
        case .action(.commit(let commit)), .event(.committed(let commit, _)), .late(let commit):
            commit.purpose == .burst(id)
        default: false
        }
    }

    fileprivate func isAdvance(of id: RunID) -> Bool {
        switch thing {
        case .action(.advance(let other, _, _, _)), .event(.advanced(let other, _)): other == id
        default: false
        }
    }
}
