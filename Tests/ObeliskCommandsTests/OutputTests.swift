import Foundation
import ObeliskClient
import Testing

@testable import ObeliskCommands

@Suite struct OutputTests {
    @Test(
        arguments: [
            (Outcome.ok("55"), false, "55\n", "", true),
            (.ok(nil), false, "null\n", "", true),
            (.ok("[1]"), true, "{\"ok\": [1]}\n", "", true),
            (.err("\"no\""), false, "", "err: \"no\"\n", false),
            (.err(nil), true, "{\"err\": null}\n", "", false),
            (
                .failed(kind: "trapped", reason: "unreachable", detail: ""), false, "",
                "failed (trapped): unreachable\n", false
            ),
            (
                .failed(kind: "timed_out", reason: "", detail: ""), true,
                "{\"failed\": {\"kind\": \"timed_out\", \"reason\": null}}\n", "", false
            ),
        ])
    func anOutcomeGoesWhereItBelongs(
        outcome: Outcome, asJSON: Bool, output: String, error: String, isOK: Bool
    ) {
        let recording = ConsoleRecording()
        let succeeded =
            (try? outcome.report(on: recording.console(), asJSON: asJSON)) != nil
        #expect(succeeded == isOK)
        #expect(recording.output == output)
        #expect(recording.error == error)
    }

    @Test func columnsLineUpAndColourHasNoWidth() {
        let style = TextStyle(isColoured: true)
        var table = Table(headings: ["A", "B"])
        table.add([.init("long cell", paint: style.error), .init("x")])
        table.add("c", "y")
        #expect(table.lines == ["A          B", "\u{1B}[31mlong cell\u{1B}[0m  x", "c          y"])
    }

    @Test(arguments: [
        ([:], true, true), (["NO_COLOR": "1"], true, false), (["TERM": "dumb"], true, false), ([:], false, false),
    ])
    func colourIsForTerminalsOnly(environment: [String: String], isTerminal: Bool, isColoured: Bool) {
        let console = ConsoleRecording().console(environment: environment, isTerminal: isTerminal)
        #expect(console.outputStyle.isColoured == isColoured)
    }

    @Test func theMembersOfABodyAreReadWithoutBeingFooledByItsStrings() {
        let body = #"{"params":[10, {"a":"}, \"b\":1"}],"function":"demo:fibo/fibo.fibo","text":"two words","n":null}"#
        let members = JSONObject.members(of: body).map { "\($0.key)=\(JSONObject.unquoted($0.json[...]))" }
        #expect(
            members == [
                #"params=[10, {"a":"}, \"b\":1"}]"#, "function=demo:fibo/fibo.fibo", #"text="two words""#, "n=null",
            ])
        #expect(JSONObject.members(of: "{}").isEmpty)
        #expect(JSONObject.members(of: "[1]").isEmpty)
    }

    @Test func stringsAreEscaped() {
        #expect(JSONObject.quoted("a\"\\\n\u{1}é") == #""a\"\\\n\u0001é""#)
    }

    @Test func timesAreToldInTheZoneOfTheReader() throws {
        let date = Date(timeIntervalSince1970: 1_767_225_600.125)
        #expect(TimeText.universal(date) == "2026-01-01T00:00:00.125Z")
        let zone = try #require(TimeZone(secondsFromGMT: 3_600))
        #expect(TimeText.local(date, in: zone) == "2026-01-01T01:00:00.125+01:00")
    }
}
