import ObeliskTestSupport
import Testing

@testable import ObeliskCore

/// Join sets that a guest holds: creating, submitting, taking, polling.
struct JoinSetTests {
    @Test func setsAreNamedByTheGuestOrByNumber() throws {
        var run = ScriptedRun([
            .create(), .create("mine/1"), .create(), .create("mine/1"), .create(""), .create("ä b"), .create("o-1"),
        ])
        try run.runToEnd()
        #expect(
            run.guest.answers == [
                .joinSet(JoinSetID(stored: "g:1")), .joinSet(JoinSetID(stored: "n:mine/1")),
                .joinSet(JoinSetID(stored: "g:2")), .joinSetRefused(.nameTaken), .joinSetRefused(.invalidName("")),
                .joinSetRefused(.invalidName("ä b")), .joinSet(JoinSetID(stored: "n:o-1")),
            ])
        #expect(run.log.count == ScriptedRun.life.count + 4 + 1)
        run.expectReplaysFromEveryPrefix()
    }

    @Test func requestsAreNumberedWithinTheirSetRefusedOnesToo() throws {
        var run = ScriptedRun([
            .create("s"), .submit(0, "fibo"), .submit(0, "missing"), .submitDelay(0, .after(.seconds(1))),
            .submitDelay(0, .now), .submit(0, "firm"), .openRequests(0),
        ])
        _ = try run.proceed()
        let id = ScriptedRun.id.text
        #expect(
            run.guest.answers.dropFirst() == [
                .execution(ExecutionID(stored: "\(id).n:s_1")), .refused(.functionNotFound),
                .delay(DelayID(stored: "Delay_\(id.dropFirst(2)).n:s_1")),
                .delay(DelayID(stored: "Delay_\(id.dropFirst(2)).n:s_2")),
                .execution(ExecutionID(stored: "\(id).n:s_3")),
                .number(4),
            ])
    }

    @Test func nextTakesInOrderOfArrivalAndThenAnswersAllProcessed() throws {
        var run = ScriptedRun([
            .create(), .submit(0, "a"), .submit(0, "fail"), .submitDelay(0, .now), .next(0), .openRequests(0), .next(0),
            .next(0), .next(0), .openRequests(0), .outcome(0), .outcome(1), .delayOutcome(0),
        ])
        try run.proceed(to: .waits(on: .generated(1)))
        run.respond(toOpen: 2, wakes: true)
        run.respond(toOpen: 1)
        run.respond(toOpen: 0)
        try run.proceed(to: .ended)
        let (first, second, delay) = (run.guest.children[0], run.guest.children[1], run.guest.delays[0])
        #expect(
            run.guest.answers.dropFirst(4) == [
                .response(.delay(delay, .expired)), .number(2),
                .response(.child(second, function: .demo("fail"), .scripted("fail"))),
                .response(.child(first, function: .demo("a"), .scripted("a"))), .response(nil), .number(0),
                .optionalOutcome(.scripted("a")), .optionalOutcome(.scripted("fail")), .optionalDelayOutcome(.expired),
            ])
        run.expectReplaysFromEveryPrefix()
    }

    @Test func aTypedNextIsHandedTheResponseOfAnotherFunction() throws {
        var run = ScriptedRun([.create(), .submit(0, "a"), .next(0, asking: "b"), .next(0, asking: "b")])
        try run.runToEnd()
        #expect(
            run.guest.answers.dropFirst(2) == [
                .response(.child(run.guest.children[0], function: .demo("a"), .scripted("a"))), .response(nil),
            ])
        let taken = ResponseTaken(
            joinSet: .generated(1), member: .child(run.guest.children[0]), function: .demo("b"))
        #expect(run.writes.contains(.event(.responseTaken(taken))))
        run.expectReplaysFromEveryPrefix()
    }

    @Test func whatHasArrivedIsTakenWithoutWaiting() throws {
        var run = ScriptedRun([.create(), .create(), .submit(0, "a"), .submit(1, "b"), .next(0), .next(1)])
        try run.proceed(to: .waits(on: .generated(1)))
        run.respond(toOpen: 1, wakes: false)
        run.respond(toOpen: 0, wakes: true)
        try run.proceed(to: .ended)
        run.expectReplaysFromEveryPrefix()
    }

    @Test func tryNextIsReadyPendingAfterTheCommitAndAllProcessed() throws {
        var run = ScriptedRun([
            .create(), .submit(0, "a"), .submit(0, "b"), .tryNext(0), .tryNext(0), .tryNext(0), .tryNext(0),
            .tryNext(0),
        ])
        try run.proceed(to: .waits(on: .generated(1)))
        #expect(run.isPolling && run.log.count == ScriptedRun.life.count + 3, "answered after the commit")
        try run.proceed(to: .waits(on: .generated(1)))
        #expect(run.guest.answers.last == .poll(.pending))
        run.respond(toOpen: 1)
        try run.proceed(to: .waits(on: .generated(1)))
        run.respond(toOpen: 0)
        try run.proceed(to: .ended)
        #expect(
            run.guest.answers.dropFirst(4) == [
                .poll(.ready(.child(run.guest.children[1], function: .demo("b"), .scripted("b")))),
                .poll(.ready(.child(run.guest.children[0], function: .demo("a"), .scripted("a")))),
                .poll(.allProcessed), .poll(.allProcessed),
            ])
        run.expectReplaysFromEveryPrefix()
    }

    @Test func aCancelledRequestStillAnswers() throws {
        var run = ScriptedRun([
            .create(), .submit(0, "a"), .submitDelay(0, .after(.seconds(9))), .cancelChild(0), .cancelDelay(0),
            .next(0),
            .next(0), .cancelChild(0), .cancelDelay(0), .failure(0), .delayOutcome(0),
        ])
        try run.runToEnd()
        let (child, delay) = (run.guest.children[0], run.guest.delays[0])
        #expect(run.writes.filter { $0 == .cancelChild(child) || $0 == .cancelDelay(delay) }.count == 2)
        #expect(run.writes.filter { $0 == .event(.childCancelRequested(child)) }.count == 1)
        #expect(run.guest.answers.suffix(2) == [.optionalFailure(.cancelled), .optionalDelayOutcome(.cancelled)])
        run.expectReplaysFromEveryPrefix()
    }

    /// Ids are names: a log taken over by an execution of another id replays, and goes on under that id.
    @Test func aForkedLogReplaysUnderAnotherID() throws {
        var run = ScriptedRun([.create("s"), .submit(0, "a"), .call("b"), .next(0)])
        try run.runToEnd()
        let fork = ExecutionID(stored: "fork")
        var machine = WorkflowMachine(
            id: fork, created: ScriptedRun.created, history: Array(run.log.dropLast()), responses: run.responses)
        let set = JoinSetID(stored: "n:s")
        let one = JSONText(valid: "[1]")
        var answer = try machine.handle(.createJoinSet(name: "s"))
        #expect(answer == .value(.joinSet(set)))
        answer = try machine.handle(.submit(set, .demo("a"), params: one))
        #expect(answer == .value(.execution(run.guest.children[0])))
        answer = try machine.handle(.call(.demo("b"), params: one))
        #expect(answer == .value(.outcome(.scripted("b"))))
        _ = try machine.handle(.next(set, asking: nil))
        let question = Question.target(.demo("a"), params: one)
        answer = try machine.handle(.submit(set, .demo("a"), params: one))
        #expect(answer == .needs(question))
        answer = try machine.answer(question, .target(.success(.scripted())))
        #expect(answer == .value(.execution(ExecutionID(stored: "fork.n:s_2"))))
    }

    @Test func anOutcomeIsUnknownUntilItsResponseIsTaken() throws {
        var run = ScriptedRun([.create(), .submit(0, "a"), .submit(0, "dead"), .next(0), .outcome(1), .failure(1)])
        _ = try run.proceed()
        run.respond(toOpen: 0)
        run.respond(toOpen: 0)
        _ = try run.proceed()
        #expect(run.guest.answers.suffix(2) == [.optionalOutcome(nil), .optionalFailure(nil)])
    }

    @Test func submittingToAClosedSetTraps() throws {
        for step in [GuestStep.submit(0, "a"), .submitDelay(0, .now)] {
            var run = ScriptedRun([.create(), .close(0), step])
            try run.proceed(to: .ended)
            guard case .event(.finished(.failed(let failure)))? = run.writes.last else { throw Unexpected() }
            #expect(failure.reason?.contains("join set g:1 is closed") == true)
        }
    }

    @Test func limitsAreToldToTheGuestWhenLiveAndNeverToAReplay() throws {
        let few = WorkflowMachine.Limits(openRequestsMax: 1, joinSetsMax: 1)
        var run = ScriptedRun([.create(), .submit(0, "a"), .submit(0, "a"), .create()], limits: few)
        _ = try run.proceed()
        guard case .refused(.limitReached(let reason)) = run.guest.answers[2] else { throw Unexpected() }
        #expect(reason.contains("1 per workflow"))
        guard case .event(.returned(.failed(let failure)))? = run.writes.dropLast(2).last else { throw Unexpected() }
        #expect(failure.reason?.contains("limit-reached") == true)

        var wide = ScriptedRun([.create(), .create(), .submit(0, "a"), .submit(0, "a"), .next(0), .next(0)])
        try wide.runToEnd()
        var replay = ScriptedRun(
            wide.steps, log: Array(wide.log.dropLast()), responses: wide.responses, limits: few)
        try replay.proceed(to: .ended)
        #expect(replay.guest.answers == wide.guest.answers)
    }
}
