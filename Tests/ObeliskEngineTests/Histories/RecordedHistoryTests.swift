import Foundation
import ObeliskCore
import ObeliskTestSupport
import Testing

@testable import ObeliskEngine

/// Histories that were recorded once, and replay, or park, in every later version.
///
/// `RECORD=1 swift test --filter RecordedHistoryTests` writes those that have no file yet; none is ever written anew.
@Suite("A recorded history")
struct RecordedHistoryTests {
    static let names = RecordedGuest.all.map(\.name)

    @Test("replays to its end, or parks with both sides named", arguments: names)
    func replays(name: String) async throws {
        let guest = try #require(RecordedGuest.all.first { $0.name == name })
        if RecordedHistory.isToBeRecorded(name) { try await record(guest).write(named: name) }
        let history = try RecordedHistory(named: name)
        let burst = try replay(history, history.beforeEnd, guest)
        guard let parked = history.parked else {
            let end = history.events[history.beforeEnd.count].event
            #expect(burst.events.first == end, "the guest comes to the same end")
            let closing = try replay(history, history.events.dropLast(), guest)
            let finished = try #require(history.events.last)
            #expect(closing.events == [finished.event], "a replay writes nothing but the end")
            return
        }
        #expect(burst.end == .parked(parked))
        #expect(burst.writes == [.event(.parked(parked))])
    }

    @Test("has a guest here")
    func isKnown() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: RecordedHistory.directory.path)
        #expect(Set(files.filter { $0.hasSuffix(".json") }) == Set(Self.names.map { $0 + ".json" }))
    }

    @Test("is there for a difference at every kind of event that a workflow meets again")
    func isComplete() throws {
        let histories = try Self.names.map { try RecordedHistory(named: $0) }
        let met = histories.flatMap(\.events).map(\.event).filter(\.isWorkflowHistory).map(\.kind)
        let differing = histories.compactMap { history in
            history.events.first { history.parked != nil && $0.version == history.parked?.version }?.event.kind
        }
        // That a set is closed follows from the call that met the event before: no guest comes between.
        #expect(Set(met).subtracting(differing) == ["join_set_closed"])
    }

    /// Runs the guest of today against the log without its end.
    private func replay(
        _ history: RecordedHistory, _ events: [LoggedEvent], _ guest: RecordedGuest
    ) throws -> Burst {
        guard case .created(let created)? = history.events.first?.event else {
            throw RecordedHistory.Malformed(message: "a history begins with 'created'")
        }
        let runtime = guest.runtime(guest.differing ?? guest.recorded)
        let machine = WorkflowMachine(
            id: history.execution, created: created,
            history: events,
            responses: history.responses)
        let run = WorkflowRun(
            component: created.component, machine: machine,
            environment: WorkflowRun.Environment(
                runtime: runtime, registry: runtime, clock: ManualClock(), writesMax: 1_000, bytesMax: 1 << 20))
        var burst = run.advance(with: [])
        while burst.end == .interrupted { burst = run.advance(with: []) }
        return burst
    }

    private func record(_ guest: RecordedGuest) async throws -> RecordedHistory {
        var simulation = try await Simulation(guest.runtime(guest.recorded))
        await simulation.submit(as: guest.function, id: "x", params: guest.params)
        let isDone = try await simulation.run()
        try #require(isDone)
        let stored = try await simulation.contents()[0]
        let history = RecordedHistory(
            execution: stored.row.id, events: stored.events, responses: stored.responses, parked: nil)
        guard guest.differing != nil else { return history }
        guard case .parked(let divergence) = try replay(history, history.beforeEnd, guest).end else {
            throw RecordedHistory.Malformed(message: "'\(guest.name)' does not differ")
        }
        return RecordedHistory(
            execution: stored.row.id, events: stored.events, responses: stored.responses, parked: divergence)
    }
}

extension Burst {
    /// What it would append to the log.
    fileprivate var events: [Event] {
        writes.compactMap { if case .event(let event) = $0 { event } else { nil } }
    }
}
