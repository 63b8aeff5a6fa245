import ObeliskCore

/// All that a store holds of one execution, read through the port.
struct StoredExecution: Hashable, Sendable {
    let row: ExecutionRow
    let events: [LoggedEvent]
    let responses: [Response]
    let output: [OutputLine]

    var outcome: Outcome? {
        guard case .finished(let outcome) = events.last?.event else { return nil }
        return outcome
    }

    /// What the workflow did, without what is a matter of time: when things happened, how many polls found nothing,
    /// and which of the children and delays in flight in one join set answered first. That a response of the set was
    /// taken just there counts.
    var essence: [String] {
        var steps: [String] = []
        var taken: [String] = []
        for entry in events {
            switch entry.event {
            case .responseTaken(let response):
                steps.append("response of \(response.joinSet) taken by \(response.function?.text ?? "any")")
                taken.append(entry.event.body.text)
            case .delayRequested(let request):
                steps.append("delay \(request.delay) \(request.at) \(request.name ?? "")")
            case .valueRecorded(.now): steps.append("now")
            case .joinSetCreated, .childRequested, .delayCancelRequested, .childCancelRequested, .joinSetClosed,
                .scheduled, .stubbed, .valueRecorded, .published:
                steps.append("\(entry.event.kind) \(entry.event.body)")
            default: break
            }
        }
        return steps + taken.sorted()
    }
}

extension StoredExecution {
    /// All executions of a store, by id.
    static func all(in storage: any Storage) async throws -> [StoredExecution] {
        var all: [StoredExecution] = []
        for row in try await storage.executions(ExecutionQuery(limit: 100_000)).sorted(by: { $0.id < $1.id }) {
            all.append(
                StoredExecution(
                    row: row, events: try await storage.events(of: row.id, from: 0, limit: 1_000_000),
                    responses: try await storage.responses(of: row.id, after: 0, limit: 1_000_000),
                    output: try await storage.output(of: row.id, after: 0, limit: 1_000_000).map(\.line)))
        }
        return all
    }
}

extension Simulation {
    /// All executions, by id.
    func contents() async throws -> [StoredExecution] { try await StoredExecution.all(in: store.own) }
}
