import ObeliskCore
import ObeliskRuntime
import Testing

/// Each function of the support interfaces, called by a guest of its own kind of glue: core text.
struct SupportTests {
    private static let world = """
        package test:guest;

        interface probe {
            text: func() -> result<string, string>;
            number: func(which: u32) -> result<u64, string>;
            handles: func(count: u32) -> result<u64, string>;
            say: func() -> result;
        }

        world guest {
            import obelisk:workflow/workflow-support@1.0.0;
            import obelisk:types/execution@1.0.0;
            import obelisk:log/log@1.0.0;
            export probe;
        }
        """

    /// Results are built at 0: a discriminant, then the payload at 4 or 8. Return areas of imports are at 64, texts
    /// from 512.
    private static let core = """
        (module
          (import "obelisk:workflow/workflow-support@1.0.0" "current-execution" (func $current (result i32)))
          (import "obelisk:workflow/workflow-support@1.0.0" "now" (func $now (param i32)))
          (import "obelisk:workflow/workflow-support@1.0.0" "random-u64" (func $random (param i64 i64) (result i64)))
          (import "obelisk:workflow/workflow-support@1.0.0" "random-string" (func $string (param i32 i32 i32)))
          (import "obelisk:workflow/workflow-support@1.0.0" "sleep"
            (func $sleep (param i32 i64 i64 i32 i32 i32 i32)))
          (import "obelisk:workflow/workflow-support@1.0.0" "call" (func $call (param i32 i32 i32 i32 i32 i32 i32)))
          (import "obelisk:workflow/workflow-support@1.0.0" "last-call" (func $last (param i32)))
          (import "obelisk:workflow/workflow-support@1.0.0" "publish" (func $publish (param i32 i32 i32 i32)))
          (import "obelisk:types/execution@1.0.0" "[method]execution-id.text" (func $text (param i32 i32)))
          (import "obelisk:types/execution@1.0.0" "[method]execution-id.get" (func $get (param i32 i32)))
          (import "obelisk:types/execution@1.0.0" "[method]execution-id.function" (func $function (param i32 i32)))
          (import "obelisk:types/execution@1.0.0" "[method]execution-id.failure" (func $failure (param i32 i32)))
          (import "obelisk:types/execution@1.0.0" "[method]execution-id.join-set-id" (func $set (param i32 i32)))
          (import "obelisk:types/execution@1.0.0" "[resource-drop]execution-id" (func $drop (param i32)))
          (import "obelisk:log/log@1.0.0" "log" (func $log (param i32 i32 i32 i32 i32)))
          (memory (export "memory") 4)
          (data (i32.const 512) "demo:a/b")
          (data (i32.const 528) "run")
          (data (i32.const 544) "[1]")
          (data (i32.const 560) "{}")
          (data (i32.const 576) "nap")
          (global $next (mut i32) (i32.const 4096))
          (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (local $at i32)
            (local.set $at (global.get $next))
            (global.set $next
              (i32.and (i32.add (i32.add (local.get $at) (local.get 3)) (i32.const 15)) (i32.const -16)))
            (local.get $at))
          (func $ok64 (param i64) (result i32)
            (i32.store (i32.const 0) (i32.const 0)) (i64.store (i32.const 8) (local.get 0)) (i32.const 0))
          (func (export "test:guest/probe#text") (result i32) (local $id i32)
            (local.set $id (call $current))
            (call $text (local.get $id) (i32.const 4))
            (call $drop (local.get $id))
            (i32.store (i32.const 0) (i32.const 0))
            (i32.const 0))
          (func (export "test:guest/probe#number") (param $which i32) (result i32) (local $id i32)
            (if (i32.eq (local.get $which) (i32.const 0)) (then
              (call $now (i32.const 64)) (return (call $ok64 (i64.load (i32.const 64))))))
            (if (i32.eq (local.get $which) (i32.const 1)) (then
              (return (call $ok64 (call $random (i64.const 3) (i64.const 9))))))
            (if (i32.eq (local.get $which) (i32.const 2)) (then
              (call $string (i32.const 2) (i32.const 5) (i32.const 64))
              (return (call $ok64 (i64.load32_u (i32.const 68))))))
            ;; sleep(at({7, 8}), some("nap")): the discriminant of its result
            (if (i32.eq (local.get $which) (i32.const 3)) (then
              (call $sleep (i32.const 1) (i64.const 7) (i64.const 8) (i32.const 1) (i32.const 576) (i32.const 3)
                (i32.const 64))
              (return (call $ok64 (i64.load8_u (i32.const 64))))))
            ;; call({demo:a/b, run}, "[1]"): discriminant and case
            (if (i32.eq (local.get $which) (i32.const 4)) (then
              (call $call (i32.const 512) (i32.const 8) (i32.const 528) (i32.const 3) (i32.const 544) (i32.const 3)
                (i32.const 64))
              (return (call $ok64 (i64.add (i64.mul (i64.load8_u (i32.const 64)) (i64.const 10))
                (i64.load8_u (i32.const 68)))))))
            ;; call with parameters that are no array
            (if (i32.eq (local.get $which) (i32.const 5)) (then
              (call $call (i32.const 512) (i32.const 8) (i32.const 528) (i32.const 3) (i32.const 560) (i32.const 2)
                (i32.const 64))
              (return (call $ok64 (i64.add (i64.mul (i64.load8_u (i32.const 64)) (i64.const 10))
                (i64.load8_u (i32.const 68)))))))
            ;; everything the last call's handle tells: one digit each
            (call $last (i32.const 64))
            (if (i32.eqz (i32.load8_u (i32.const 64))) (then (return (call $ok64 (i64.const 0)))))
            (local.set $id (i32.load (i32.const 68)))
            (call $get (local.get $id) (i32.const 64))
            (call $function (local.get $id) (i32.const 128))
            (call $failure (local.get $id) (i32.const 160))
            (call $set (local.get $id) (i32.const 192))
            (call $drop (local.get $id))
            (call $ok64 (i64.add (i64.add
              (i64.mul (i64.load8_u (i32.const 64)) (i64.const 1000))
              (i64.mul (i64.load32_u (i32.const 140)) (i64.const 100)))
              (i64.add (i64.mul (i64.load8_u (i32.const 161)) (i64.const 10)) (i64.load32_u (i32.const 200))))))
          (func (export "test:guest/probe#handles") (param $count i32) (result i32)
            (loop $l
              (drop (call $current))
              (local.set $count (i32.sub (local.get $count) (i32.const 1)))
              (br_if $l (i32.gt_s (local.get $count) (i32.const 0))))
            (call $ok64 (i64.const 1)))
          (func (export "test:guest/probe#say") (result i32)
            (call $log (i32.const 3) (i32.const 528) (i32.const 3) (i32.const 0) (i32.const 0))
            (call $publish (i32.const 528) (i32.const 3) (i32.const 560) (i32.const 2))
            (i32.const 0)))
        """

