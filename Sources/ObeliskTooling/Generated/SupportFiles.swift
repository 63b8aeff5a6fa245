// Written by scripts/generate-support from wit/: do not edit.

/// The contract with guests, file by file: the path below `wit`, and the text.
enum SupportFiles {
    static let all: [(path: String, text: String)] = [
        (
            path: "obelisk-activity/activity.wit",
            text: #"""
                package obelisk:activity@1.0.0;

                /// What an activity can learn of its own attempt.
                interface activity-support {
                    use obelisk:types/time@1.0.0.{datetime};

                    current-execution: func() -> string;

                    /// The same for every attempt of one execution: to hand to a service that drops duplicates.
                    idempotency-key: func() -> string;

                    /// 1 for the first attempt.
                    attempt: func() -> u32;

                    /// When this attempt is given up unless its lock is extended.
                    deadline: func() -> datetime;

                    /// Extends the lock and records progress; an error means the attempt should stop: it was cancelled or replaced.
                    heartbeat: func(progress: option<string>) -> result;

                    /// The last progress any attempt of this execution recorded.
                    last-progress: func() -> option<string>;
                }

                """#
        ),
        (
            path: "obelisk-log/log.wit",
            text: #"""
                package obelisk:log@1.0.0;

                /// Log lines that the engine keeps with the execution. A replay does not write them again.
                interface log {
                    enum level {
                        trace,
                        debug,
                        info,
                        warn,
                        error,
                    }

                    log: func(level: level, message: string, fields: list<tuple<string, string>>);
                }

                """#
        ),
        (
            path: "obelisk-trigger/trigger.wit",
            text: #"""
                package obelisk:trigger@1.0.0;

                /// The entry point of a monitor: a component that runs for as long as the server does.
                /// It listens to something outside and starts executions; it is started again when it returns or traps.
                interface monitor {
                    run: func() -> result<_, string>;
                }

                """#
        ),
        (
            path: "obelisk-types/types.wit",
            text: #"""
                package obelisk:types@1.0.0;

                /// Instants and spans. Kept apart from `wasi:clocks` so that a workflow needs no WASI import at all.
                interface time {
                    variant duration {
                        milliseconds(u64),
                        seconds(u64),
                        minutes(u32),
                        hours(u32),
                        days(u32),
                    }

                    /// An instant, counted from 1970-01-01T00:00:00Z; `nanoseconds` is less than 1 000 000 000.
                    record datetime {
                        seconds: u64,
                        nanoseconds: u32,
                    }

                    /// When something should happen. `after` counts from the moment the request is first recorded.
                    variant schedule-at {
                        now,
                        at(datetime),
                        after(duration),
                    }
                }

                /// Handles to executions, and the join sets that collect their results.
                interface execution {
                    use time.{datetime, schedule-at};

                    /// The name of a function, as a component exports it. `interface-name` is
                    /// `namespace:package/interface` or `namespace:package/interface@version`.
                    record function {
                        interface-name: string,
                        function-name: string,
                    }

                    /// Why the platform, rather than the function's own code, ended an execution.
                    enum failure-kind {
                        timed-out,
                        nondeterminism-detected,
                        out-of-fuel,
                        out-of-memory,
                        trapped,
                        cancelled,
                        worker-lost,
                        limit-exceeded,
                        uncategorized,
                    }

                    /// How an execution ended, with payloads as JSON text; a side without a payload has none.
                    /// `failed`: the platform ended it, and the function returned nothing.
                    variant outcome {
                        ok(option<string>),
                        err(option<string>),
                        failed(failure-kind),
                    }

                    variant get-error {
                        /// No response of this execution has been taken from its join set (always so for one that was scheduled).
                        not-processed,
                        /// The execution runs another function than the one asked for. Only typed `…-get` functions answer this.
                        function-mismatch(function),
                    }

                    variant submit-error {
                        function-not-found,
                        /// The parameters are not a JSON array that fits the function; says which one and why.
                        invalid-params(string),
                        /// A limit of the configuration is reached; says which.
                        limit-reached(string),
                    }

                    /// Raised by the typed `…-await-next` functions.
                    variant await-next-error {
                        /// Every request of this join set has been answered and taken.
                        all-processed,
                        /// The next response was taken, but it answers another function, or a delay.
                        function-mismatch(response-id),
                    }

                    variant stub-error {
                        invalid-id(string),
                        execution-not-found,
                        invalid-result(string),
                        /// Another result was supplied before.
                        conflict,
                    }

                    enum delay-outcome {
                        expired,
                        cancelled,
                    }

                    /// One execution of one function. Only the engine makes these: an await cannot be aimed at a made-up string.
                    /// There can be several handles to one execution; they have the same text.
                    resource execution-id {
                        /// The printable form: to log it, show it, or hand it to a system outside.
                        text: func() -> string;
                        function: func() -> function;
                        /// The join set the execution was submitted to; none for one that was scheduled on its own.
                        join-set-id: func() -> option<string>;
                        /// How it ended, once its response has been taken. Can be called any number of times, also after the set closed.
                        get: func() -> result<outcome, get-error>;
                        /// Set once a taken response says that the platform ended the execution.
                        failure: func() -> option<failure-kind>;
                        /// Asks for cancellation; its response still arrives in the join set. No effect once it has ended.
                        cancel: func();
                    }

                    /// One delay of one join set.
                    resource delay-id {
                        text: func() -> string;
                        join-set-id: func() -> string;
                        /// When the delay ends, as first recorded.
                        expires-at: func() -> datetime;
                        /// Set once its response has been taken.
                        outcome: func() -> option<delay-outcome>;
                        /// Ends the delay early; its response still arrives in the join set. No effect once it has ended.
                        cancel: func();
                    }

                    variant response-id {
                        execution(execution-id),
                        delay(delay-id),
                    }

                    record execution-response {
                        execution: execution-id,
                        outcome: outcome,
                    }

                    record delay-response {
                        delay: delay-id,
                        outcome: delay-outcome,
                    }

                    variant response {
                        execution(execution-response),
                        delay(delay-response),
                    }

                    variant poll {
                        ready(response),
                        /// Requests are open, but no response has arrived.
                        pending,
                        /// Every request has been answered and taken.
                        all-processed,
                    }

                    /// A child that did not succeed and whose response nobody had taken when its join set closed.
                    record unhandled-failure {
                        execution: string,
                        function: function,
                        outcome: outcome,
                    }

                    /// Collects the responses of child executions, of any mix of functions, and of delays, in order of arrival.
                    /// A set that is still open when the workflow returns is closed then, latest created first.
                    /// Dropping the handle closes nothing and records nothing.
                    resource join-set {
                        id: func() -> string;
                        /// Starts a child execution; `params` is a JSON array. Traps on a closed set.
                        submit: func(target: function, params: string) -> result<execution-id, submit-error>;
                        /// Traps on a closed set.
                        submit-delay: func(at: schedule-at) -> delay-id;
                        /// Blocks until a response arrives; none when every request has been answered and taken.
                        next: func() -> option<response>;
                        try-next: func() -> poll;
                        /// Requests whose responses have not been taken yet.
                        open-requests: func() -> u32;
                        /// Cancels what can be cancelled, waits for the rest, and tells every failure nobody handled.
                        /// Closing again answers an empty list.
                        close: func() -> list<unhandled-failure>;
                    }
                }

                """#
        ),
        (
            path: "obelisk-webhook/webhook.wit",
            text: #"""
                package obelisk:webhook@1.0.0;

                /// What a webhook endpoint or a monitor can ask of the engine, beside calling and scheduling functions it imports.
                interface webhook-support {
                    use obelisk:types/time@1.0.0.{datetime, schedule-at};
                    use obelisk:types/execution@1.0.0.{failure-kind, function, outcome, stub-error, submit-error};

                    variant execution-status {
                        /// Due at this time.
                        pending(datetime),
                        locked,
                        /// Waits for a response.
                        blocked,
                        paused,
                        /// Stopped by a divergence until fitting code or an operator moves it on.
                        parked,
                        cancelling,
                        finished(finished-status),
                    }

                    variant finished-status {
                        ok,
                        err,
                        failed(failure-kind),
                    }

                    variant lookup-error {
                        invalid-id(string),
                        not-found,
                    }

                    variant try-get-error {
                        invalid-id(string),
                        not-found,
                        not-finished,
                    }

                    /// A fresh top-level execution id: using it again makes `schedule` idempotent.
                    generate-execution: func() -> string;

                    /// The execution that records this request.
                    current-execution: func() -> string;

                    call: func(target: function, params: string) -> result<outcome, submit-error>;

                    /// Scheduling the same id, function and params again changes nothing.
                    schedule: func(execution: string, target: function, params: string, at: schedule-at) -> result<_, submit-error>;

                    status: func(execution: string) -> result<execution-status, lookup-error>;

                    /// Blocks until the execution ends.
                    get: func(execution: string) -> result<outcome, lookup-error>;

                    try-get: func(execution: string) -> result<outcome, try-get-error>;

                    /// Asks for cancellation. No effect once the execution has ended.
                    cancel: func(execution: string) -> result<_, lookup-error>;

                    /// Supplies the result (JSON, `{"ok": …}` or `{"err": …}`) of an execution whose function is a stub.
                    stub: func(execution: string, result-json: string) -> result<_, stub-error>;
                }

                """#
        ),
        (
            path: "obelisk-workflow/workflow.wit",
            text: #"""
                package obelisk:workflow@1.0.0;

                /// What a workflow can ask of the engine. Every answer is recorded, so a replay gets the same one.
                interface workflow-support {
                    use obelisk:types/time@1.0.0.{datetime, schedule-at};
                    use obelisk:types/execution@1.0.0.{execution-id, function, join-set, outcome, stub-error, submit-error};

                    variant join-set-error {
                        /// The workflow has created a join set of this name before.
                        name-taken,
                        /// Allowed are ASCII letters, digits, `-` and `/`.
                        invalid-name(string),
                    }

                    variant sleep-error {
                        cancelled,
                    }

                    current-execution: func() -> execution-id;

                    /// The time, as first recorded.
                    now: func() -> datetime;

                    /// Blocks durably; returns the instant it was due. `name` labels the delay in the log.
                    sleep: func(at: schedule-at, name: option<string>) -> result<datetime, sleep-error>;

                    /// Uniform in `min ..< max`. Traps if the range is empty.
                    random-u64: func(min: u64, max: u64) -> u64;

                    /// Letters and digits; a length in `min-length ..< max-length`. Traps if that is empty.
                    random-string: func(min-length: u16, max-length: u16) -> string;

                    create-join-set: func(name: option<string>) -> result<join-set, join-set-error>;

                    /// Runs a child execution and blocks until it ends; `params` is a JSON array.
                    call: func(target: function, params: string) -> result<outcome, submit-error>;

                    /// The child of the last direct call, typed or not: to ask it for its `failure`.
                    last-call: func() -> option<execution-id>;

                    /// Starts a top-level execution that outlives this one; `params` is a JSON array.
                    schedule: func(target: function, params: string, at: schedule-at) -> result<execution-id, submit-error>;

                    /// Supplies the result (JSON, `{"ok": …}` or `{"err": …}`) of an execution, named by its text, whose function is a stub.
                    stub: func(execution: string, result-json: string) -> result<_, stub-error>;

                    /// Makes a JSON value readable from outside under this name, while the workflow runs and after it ended.
                    publish: func(name: string, value: string);
                }

                """#
        ),
    ]
}
