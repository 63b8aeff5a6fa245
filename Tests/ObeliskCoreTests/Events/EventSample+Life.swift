import ObeliskCore

extension EventSample {
    /// Events of the life of an execution.
    static let life: [EventSample] = [
        EventSample(
            .created(
                Created(
                    function: function, params: .emptyArray, component: "fibo", due: time, seed: .max,
                    memoryBytesMax: 67_108_864)),
            """
            {"function":"demo:fibo/fibo@1.0.0.fibo","params":[],"component":"fibo","due_at":"\(timeText)",\
            "seed":18446744073709551615,"semantics":1,"memory_bytes_max":67108864}
            """),
        EventSample(
            .created(
                Created(
                    function: function, params: params, component: "fibo", due: time, seed: 0, semantics: 1,
                    memoryBytesMax: 1, scheduledBy: parent, deadline: time, labels: ["b": "2", "a": ""], priority: -3,
                    traceContext: "00-4bf9-00f0-01")),
            """
            {"function":"demo:fibo/fibo@1.0.0.fibo","params":[10, "a\\n"],"component":"fibo","due_at":"\(timeText)",\
            "seed":0,"semantics":1,"memory_bytes_max":1,"scheduled_by":"E_01HF7YAT00000000000000000A",\
            "deadline":"\(timeText)","labels":{"a":"","b":"2"},"priority":-3,"trace_context":"00-4bf9-00f0-01"}
            """),
        EventSample(
            .locked(Locked(node: "server", generation: Generation(7), componentDigest: "sha256:ab", attempt: 2)),
            #"{"node":"server","generation":7,"digest":"sha256:ab","attempt":2}"#),
        EventSample(
            .locked(Locked(node: "server", generation: Generation(7), componentDigest: "sha256:ab", attempt: nil)),
            #"{"node":"server","generation":7,"digest":"sha256:ab"}"#),
        EventSample(
            .unlocked(Unlocked(reason: "shutting down", due: time)),
            #"{"reason":"shutting down","due_at":"\#(timeText)"}"#),
        EventSample(
            .attemptFailed(AttemptEnded(attempt: 1, outcome: .err(JSONText(valid: "null")), retryAt: time)),
            #"{"attempt":1,"outcome":{"err":null},"retry_at":"\#(timeText)"}"#),
        EventSample(
            .attemptTimedOut(AttemptEnded(attempt: 2, outcome: .failed(Failure(.timedOut)), retryAt: time)),
            #"{"attempt":2,"outcome":{"failed":{"kind":"timed_out"}},"retry_at":"\#(timeText)"}"#),
        EventSample(
            .attemptLost(AttemptEnded(attempt: 3, outcome: .failed(Failure(.workerLost)), retryAt: time)),
            #"{"attempt":3,"outcome":{"failed":{"kind":"worker_lost"}},"retry_at":"\#(timeText)"}"#),
        EventSample(.paused, "{}"),
        EventSample(.resumed, "{}"),
        EventSample(.cancelRequested, "{}"),
        EventSample(
            .componentChanged(ComponentChanged(component: "fibo", digest: "sha256:cd")),
            #"{"component":"fibo","digest":"sha256:cd"}"#),
        EventSample(
            .parked(Divergence(version: 4, recorded: "join_set_created", found: "sleep \"x\"")),
            #"{"version":4,"recorded":"join_set_created","found":"sleep \"x\""}"#),
        EventSample(
            .parked(Divergence(version: nil, recorded: "the end", found: "more")),
            #"{"recorded":"the end","found":"more"}"#),
        EventSample(.returned(.ok(nil)), #"{"outcome":"ok"}"#),
        EventSample(.returned(.err(nil)), #"{"outcome":"err"}"#),
        EventSample(.finished(.ok(JSONText(valid: "null"))), #"{"outcome":{"ok":null}}"#),
        EventSample(.finished(.ok(JSONText(valid: "55"))), #"{"outcome":{"ok":55}}"#),
        EventSample(.finished(.err(JSONText(valid: #""no""#))), #"{"outcome":{"err":"no"}}"#),
        EventSample(
            .finished(.failed(Failure(.trapped, reason: "unreachable", detail: "at main"))),
            #"{"outcome":{"failed":{"kind":"trapped","reason":"unreachable","detail":"at main"}}}"#),
    ]
}