    private let transcript = Transcript()

    /// Runs a function of the probe; the host answers each call from `answers`, later if `isLate`.
    private func outcome(
        _ function: String, _ params: String, isLate: Bool = false, handlesMax: Int = 10,
        _ answer: @escaping @Sendable (HostCall) -> HostReply
    ) async throws -> GuestOutcome? {
        let runtime = try makeRuntime { $0.handlesMax = handlesMax }
        let bytes = try TestComponents.make(world: Self.world, core: Self.core)
        try await runtime.load(.init(test: "probe", .workflow), bytes: bytes)
        let call = try runtime.startWorkflow(GuestStart("probe", "test:guest/probe.\(function)", params)) { call in
            transcript.note(call)
            return isLate ? .suspend : answer(call)
        }
        while true {
            if case .finished(let outcome) = call.run() { return outcome }
            guard let last = transcript.calls.last, case .value(let result) = answer(last) else { return nil }
            call.answer(result)
        }
    }

    private func ok(_ json: String) -> GuestOutcome { .returned(.ok(JSONText(valid: json)), isPermanent: false) }

    @Test(arguments: [false, true]) func `an execution's handle gives its text`(_ isLate: Bool) async throws {
        let outcome = try await outcome("text", "[]", isLate: isLate) { _ in
            .value(.execution(ExecutionID(stored: "E_me")))
        }
        #expect(outcome == ok("\"E_me\""))
        #expect(transcript.calls == [.currentExecution])
    }

