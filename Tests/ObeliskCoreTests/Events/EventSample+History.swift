import ObeliskCore

extension EventSample {
    /// Events of what a workflow did.
    static let history: [EventSample] = [
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
