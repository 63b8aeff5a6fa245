import ObeliskCore
import ObeliskEngine
import ObeliskTestSupport
import Testing

@testable import ObeliskServer

/// What a guest does to itself, nobody else feels: the engine has one thread for guests here.
@Suite(.timeLimit(.minutes(5))) struct HostileGuestTests {
    @Test func `a workflow and an activity that loop for ever hold up nobody, and are ended`() async throws {
        // No attempt ends by the clock before the test moves it, however slow the machine is.
        let clock = ManualClock()
        let server = try await ProbeServer(clock: clock, attemptDurationMax: .seconds(20))
        try await server.run { engine in
            let workflow = try await server.submit("flow", "spin")
            let activity = try await server.submit("act", "spin")
            for number in 0..<20 {
                let id = ExecutionID(stored: "fine-\(number)")
                try await server.submit(number % 2 == 0 ? "flow" : "act", "fine", [id])
                #expect(try await server.outcome(of: id, engine) == .ok(nil))
            }
            clock.advance(by: .seconds(20))
            guard case .failed(let failure)? = try await server.outcome(of: activity, engine) else {
                Issue.record("the activity's attempt went on")
                return
            }
            #expect(failure.kind == .timedOut)
            #expect(try await server.store.execution(workflow)?.state == .locked)
            _ = await server.store.commit([Transaction([.command(workflow, .cancel)])])
            #expect(try await server.outcome(of: workflow, engine) == .failed(Failure(.cancelled)))
        }
    }

    @Test(
        arguments: [
            ("flow", "hoard", FailureKind.trapped, "unreachable"), ("act", "hoard", .trapped, "unreachable"),
            ("flow", "pile", .trapped, "unreachable"),
            ("flow", "grab", .limitExceeded, "limit-reached: a guest may hold 1000 handles at once"),
            ("flow", "misuse", .trapped, "publish"),
        ], [8, 0])
    func `a guest that takes all it can get ends itself alone`(
        _ sample: (component: String, function: String, kind: FailureKind, reason: String), _ pooledInstancesMax: Int
    ) async throws {
        let server = try await ProbeServer(clock: SystemClock(), pooledInstancesMax: pooledInstancesMax)
        try await server.run { engine in
            let nap = try await server.submit("flow", "nap")
            var changes = engine.followers.changes(of: nap).makeAsyncIterator()
            while try await server.store.execution(nap)?.status != .blocked { await changes.next() }
            let id = try await server.submit(sample.component, sample.function)
            guard case .failed(let failure)? = try await server.outcome(of: id, engine) else {
                Issue.record("\(sample.function) did not fail")
                return
            }
            #expect(failure.kind == sample.kind && failure.reason?.contains(sample.reason) == true, "\(failure)")
            // Who waits beside it waits on, and who comes after it finds room.
            #expect(try await server.store.execution(nap)?.status.word == "blocked")
            let fine = try await server.submit(sample.component, "fine")
            #expect(try await server.outcome(of: fine, engine) == .ok(nil))
        }
    }

    @Test func `an activity that writes without end waits while its lines are stored, each once`() async throws {
        let server = try await ProbeServer(clock: ManualClock())
        var configuration = EngineConfiguration()
        configuration.attemptOutputBytesMax = 10_000
        try await server.run(configuration) { engine in
            let id = try await server.submit("act", "chat")
            var lines: [StoredOutputLine] = []
            while lines.count < 200 {
                lines += try await server.store.output(of: id, after: lines.last?.cursor ?? 0, limit: 100)
            }
            #expect(lines.map(\.line.ordinal) == Array(0..<lines.count))
            #expect(lines.allSatisfy { $0.line.text.utf8.count == 400 })
            _ = await server.store.commit([Transaction([.command(id, .cancel)])])
            #expect(try await server.outcome(of: id, engine) == .failed(Failure(.cancelled)))
        }
    }
}
