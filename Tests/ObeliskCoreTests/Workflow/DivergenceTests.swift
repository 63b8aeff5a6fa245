import ObeliskTestSupport
import Testing

@testable import ObeliskCore

/// A guest that differs from its log is stopped where it does, with both sides named.
struct DivergenceTests {
    /// What the guest did when the log was written, what it does now, and where that shows: the version, and words of
    /// both sides.
    struct Case: CustomStringConvertible, Sendable {
        var name: String
        var recorded: [GuestStep]
        var found: [GuestStep]
        var version: Int
        var recordedWords: String
        var foundWords: String

        var description: String { name }
    }

    private static let cases = [
        Case(
            name: "another function", recorded: [.call("a")], found: [.call("b")], version: 2,
            recordedWords: "demo:test/ifc.a", foundWords: "call of demo:test/ifc.b"),
        Case(
            name: "other parameters", recorded: [.call("a", params: "[1]")], found: [.call("a", params: "[2]")],
            version: 2, recordedWords: #""params":[1]"#, foundWords: "with [2]"),
        Case(
            name: "another function in a set", recorded: [.create(), .submit(0, "a")],
            found: [.create(), .submit(0, "b")], version: 3, recordedWords: "child_requested",
            foundWords: "submit to g:1 of demo:test/ifc.b"),
        Case(
            name: "other parameters in a set", recorded: [.create(), .submit(0, "a", params: "[{}]")],
            found: [.create(), .submit(0, "a", params: "[[]]")], version: 3, recordedWords: "[{}]", foundWords: "[[]]"),
        Case(
            name: "another set", recorded: [.create("x"), .create("y"), .submit(0, "a")],
            found: [.create("x"), .create("y"), .submit(1, "a")], version: 4, recordedWords: #""join_set":"n:x""#,
            foundWords: "submit to n:y"),
        Case(
            name: "a set of another name", recorded: [.create("x")], found: [.create("y")], version: 2,
            recordedWords: "n:x", foundWords: "y"),
        Case(
            name: "a set in place of a call", recorded: [.call("a")], found: [.create()], version: 2,
            recordedWords: "child_requested", foundWords: "createJoinSet"),
        Case(
            name: "a call in place of a sleep", recorded: [.sleep(.now)], found: [.call("a")], version: 2,
            recordedWords: "delay_requested", foundWords: "call of demo:test/ifc.a"),
        Case(
            name: "a longer sleep", recorded: [.sleep(.after(.seconds(1)))], found: [.sleep(.after(.seconds(2)))],
            version: 2, recordedWords: "1000000", foundWords: "sleep after(2.0 seconds)"),
        Case(
            name: "a sleep of another name", recorded: [.sleep(.now, name: "a")], found: [.sleep(.now, name: "b")],
            version: 2, recordedWords: #""name":"a""#, foundWords: "named 'b'"),
        Case(
            name: "another delay", recorded: [.create(), .submitDelay(0, .now)],
            found: [.create(), .submitDelay(0, .after(.zero))], version: 3, recordedWords: #""at":"now""#,
            foundWords: "submitDelay"),
        Case(
            name: "next of another set",
            recorded: [.create(), .create(), .submit(0, "a"), .submit(1, "b"), .next(0), .next(1)],
            found: [.create(), .create(), .submit(0, "a"), .submit(1, "b"), .next(1), .next(0)], version: 6,
            recordedWords: #""join_set":"g:1""#, foundWords: "next of g:2"),
        Case(
            name: "next asking for another function", recorded: [.create(), .submit(0, "a"), .next(0, asking: "a")],
            found: [.create(), .submit(0, "a"), .next(0, asking: "b")], version: 4,
            recordedWords: #""function":"demo:test/ifc.a""#, foundWords: "next of g:1 asking for demo:test/ifc.b"),
        Case(
            name: "next that asks for none", recorded: [.create(), .submit(0, "a"), .next(0, asking: "a")],
            found: [.create(), .submit(0, "a"), .next(0)], version: 4, recordedWords: "demo:test/ifc.a",
            foundWords: "next of g:1"),
        Case(
            name: "next in place of a missed try-next", recorded: [.create(), .submit(0, "a"), .tryNext(0), .next(0)],
            found: [.create(), .submit(0, "a"), .next(0)], version: 4, recordedWords: "try_next_answered",
            foundWords: "next of g:1"),
        Case(
            name: "try-next of another set", recorded: [.create(), .create(), .tryNext(0)],
            found: [.create(), .create(), .tryNext(1)], version: 4, recordedWords: #""join_set":"g:1""#,
            foundWords: "try-next of g:2"),
        Case(
            name: "close in place of next", recorded: [.create(), .submit(0, "a"), .next(0)],
            found: [.create(), .submit(0, "a"), .close(0)], version: 4, recordedWords: "response_taken",
            foundWords: "close of g:1"),
        Case(
            name: "close of another set", recorded: [.create(), .create(), .close(0)],
            found: [.create(), .create(), .close(1)], version: 4, recordedWords: "join_set_closing",
            foundWords: "close of g:2"),
        Case(
            name: "a set that is not closed", recorded: [.create(), .close(0), .now], found: [.create(), .now],
            version: 3, recordedWords: "join_set_closing", foundWords: "now"),
        Case(
            name: "another range", recorded: [.randomU64(0, 9)], found: [.randomU64(0, 10)], version: 2,
            recordedWords: #""max":9"#, foundWords: "randomU64(min: 0, max: 10)"),
        Case(
            name: "another length", recorded: [.randomString(1, 5)], found: [.randomString(2, 5)], version: 2,
            recordedWords: #""min":1"#, foundWords: "randomString"),
        Case(
            name: "chance in place of time", recorded: [.now], found: [.randomU64(0, 9)], version: 2,
            recordedWords: #""source":"now""#, foundWords: "randomU64"),
        Case(
            name: "another published value", recorded: [.publish("x", "1")], found: [.publish("x", "2")], version: 2,
            recordedWords: #""value":1"#, foundWords: "publish of 'x' as 2"),
        Case(
            name: "another published name", recorded: [.publish("x", "1")], found: [.publish("y", "1")], version: 2,
            recordedWords: #""name":"x""#, foundWords: "publish of 'y'"),
        Case(
            name: "another child cancelled",
            recorded: [.create(), .submit(0, "a"), .submit(0, "b"), .cancelChild(0), .now],
            found: [.create(), .submit(0, "a"), .submit(0, "b"), .cancelChild(1), .now], version: 5,
            recordedWords: "n_1".replacing("n", with: "g:1"), foundWords: "g:1_2"),
        Case(
            name: "a call more in the middle", recorded: [.call("a"), .call("b")],
            found: [.call("a"), .now, .call("b")], version: 4, recordedWords: "child_requested", foundWords: "now"),
        Case(
            name: "a call less", recorded: [.call("a"), .now, .call("b")], found: [.call("a"), .call("b")], version: 4,
            recordedWords: "value_recorded", foundWords: "call of demo:test/ifc.b"),
        Case(
            name: "a return too early", recorded: [.call("a"), .call("b")], found: [.call("a")], version: 4,
            recordedWords: "child_requested", foundWords: "the function returned"),
        Case(
            name: "a trap too early", recorded: [.call("a"), .now], found: [.call("a"), .randomU64(1, 1)], version: 4,
            recordedWords: "value_recorded", foundWords: "the function failed: random-u64: the range 1 ..< 1 is empty"),
    ]

    @Test(arguments: cases)
    func aGuestThatDiffersIsStoppedWhereItDoes(difference: Case) throws {
        var run = ScriptedRun(difference.recorded)
        try run.runToEnd()
        let end = run.log.firstIndex {
            $0.event == .finished(run.outcome) || $0.event == .returned(run.outcome)
        }
        var replay = ScriptedRun(difference.found, log: Array(run.log[..<(end ?? 0)]), responses: run.responses)
        let divergence = #expect(throws: Divergence.self) { try replay.proceed() }
        #expect(divergence?.version == difference.version)
        #expect(divergence?.recorded.contains(difference.recordedWords) == true, "\(divergence?.recorded ?? "")")
        #expect(divergence?.found.contains(difference.foundWords) == true, "\(divergence?.found ?? "")")
        #expect(replay.writes.isEmpty, "nothing was written before it showed")
    }

    @Test func aResponseThatIsNotStoredIsNamed() throws {
        var run = ScriptedRun([.call("a"), .now])
        try run.runToEnd()
        var replay = ScriptedRun(run.steps, log: Array(run.log.dropLast()))
        let divergence = #expect(throws: Divergence.self) { try replay.proceed() }
        #expect(divergence?.version == 3)
        #expect(divergence?.found == "no response of \(ScriptedRun.id).o:1-a_1 is stored")
    }
}
