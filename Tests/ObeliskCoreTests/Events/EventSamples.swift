import ObeliskCore

/// An event with the text it was stored as when its kind was first written. These texts never change: what is stored
/// must be readable for ever.
struct EventSample: Sendable, CustomStringConvertible {
    let event: Event
    let body: String

    init(_ event: Event, _ body: String) {
        self.event = event
        self.body = body
    }

    var description: String { "\(event.kind) \(body)" }

    static let all = life + history

    private static let time = Timestamp(microsecondsSinceEpoch: 1_800_000_000_123_456)
    private static let timeText = "2027-01-15T08:00:00.123456Z"
    private static let parent = ExecutionID(stored: "E_01HF7YAT00000000000000000A")
    private static let child = ExecutionID(stored: "E_01HF7YAT00000000000000000A.n:all_2")
    private static let delay = DelayID(stored: "Delay_01HF7YAT00000000000000000A.n:all_1")
    private static let set = JoinSetID(stored: "n:all")
    private static let function = FunctionName(interface: "demo:fibo/fibo@1.0.0", function: "fibo")
    private static let params = JSONText(valid: #"[10, "a\n"]"#)

    private static let life: [EventSample] = [
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

    private static let history: [EventSample] = [
        EventSample(.joinSetCreated(set), #"{"join_set":"n:all"}"#),
        EventSample(
            .childRequested(ChildRequested(joinSet: set, child: child, function: function, params: params)),
            """
            {"join_set":"n:all","child":"\(child)","function":"demo:fibo/fibo@1.0.0.fibo","params":[10, "a\\n"]}
            """),
        EventSample(
            .childRequested(
                ChildRequested(
                    joinSet: set, child: child, function: function, params: .emptyArray, isCancellable: false,
                    refusal: .invalidParams("params[0]: expected u8"))),
            """
            {"join_set":"n:all","child":"\(child)","function":"demo:fibo/fibo@1.0.0.fibo","params":[],\
            "cancellable":false,"refusal":{"invalid_params":"params[0]: expected u8"}}
            """),
        EventSample(
            .childRequested(
                ChildRequested(
                    joinSet: set, child: child, function: function, params: .emptyArray, refusal: .functionNotFound)),
            """
            {"join_set":"n:all","child":"\(child)","function":"demo:fibo/fibo@1.0.0.fibo","params":[],\
            "refusal":"function_not_found"}
            """),
        EventSample(
            .delayRequested(
                DelayRequested(joinSet: set, delay: delay, at: .after(.milliseconds(1_500)), expiresAt: time, name: "ü")
            ),
            """
            {"join_set":"n:all","delay":"\(delay)","at":{"after_microseconds":1500000},"expires_at":"\(timeText)",\
            "name":"ü"}
            """),
        EventSample(
            .delayRequested(DelayRequested(joinSet: set, delay: delay, at: .at(time), expiresAt: time)),
            """
            {"join_set":"n:all","delay":"\(delay)","at":{"at":"\(timeText)"},"expires_at":"\(timeText)"}
            """),
        EventSample(
            .delayRequested(DelayRequested(joinSet: set, delay: delay, at: .now, expiresAt: time)),
            #"{"join_set":"n:all","delay":"\#(delay)","at":"now","expires_at":"\#(timeText)"}"#),
        EventSample(.delayCancelRequested(delay), #"{"delay":"\#(delay)"}"#),
        EventSample(.childCancelRequested(child), #"{"child":"\#(child)"}"#),
        EventSample(
            .responseTaken(ResponseTaken(joinSet: set, member: .child(child), function: function)),
            #"{"join_set":"n:all","child":"\#(child)","function":"demo:fibo/fibo@1.0.0.fibo"}"#),
        EventSample(
            .responseTaken(ResponseTaken(joinSet: set, member: .delay(delay))),
            #"{"join_set":"n:all","delay":"\#(delay)"}"#),
        EventSample(
            .tryNextAnswered(TryNextAnswered(joinSet: set, miss: .pending)),
            #"{"join_set":"n:all","answer":"pending"}"#),
        EventSample(
            .tryNextAnswered(TryNextAnswered(joinSet: set, miss: .allProcessed)),
            #"{"join_set":"n:all","answer":"all_processed"}"#),
        EventSample(
            .joinSetClosing(JoinSetClosing(joinSet: set, cancelled: [.delay(delay), .child(child)])),
            #"{"join_set":"n:all","cancelled":["\#(delay)","\#(child)"]}"#),
        EventSample(
            .joinSetClosing(JoinSetClosing(joinSet: set, cancelled: [])), #"{"join_set":"n:all","cancelled":[]}"#),
        EventSample(.joinSetClosed(set), #"{"join_set":"n:all"}"#),
        EventSample(
            .scheduled(
                Scheduled(
                    execution: parent, function: function, params: params, at: .now, due: time,
                    refusal: .limitReached("queue"))),
            """
            {"execution":"\(parent)","function":"demo:fibo/fibo@1.0.0.fibo","params":[10, "a\\n"],"at":"now",\
            "due_at":"\(timeText)","refusal":{"limit_reached":"queue"}}
            """),
        EventSample(
            .stubbed(Stubbed(execution: "job-1", result: #"{"ok":1}"#)),
            #"{"execution":"job-1","result":"{\"ok\":1}"}"#),
        EventSample(
            .stubbed(Stubbed(execution: "?", result: "x", rejection: .invalidID("'?'"))),
            #"{"execution":"?","result":"x","rejection":{"invalid_id":"'?'"}}"#),
        EventSample(
            .stubbed(Stubbed(execution: "a", result: "x", rejection: .invalidResult("no JSON"))),
            #"{"execution":"a","result":"x","rejection":{"invalid_result":"no JSON"}}"#),
        EventSample(
            .stubbed(Stubbed(execution: "a", result: "x", rejection: .executionNotFound)),
            #"{"execution":"a","result":"x","rejection":"execution_not_found"}"#),
        EventSample(
            .stubbed(Stubbed(execution: "a", result: "x", rejection: .conflict)),
            #"{"execution":"a","result":"x","rejection":"conflict"}"#),
        EventSample(
            .valueRecorded(.randomU64(min: 1, max: .max, value: 18_446_744_073_709_551_614)),
            #"{"source":"random_u64","min":1,"max":18446744073709551615,"value":18446744073709551614}"#),
        EventSample(
            .valueRecorded(.randomString(minLength: 2, maxLength: 5, value: "aB3")),
            #"{"source":"random_string","min":2,"max":5,"value":"aB3"}"#),
        EventSample(.valueRecorded(.now(time)), #"{"source":"now","value":"\#(timeText)"}"#),
        EventSample(
            .published(Published(name: "state", value: JSONText(valid: #"{"a":[1,null]}"#))),
            #"{"name":"state","value":{"a":[1,null]}}"#),
    ]
}
