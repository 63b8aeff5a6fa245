import ObeliskCore
import ObeliskTestSupport

/// A guest whose history is kept in `Tests/Histories`, and what a later version of it does.
struct RecordedGuest: Sendable {
    /// The history's file name, without its ending.
    let name: String
    var function = FunctionName.demo("main")
    var params = JSONText.emptyArray
    /// What it did when the history was recorded.
    let recorded: [GuestStep]
    /// What it does now, where that differs: the run parks.
    var differing: [GuestStep]?

    /// Those that replay, and those that park.
    static let all = faithful + Differences.all
    private static let fibo = FunctionName(interface: "demo:fibo/fibo", function: "fibo")

    private static let faithful =
        Scripts.all.map {
            RecordedGuest(name: $0.name.replacing(" ", with: "-"), recorded: $0.steps)
        } + [
            RecordedGuest(
                name: "fiboa", function: FunctionName(interface: "demo:fibo/workflow", function: "fiboa"),
                params: JSONText(valid: "[10,3]"),
                recorded: [
                    .log("calling fibo in series"), .repeat(3, [.ask(.call(fibo, params: JSONText(valid: "[10]")))]),
                    .succeed("55"),
                ]),
            RecordedGuest(
                name: "fibo-sleepy", function: FunctionName(interface: "demo:fibo/workflow", function: "fibo-sleepy"),
                params: JSONText(valid: "[1500]"), recorded: [.sleep(.after(.milliseconds(1_500))), .succeed("null")]),
        ]

    /// A runtime whose guest does these steps.
    func runtime(_ steps: [GuestStep]) -> ScriptedRuntime {
        let runtime = Scripts.runtime([])
        runtime.workflow(function.function, steps)
        runtime.activity("fibo") { _, _ in .returned(.ok(JSONText(valid: "55")), isPermanent: false) }
        return runtime
    }
}

/// Every way in which a guest can differ from its log.
private enum Differences {
    static let all: [RecordedGuest] = [
        pair("another-function", [.call("one")], [.call("slow")]),
        pair("other-parameters", [.call("one", params: "[1]")], [.call("one", params: "[2]")]),
        pair("another-function-in-a-set", [.create(), .submit(0, "one")], [.create(), .submit(0, "slow")]),
        pair(
            "other-parameters-in-a-set", [.create(), .submit(0, "one", params: "[{}]")],
            [.create(), .submit(0, "one", params: "[[]]")]),
        pair(
            "another-set", [.create("x"), .create("y"), .submit(0, "one")],
            [.create("x"), .create("y"), .submit(1, "one")]),
        pair("a-set-of-another-name", [.create("x")], [.create("y")]),
        pair("a-set-in-place-of-a-call", [.call("one")], [.create()]),
        pair("a-call-in-place-of-a-sleep", [.sleep(.now)], [.call("one")]),
        pair("a-longer-sleep", [.sleep(.after(.seconds(1)))], [.sleep(.after(.seconds(2)))]),
        pair("a-sleep-of-another-name", [.sleep(.now, name: "a")], [.sleep(.now, name: "b")]),
        pair("another-delay", [.create(), .submitDelay(0, .now)], [.create(), .submitDelay(0, .after(.zero))]),
        pair("next-of-another-set", twoSets + [.next(0), .next(1)], twoSets + [.next(1), .next(0)]),
        pair(
            "next-asking-for-another-function", [.create(), .submit(0, "one"), .next(0, asking: "one")],
            [.create(), .submit(0, "one"), .next(0, asking: "slow")]),
        pair(
            "next-that-asks-for-none", [.create(), .submit(0, "one"), .next(0, asking: "one")],
            [.create(), .submit(0, "one"), .next(0)]),
        pair(
            "next-in-place-of-a-missed-try-next", [.create(), .submit(0, "slow"), .tryNext(0), .next(0)],
            [.create(), .submit(0, "slow"), .next(0)]),
        pair(
            "try-next-of-another-set", [.create(), .create(), .tryNext(0)], [.create(), .create(), .tryNext(1)]),
        pair(
            "close-in-place-of-next", [.create(), .submit(0, "one"), .next(0)],
            [.create(), .submit(0, "one"), .close(0)]),
        pair("close-of-another-set", [.create(), .create(), .close(0)], [.create(), .create(), .close(1)]),
        pair("a-set-that-is-not-closed", [.create(), .close(0), .now], [.create(), .now]),
        pair("another-range", [.randomU64(0, 9)], [.randomU64(0, 10)]),
        pair("another-length", [.randomString(1, 5)], [.randomString(2, 5)]),
        pair("chance-in-place-of-time", [.now], [.randomU64(0, 9)]),
        pair("another-published-value", [.publish("x", "1")], [.publish("x", "2")]),
        pair("another-published-name", [.publish("x", "1")], [.publish("y", "1")]),
        pair(
            "another-child-cancelled", [.create(), .submit(0, "one"), .submit(0, "one"), .cancelChild(0), .now],
            [.create(), .submit(0, "one"), .submit(0, "one"), .cancelChild(1), .now]),
        pair(
            "another-delay-cancelled",
            [.create(), .submitDelay(0, .now), .submitDelay(0, .now), .cancelDelay(0), .now],
            [.create(), .submitDelay(0, .now), .submitDelay(0, .now), .cancelDelay(1), .now]),
        pair("a-call-more-in-the-middle", [.call("one"), .call("one")], [.call("one"), .now, .call("one")]),
        pair("a-call-less", [.call("one"), .now, .call("one")], [.call("one"), .call("one")]),
        pair("a-return-too-early", [.call("one"), .call("one")], [.call("one")]),
        pair("a-trap-too-early", [.call("one"), .now], [.call("one"), .trap("lost its way")]),
    ]

    private static let twoSets: [GuestStep] = [.create(), .create(), .submit(0, "one"), .submit(1, "one")]

    private static func pair(_ name: String, _ recorded: [GuestStep], _ differing: [GuestStep]) -> RecordedGuest {
        RecordedGuest(name: "differs-by-" + name, recorded: recorded, differing: differing)
    }
}
