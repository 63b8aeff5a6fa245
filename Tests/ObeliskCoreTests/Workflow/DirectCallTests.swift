import ObeliskTestSupport
import Testing

@testable import ObeliskCore

/// Direct calls, sleeps and recorded values: what each writes, and what the guest is told.
struct DirectCallTests {
    private let joinSet = JoinSetID.oneOff(1, "fibo")
    private let child = ExecutionID(stored: "E_01HF7YAT00000000000000000A.o:1-fibo_1")

    @Test func aDirectCallWritesItsRequestThenWhatItTook() throws {
        var run = ScriptedRun([.call("fibo", params: "[10]")])
        try run.proceed(to: .waits(on: joinSet))
        let request = ChildRequested(
            joinSet: joinSet, child: child, function: .demo("fibo"), params: JSONText(valid: "[10]"))
        let creation = Write.ChildCreation(
            id: child, joinSet: joinSet, function: .demo("fibo"), params: JSONText(valid: "[10]"), target: .scripted(),
            seed: UInt64(42).mixed(with: 0, stream: .children))
        #expect(run.writes == [.event(.childRequested(request)), .child(creation)])

        run.respond(joinSet, .child(child, .ok(JSONText(valid: "55"))), wakes: true)
        try run.proceed(to: .ended)
        #expect(run.guest.answers == [.outcome(.ok(JSONText(valid: "55")))])
        let taken = ResponseTaken(joinSet: joinSet, member: .child(child), function: .demo("fibo"))
        #expect(
            run.writes.dropFirst(2) == [
                .event(.responseTaken(taken)), .event(.finished(.ok(JSONText(valid: "0")))),
            ])
        run.expectReplaysFromEveryPrefix()
    }

    @Test func aRefusedCallMakesNoChildAndLeavesNothingOpen() throws {
        var run = ScriptedRun([.call("missing"), .lastCall, .call("fibo"), .lastCall])
        try run.runToEnd()
        #expect(
            run.guest.answers == [
                .refused(.functionNotFound), .optionalExecution(nil),
                .outcome(.scripted("fibo")),
                .optionalExecution(ExecutionID(stored: "E_01HF7YAT00000000000000000A.o:2-fibo_1")),
            ])
        guard case .event(.childRequested(let refused)) = run.writes[0] else { throw Unexpected() }
        #expect(refused.refusal == .functionNotFound)
        #expect(run.writes.count { if case .child = $0 { true } else { false } } == 1)
        run.expectReplaysFromEveryPrefix()
    }

    @Test func lastCallCanBeAskedForItsOutcomeUntilTheEnd() throws {
        var run = ScriptedRun([
            .call("dead"), .lastCall, .failure(0), .function(0), .call("fibo"), .outcome(0), .call("fail"), .lastCall,
            .outcome(1),
        ])
        try run.runToEnd()
        let dead = Failure(.timedOut, reason: "too late")
        #expect(run.guest.answers[0] == .outcome(.failed(dead)))
        #expect(run.guest.answers[2] == .optionalFailure(.timedOut))
        #expect(run.guest.answers[3] == .function(.demo("dead")))
        #expect(run.guest.answers[5] == .optionalOutcome(.failed(dead)))
        #expect(run.guest.answers[8] == .optionalOutcome(.scripted("fail")))
        run.expectReplaysFromEveryPrefix()
    }

    @Test func aSleepWritesItsDelayAndAnswersWhenItWasDue() throws {
        var run = ScriptedRun([.sleep(.after(.seconds(3)), name: "a while"), .sleep(.at(ScriptedRun.start))])
        let joinSet = JoinSetID.oneOff(1, "sleep")
        try run.proceed(to: .waits(on: joinSet))
        let id = DelayID(stored: "Delay_01HF7YAT00000000000000000A.o:1-sleep_1")
        let due = ScriptedRun.start + .milliseconds(2) + .seconds(3)
        #expect(
            run.writes == [
                .event(
                    .delayRequested(
                        DelayRequested(
                            joinSet: joinSet, delay: id, at: .after(.seconds(3)), expiresAt: due, name: "a while"))),
                .delay(Delay(id: id, execution: ScriptedRun.id, joinSet: joinSet, expiresAt: due)),
            ])
        run.respond(joinSet, .delay(id, .expired), wakes: true)
        try run.proceed(to: .waits(on: .oneOff(2, "sleep")))
        #expect(run.guest.answers == [.slept(due)])
        run.respond(
            .oneOff(2, "sleep"), .delay(DelayID(of: ScriptedRun.id, in: .oneOff(2, "sleep"), index: 1), .cancelled))
        try run.proceed(to: .ended)
        #expect(run.guest.answers == [.slept(due), .slept(nil)])
        run.expectReplaysFromEveryPrefix()
    }

    /// A guest may ask for more than any clock counts; the log keeps it rounded, and its replay must still fit.
    @Test(arguments: [
        ScheduleAt.after(.seconds(Int64.max)), .after(.microseconds(Int64.max) + .seconds(1)),
        .after(.nanoseconds(1_500)),
        .now, .at(Timestamp(seconds: .max, nanoseconds: 0)),
    ])
    func anyScheduleReplaysFromItsEncodedLog(at: ScheduleAt) throws {
        var run = ScriptedRun([.sleep(at), .create(), .submitDelay(0, at), .next(0)])
        try run.runToEnd()
        run.log = try run.log.map { entry in
            try ScriptedRun.entry(entry.version, Event(kind: entry.event.kind, body: entry.event.body.bytes))
        }
        var replay = ScriptedRun(run.steps, log: Array(run.log.dropLast()), responses: run.responses)
        try replay.runToEnd()
        #expect(replay.guest.answers == run.guest.answers)
    }

    @Test func valuesAreRecordedOnceAndReplayed() throws {
        var run = ScriptedRun([
            .now, .randomU64(5, 6), .randomU64(0, .max), .randomString(3, 4), .randomString(0, 1),
            .publish("state", #"{"a":1}"#), .now,
        ])
        try run.runToEnd()
        #expect(run.guest.answers[0] == .time(ScriptedRun.start + .milliseconds(2)))
        #expect(run.guest.answers[1] == .number(5))
        guard case .text(let text) = run.guest.answers[3] else { throw Unexpected() }
        #expect(text.utf8.count == 3)
        #expect(run.guest.answers[4] == .text(""))
        #expect(run.guest.answers[6] == .time(ScriptedRun.start + .milliseconds(8)))
        let published = Published(name: "state", value: JSONText(valid: #"{"a":1}"#))
        #expect(run.writes.contains(.event(.published(published))) && run.writes.contains(.publish(published)))
        run.expectReplaysFromEveryPrefix()
    }

    @Test func aReplayComparesJSONByValue() throws {
        var run = ScriptedRun([.call("fibo", params: #"[{"a":1,"b":2}]"#), .publish("x", "[1]")])
        try run.runToEnd()
        let steps: [GuestStep] = [.call("fibo", params: #"[ {"b":2,"a":1.0} ]"#), .publish("x", "[ 1 ]")]
        var replay = ScriptedRun(steps, log: Array(run.log.dropLast()), responses: run.responses)
        try replay.proceed(to: .ended)
        #expect(replay.writes == [.event(.finished(.ok(JSONText(valid: "0"))))])
    }

    @Test func drawnNumbersStayInRangeAndDifferFromEachOther() throws {
        var run = ScriptedRun(Array(repeating: .randomU64(10, 20), count: 200))
        try run.runToEnd()
        let drawn = run.guest.answers.map { answer -> UInt64 in if case .number(let value) = answer { value } else { 0 }
        }
        #expect(Set(drawn) == Set(10..<20))
    }

    @Test(arguments: [GuestStep.randomU64(7, 7), .randomU64(8, 7), .randomString(2, 2)])
    func anEmptyRangeTraps(step: GuestStep) throws {
        var run = ScriptedRun([step])
        try run.proceed(to: .ended)
        guard case .event(.finished(.failed(let failure))) = run.writes[0] else { throw Unexpected() }
        #expect(failure.kind == .trapped && failure.reason?.contains("is empty") == true)
    }

    @Test func logLinesAreKeyedByTheEventsBeforeThemAndWrittenOnlyWhenLive() throws {
        var run = ScriptedRun([.log("a"), .log("b"), .now, .log("c"), .call("fibo"), .log("d"), .log("e")])
        try run.runToEnd()
        let keys = run.writes.compactMap(\.line).map { "\($0.message) \($0.position).\($0.ordinal)" }
        #expect(keys == ["a 0.0", "b 0.1", "c 1.0", "d 3.0", "e 3.1"])
        var replay = ScriptedRun(run.steps, log: Array(run.log[..<4]), responses: run.responses)
        try replay.proceed(to: .ended)
        #expect(replay.writes.compactMap(\.line).map(\.message) == ["d", "e"])
        run.expectReplaysFromEveryPrefix()
    }

    @Test func whatIsKnownAlreadyIsDeliveredOnce() throws {
        var run = ScriptedRun([.call("fibo"), .sleep(.now), .call("fibo")])
        try run.proceed(to: .waits(on: joinSet))
        let response = Response(sequence: 1, joinSet: joinSet, body: .child(child, .ok(nil)))
        run.deliver(response, wakes: true)
        run.deliver(response, wakes: false)
        run.responses.append(response)
        let sleep = JoinSetID.oneOff(2, "sleep")
        try run.proceed(to: .waits(on: sleep))
        run.deliver(response, wakes: false)
        run.open.removeFirst()
        run.respond(toOpen: 0)
        try run.proceed(to: .waits(on: .oneOff(3, "fibo")))
        for response in run.responses { run.deliver(response, wakes: false) }
        let machine = run.machine
        #expect(machine.earlyResponses.isEmpty && machine.earlyArrivals.isEmpty && machine.joinSets.count == 1)
        #expect(machine.members.values.allSatisfy { $0.arrived == nil }, "nothing is kept of what was forgotten")
    }

    @Test func eventsOfTheExecutionsLifeArePassedOver() throws {
        var run = ScriptedRun([.call("a"), .create(), .submit(0, "b"), .log("x"), .next(0), .log("y"), .now])
        try run.runToEnd()
        var log: [LoggedEvent] = []
        for entry in run.log.dropLast() {
            for event in [entry.event, .paused, .resumed, ScriptedRun.life[1]] {
                log.append(ScriptedRun.entry(log.count, event))
            }
        }
        var replay = ScriptedRun(run.steps, log: log, responses: run.responses)
        try replay.proceed(to: .ended)
        #expect(replay.guest.answers == run.guest.answers)
        #expect(replay.writes == run.writes.suffix(1), "live behind the last event, whatever life follows it")

        let other = ScriptedRun([.call("a"), .now], log: log, responses: run.responses)
        let divergence = #expect(throws: Divergence.self) {
            var other = other
            _ = try other.proceed()
        }
        #expect(divergence?.version == 16)
    }

    @Test func aLongRunOfCallsKeepsNothingOfThePast() throws {
        var run = ScriptedRun((0..<300).map { $0.isMultiple(of: 2) ? .call("fibo") : .sleep(.now) } + [.call("last")])
        while try run.proceed() != .waits(on: .oneOff(301, "last")) { run.respond(toOpen: 0) }
        let machine = run.machine
        #expect(machine.members.count <= 2 && machine.joinSets.count == 1 && machine.joinSetOrder.count == 1)
        #expect(machine.earlyResponses.isEmpty && machine.earlyArrivals.isEmpty && machine.history.isEmpty)
        #expect(machine.openRequests == 1)
    }
}

/// A test met something that its later steps cannot work with.
struct Unexpected: Error {}
