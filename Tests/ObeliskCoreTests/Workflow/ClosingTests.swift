import ObeliskTestSupport
import Testing

@testable import ObeliskCore

/// Closing by the guest, at the end of the function, and after a request to cancel.
struct ClosingTests {
    private let all = JoinSetID.generated(1)

    @Test func closeCancelsInReverseAndAwaitsTheRest() throws {
        var run = ScriptedRun([
            .create(), .submit(0, "a"), .submit(0, "firm"), .submitDelay(0, .after(.seconds(9))), .submit(0, "b"),
            .close(0), .openRequests(0), .next(0), .close(0),
        ])
        try run.proceed(to: .waits(on: all))
        let (a, b, delay) = (run.guest.children[0], run.guest.children[2], run.guest.delays[0])
        let closing = JoinSetClosing(joinSet: all, cancelled: [.child(b), .delay(delay), .child(a)])
        #expect(
            run.writes.suffix(4) == [
                .event(.joinSetClosing(closing)), .cancelChild(b), .cancelDelay(delay), .cancelChild(a),
            ])
        try run.runToEnd()
        #expect(run.guest.answers.suffix(4) == [.unhandled([]), .number(0), .response(nil), .unhandled([])])
        #expect(run.writes.count { $0 == .event(.joinSetClosed(all)) } == 1)
        run.expectReplaysFromEveryPrefix()
    }

    @Test func closeTellsEachFailureNobodyHandledOnce() throws {
        var run = ScriptedRun([
            .create(), .submit(0, "fail1"), .submit(0, "fail2"), .submit(0, "a"), .submit(0, "dead"),
            .submit(0, "firm"),
            .next(0), .close(0), .close(0),
        ])
        try run.proceed(to: .waits(on: all))
        for _ in 0..<3 { run.respond(toOpen: 0) }
        try run.runToEnd()
        let closing = JoinSetClosing(joinSet: all, cancelled: [.child(run.guest.children[3])])
        #expect(run.writes.contains(.event(.joinSetClosing(closing))), "what has answered is not asked to stop")
        let failure = UnhandledFailure(
            execution: run.guest.children[1], function: .demo("fail2"), outcome: .scripted("fail2"))
        #expect(
            run.guest.answers.suffix(2) == [.unhandled([failure]), .unhandled([])],
            "fail1 was taken, dead was cancelled by the closing, the others succeeded")
        run.expectReplaysFromEveryPrefix()
    }

    @Test func aChildThatEndsByItselfDespiteTheCancelIsTold() throws {
        var run = ScriptedRun([.create(), .submit(0, "a"), .close(0)])
        try run.proceed(to: .waits(on: all))
        run.respond(all, .child(run.guest.children[0], .failed(Failure(.timedOut))))
        try run.proceed(to: .ended)
        #expect(
            run.guest.answers.last
                == .unhandled([
                    UnhandledFailure(
                        execution: run.guest.children[0], function: .demo("a"), outcome: .failed(Failure(.timedOut)))
                ]))
    }

    @Test func aCancelThatTheClosingDidNotAskForIsTold() throws {
        var run = ScriptedRun([.create(), .submit(0, "a"), .cancelChild(0), .sleep(.now), .close(0)])
        try run.proceed(to: .waits(on: .oneOff(1, "sleep")))
        run.respond(toOpen: 0)
        try run.runToEnd()
        let failure = UnhandledFailure(
            execution: run.guest.children[0], function: .demo("a"), outcome: .failed(Failure(.cancelled)))
        #expect(run.guest.answers.last == .unhandled([failure]))
        run.expectReplaysFromEveryPrefix()
    }

    @Test func openSetsCloseWhenTheFunctionReturnsLatestFirst() throws {
        var run = ScriptedRun([
            .create(), .create("n"), .create(), .submit(1, "a"), .submit(0, "firm"), .submit(0, "b"), .submit(2, "c"),
            .next(2),
        ])
        try run.proceed(to: .waits(on: .generated(2)))
        run.respond(toOpen: 3)
        try run.proceed(to: .waits(on: JoinSetID(stored: "n:n")))
        let (a, firm, b) = (run.guest.children[0], run.guest.children[1], run.guest.children[2])
        let named = JoinSetID(stored: "n:n")
        let ok = Outcome.ok(JSONText(valid: "0"))
        let first = [
            Write.event(.returned(ok)), .event(.joinSetClosing(JoinSetClosing(joinSet: named, cancelled: [.child(a)]))),
            .cancelChild(a),
        ]
        #expect(run.writes.suffix(3) == first)
        run.respond(named, .child(a, .failed(Failure(.cancelled))))
        try run.proceed(to: .waits(on: all))
        run.respond(all, .child(b, .failed(Failure(.cancelled))))
        try run.proceed(to: .waits(on: all))
        run.respond(all, .child(firm, .ok(nil)))
        try run.proceed(to: .ended)
        #expect(
            run.writes.suffix(8) == [
                .event(.responseTaken(ResponseTaken(joinSet: named, member: .child(a)))), .event(.joinSetClosed(named)),
                .event(.joinSetClosing(JoinSetClosing(joinSet: all, cancelled: [.child(b)]))), .cancelChild(b),
                .event(.responseTaken(ResponseTaken(joinSet: all, member: .child(b)))),
                .event(.responseTaken(ResponseTaken(joinSet: all, member: .child(firm)))), .event(.joinSetClosed(all)),
                .event(.finished(ok)),
            ])
        #expect(run.machine.takeWrites().isEmpty && !run.machine.needsGuest)
        #expect(run.machine.outcome == ok, "the outcome stays known once all is closed")
        run.expectReplaysFromEveryPrefix()
    }

    @Test func nothingIsWrittenAboutSetsThatAreDone() throws {
        var run = ScriptedRun([.create(), .create(), .submit(1, "a"), .next(1)])
        try run.runToEnd()
        #expect(run.log.map(\.event.kind).suffix(2) == ["response_taken", "finished"])
    }

    @Test func aFunctionThatFailedClosesItsSetsAndEndsAsFailed() throws {
        var run = ScriptedRun([.create(), .submit(0, "a")])
        run.outcome = .failed(Failure(.trapped, reason: "unreachable"))
        try run.runToEnd()
        #expect(run.log.last?.event == .finished(run.outcome))
        #expect(
            run.log.map(\.event.kind).suffix(5) == [
                "returned", "join_set_closing", "response_taken", "join_set_closed", "finished",
            ])
        run.expectReplaysFromEveryPrefix()
    }

    /// Each prefix of a run that has everything open, taken up after a request to cancel; and each prefix of that.
    @Test func aCancelledWorkflowClosesFromEveryPointWithoutItsGuest() throws {
        var run = ScriptedRun([
            .create(), .submit(0, "a"), .submit(0, "firm"), .call("x"), .create("n"), .submitDelay(1, .now),
            .submit(1, "fail"), .next(0), .sleep(.now), .tryNext(1), .close(0), .call("y"), .submit(1, "z"),
        ])
        try run.runToEnd()
        for cut in run.cuts {
            let prefix = Array(run.log[..<cut])
            let hasReturned = prefix.contains { if case .returned = $0.event { true } else { false } }
            let responses = Array(run.responses[..<run.responsesStored(atLength: cut)])
            var cancelling = ScriptedRun([.call("never")], log: prefix, responses: responses, isCancelling: true)
            try cancelling.runToEnd()
            #expect(cancelling.guest.answers.isEmpty && cancelling.open.isEmpty)
            let outcome = hasReturned ? run.outcome : Outcome.failed(Failure(.cancelled))
            #expect(cancelling.log.last?.event == .finished(outcome))
            let kinds = cancelling.log.map(\.event.kind)
            for once in ["returned", "finished"] { #expect(kinds.count { $0 == once } <= 1) }
            let closings = cancelling.log.compactMap { entry -> JoinSetID? in
                if case .joinSetClosing(let closing) = entry.event { closing.joinSet } else { nil }
            }
            let closed = cancelling.log.compactMap { entry -> JoinSetID? in
                if case .joinSetClosed(let id) = entry.event { id } else { nil }
            }
            #expect(
                Set(closings).count == closings.count && Set(closings) == Set(closed) && closed.count == closings.count)

            for second in prefix.count..<cancelling.log.count {
                var again = ScriptedRun(
                    [], log: Array(cancelling.log[..<second]),
                    responses: Array(
                        cancelling.responses[..<max(responses.count, cancelling.responsesStored(atLength: second))]),
                    isCancelling: true)
                try again.follow(cancelling)
                #expect(again.log.map(\.event) == cancelling.log.map(\.event), "cut at \(cut), then at \(second)")
            }
        }
    }

    @Test func closingManySetsTakesTimeInProportion() throws {
        let count = 4_000
        var steps = [GuestStep](repeating: .create(), count: count)
        for index in 0..<count { steps.append(.submit(index, "a")) }
        var run = ScriptedRun(steps)
        let limits = WorkflowMachine.Limits(openRequestsMax: count, joinSetsMax: count)
        run = ScriptedRun(steps, limits: limits)
        _ = try run.proceed()
        run.open.reverse()
        while try run.proceed() != .ended { run.respond(toOpen: 0) }
        #expect(run.log.last?.event == .finished(run.outcome))
    }
}
