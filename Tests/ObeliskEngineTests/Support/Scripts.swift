import ObeliskCore
import ObeliskTestSupport
import Synchronization

/// The scripted workflows that every fault is tried on: between them they use all that a workflow can do.
enum Scripts {
    /// Name and steps of each; `main` is what is submitted.
    static let all: [(name: String, steps: [GuestStep])] = [
        ("chain", [.repeat(3, [.call("one")]), .log("done")]),
        ("retried", [.call("flaky"), .call("failing"), .call("one")]),
        ("sleeps", [.now, .sleep(.after(.seconds(3)), name: "a nap"), .call("one"), .sleep(.now)]),
        ("child workflow", [.call("child"), .lastCall, .outcome(0), .call("one")]),
        (
            "join set",
            [
                .create("batch"), .submit(0, "one"), .submit(0, "flaky"), .submit(0, "child"),
                .submitDelay(0, .after(.seconds(1))), .drain(0), .openRequests(0),
            ]
        ),
        ("two sets", [.create(), .create(), .submit(0, "one"), .submit(1, "flaky"), .next(1), .call("one"), .next(0)]),
        ("polling", [.create(), .submit(0, "slow"), .submitDelay(0, .after(.seconds(2))), .poll(0)]),
        (
            "closing",
            [
                .create(), .submit(0, "endless"), .submit(0, "child"), .submitDelay(0, .after(.seconds(900))),
                .call("one"), .close(0), .close(0),
            ]
        ),
        (
            "left open",
            [
                .create("first"), .create("second"), .submit(0, "endless"), .submit(1, "child"),
                .submitDelay(1, .after(.seconds(900))), .call("one"),
            ]
        ),
        ("traps", [.create(), .submit(0, "endless"), .call("one"), .trap("on purpose")]),
        (
            "random",
            [.randomU64(0, 10), .randomString(3, 9), .publish("progress", "1"), .call("one"), .compute(ticks: 2)]
        ),
        ("refused", [.call("missing"), .create(), .submit(0, "missing"), .next(0), .call("one")]),
    ]

    /// A runtime with `steps` as its `main`, and the functions that the scripts use.
    static func runtime(
        _ steps: [GuestStep], retriesMax: Int = 20, workflowsMax: Int? = nil, activitiesMax: Int? = nil,
        attemptDurationMax: Duration = .seconds(600)
    ) -> ScriptedRuntime {
        let runtime = ScriptedRuntime(
            retry: RetryPolicy(retriesMax: retriesMax, backoff: .milliseconds(100), jitter: 0),
            workflowsMax: workflowsMax, activitiesMax: activitiesMax, attemptDurationMax: attemptDurationMax)
        runtime.workflow("main", steps)
        runtime.workflow("child", [.call("one"), .sleep(.after(.milliseconds(500))), .call("one")])
        runtime.activity("one") { _, _ in .returned(.ok(JSONText(valid: "1")), isPermanent: false) }
        let polls = Mutex(0)
        runtime.activity("slow") { _, _ in
            let isDone = polls.withLock { polls in
                polls += 1
                return polls % 3 == 0
            }
            return isDone ? .returned(.ok(nil), isPermanent: false) : nil
        }
        runtime.activity("flaky") { attempt, _ in
            attempt < 3
                ? .returned(.err(JSONText(valid: "\"not yet\"")), isPermanent: false)
                : .returned(.ok(JSONText(valid: "3")), isPermanent: false)
        }
        runtime.activity("failing") { _, _ in .returned(.err(JSONText(valid: "\"never\"")), isPermanent: true) }
        runtime.activity("endless") { _, _ in nil }
        return runtime
    }
}