    @Test(
        arguments: [
            (0, .now, .time(Timestamp(seconds: 12, nanoseconds: 0)), 12),
            (1, .randomU64(min: 3, max: 9), .number(7), 7),
            (2, .randomString(minLength: 2, maxLength: 5), .text("abc"), 3),
            (
                3, .sleep(.at(Timestamp(seconds: 7, nanoseconds: 0)), name: "nap"),
                .slept(Timestamp(seconds: 7, nanoseconds: 0)), 0
            ),
            (3, .sleep(.at(Timestamp(seconds: 7, nanoseconds: 0)), name: "nap"), .slept(nil), 1),
            (4, call, .outcome(.ok(nil)), 0), (4, call, .outcome(.err(JSONText(valid: "1"))), 1),
            (4, call, .outcome(.failed(Failure(.cancelled))), 2), (4, call, .refused(.functionNotFound), 10),
            (4, call, .refused(.limitReached("x")), 12),
        ] as [(Int, HostCall, HostResult, Int)], [false, true])
    func `a support function asks for what the guest means and gives the answer`(
        _ sample: (which: Int, call: HostCall, result: HostResult, number: Int), _ isLate: Bool
    ) async throws {
        let result = sample.result
        let outcome = try await outcome("number", "[\(sample.which)]", isLate: isLate) { _ in .value(result) }
        #expect(outcome == ok("\(sample.number)"))
        #expect(transcript.calls == [sample.call])
    }

    private static let call = HostCall.call(
        FunctionName(interface: "demo:a/b", function: "run"), params: JSONText(valid: "[1]"))

    @Test func `parameters that are no JSON array are refused without asking the engine`() async throws {
        let outcome = try await outcome("number", "[5]") { _ in .trap("nobody asks") }
        #expect(outcome == ok("11"))
        #expect(transcript.calls == [])
    }

    @Test func `the handle of the last call tells all about its child`() async throws {
        let child = ExecutionID(stored: "E_me.o:1-x_1")
        let outcome = try await outcome("number", "[6]") { call in
            switch call {
            case .lastCall: .value(.optionalExecution(child))
            case .executionOutcome(child): .value(.optionalOutcome(nil))
            case .executionFunction(child): .value(.function(FunctionName(interface: "demo:a/b", function: "four")))
            case .executionFailure(child): .value(.optionalFailure(.cancelled))
            case .executionJoinSet(child): .value(.optionalText("o:1"))
            default: .trap("unexpected")
            }
        }
        // not-processed is an error (1), four letters, failure-kind 5, three letters.
        #expect(outcome == ok("1453"))
    }

    @Test func `handles without end run into their limit, those dropped do not count`() async throws {
        let few = try await outcome("handles", "[10]") { _ in .value(.execution(ExecutionID(stored: "E_me"))) }
        #expect(few == ok("1"))
        let many = try await outcome("handles", "[11]") { _ in .value(.execution(ExecutionID(stored: "E_me"))) }
        guard case .trapped(let failure)? = many else {
            Issue.record("expected a trap")
            return
        }
        #expect(failure.reason == "limit-reached: a guest may hold 10 handles at once")
    }

    @Test func `a log line and a published value reach the engine`() async throws {
        let outcome = try await outcome("say", "[]") { _ in .value(.none) }
        #expect(outcome == .returned(.ok(nil), isPermanent: false))
        #expect(
            transcript.calls == [
                .log(.warn, message: "run", fields: []), .publish(name: "run", value: JSONText(valid: "{}")),
            ])
    }
}
