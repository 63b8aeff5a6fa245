import ObeliskCore
import ObeliskRuntime
import Testing
import WIT

struct ExampleGuestTests {
    private static let fiboType = FunctionType(
        parameters: [.init("n", .u8)], result: .result(ok: .u64, err: .string))

    @Test func `the example's components are described by their interfaces`() async throws {
        let runtime = try makeRuntime()
        let activity = try await runtime.describe(TestComponents.example("fibo-activity"))
        #expect(
            activity.exports == [.init(name: "demo:fibo/fibo", functions: [.init(name: "fibo", type: Self.fiboType)])])
        let workflow = try await runtime.describe(TestComponents.example("fibo-workflow"))
        #expect(workflow.exports.map(\.name) == ["demo:fibo/workflow"])
        #expect(workflow.exports.first?.functions.map(\.name).sorted() == ["fibo-sleepy", "fiboa"])
        #expect(
            workflow.imports.contains(
                .init(name: "demo:fibo/fibo", functions: [.init(name: "fibo", type: Self.fiboType)])))
        let log = try #require(workflow.imports.first { $0.name == "obelisk:log/log@1.0.0" }?.functions.first)
        #expect(log.type.parameters.map(\.name) == ["level", "message", "fields"])
        let level = try #require(log.type.parameters.first?.type.name)
        #expect(level.description == "obelisk:log/log@1.0.0.{level}")
    }

    @Test func `an activity runs, and tells an error of its own`() async throws {
        let runtime = try makeRuntime()
        try await runtime.load(.init(test: "fibo", .activity), bytes: TestComponents.example("fibo-activity"))
        let good = try runtime.startActivity(GuestStart("fibo", "demo:fibo/fibo.fibo", "[10]")) { _ in .value(.none) }
        #expect(good.outcome() == .returned(.ok(JSONText(valid: "55")), isPermanent: false))
        let bad = try runtime.startActivity(GuestStart("fibo", "demo:fibo/fibo.fibo", "[94]")) { _ in .value(.none) }
        guard case .returned(.err(let error?), false)? = bad.outcome() else {
            Issue.record("expected an error of the function's own")
            return
        }
        #expect(error.text.contains("does not fit into 64 bits"))
    }

    @Test func `a workflow waits for each of its children and goes on with their results`() async throws {
        let runtime = try makeRuntime()
        try await runtime.load(.init(test: "workflow", .workflow), bytes: TestComponents.example("fibo-workflow"))
        let transcript = Transcript()
        let call = try runtime.startWorkflow(
            GuestStart("workflow", "demo:fibo/workflow.fiboa", "[10, 500]")
        ) { call in
            transcript.note(call)
            if case .log = call { return .value(.none) }
            return .suspend
        }
        for _ in 0..<500 {
            guard case .suspended = call.run() else {
                Issue.record("expected the guest to wait for its child")
                return
            }
            call.answer(.outcome(.ok(JSONText(valid: "55"))))
        }
        #expect(call.outcome() == .returned(.ok(JSONText(valid: "55")), isPermanent: false))
        let fibo = try FunctionName(parsing: "demo:fibo/fibo.fibo")
        #expect(
            transcript.calls.first
                == .log(.info, message: "calling fibo in series", fields: [["n", "10"], ["iterations", "500"]]))
        #expect(
            Array(transcript.calls.dropFirst())
                == Array(repeating: .call(fibo, params: JSONText(valid: "[10]")), count: 500))
    }

    @Test func `a platform failure of a child reaches its caller as the function's own error`() async throws {
        let runtime = try makeRuntime()
        try await runtime.load(.init(test: "workflow", .workflow), bytes: TestComponents.example("fibo-workflow"))
        for result in [HostResult.outcome(.failed(Failure(.timedOut))), .refused(.functionNotFound)] {
            let call = try runtime.startWorkflow(GuestStart("workflow", "demo:fibo/workflow.fiboa", "[1, 1]")) { call in
                if case .log = call { return .value(.none) }
                return .value(result)
            }
            #expect(call.outcome() == .returned(.err(JSONText(valid: "\"execution_failed\"")), isPermanent: false))
        }
    }

    @Test func `a sleep is asked for as the guest said it`() async throws {
        let runtime = try makeRuntime()
        try await runtime.load(.init(test: "workflow", .workflow), bytes: TestComponents.example("fibo-workflow"))
        let transcript = Transcript()
        let call = try runtime.startWorkflow(GuestStart("workflow", "demo:fibo/workflow.fibo-sleepy", "[1500]")) {
            transcript.note($0)
            return .suspend
        }
        guard case .suspended = call.run() else {
            Issue.record("expected to wait")
            return
        }
        #expect(transcript.calls == [.sleep(.after(.milliseconds(1_500)), name: nil)])
        call.answer(.slept(Timestamp(microsecondsSinceEpoch: 5)))
        #expect(call.outcome() == .returned(.ok(nil), isPermanent: false))
    }

    @Test func `an answer that does not fit ends the guest with a reason`() async throws {
        let runtime = try makeRuntime()
        try await runtime.load(.init(test: "workflow", .workflow), bytes: TestComponents.example("fibo-workflow"))
        let call = try runtime.startWorkflow(GuestStart("workflow", "demo:fibo/workflow.fiboa", "[1, 1]")) { call in
            if case .log = call { return .value(.none) }
            return .suspend
        }
        guard case .suspended = call.run() else {
            Issue.record("expected to wait")
            return
        }
        call.answer(.outcome(.ok(JSONText(valid: "\"a string\""))))
        guard case .trapped(let failure)? = call.outcome() else {
            Issue.record("expected the guest to end")
            return
        }
        #expect(failure.reason?.contains("expected u64") == true)
    }

    @Test func `a host that says trap traps the guest, with where it was`() async throws {
        let runtime = try makeRuntime()
        try await runtime.load(.init(test: "workflow", .workflow), bytes: TestComponents.example("fibo-workflow"))
        let call = try runtime.startWorkflow(GuestStart("workflow", "demo:fibo/workflow.fiboa", "[1, 1]")) { _ in
            .trap("not today")
        }
        guard case .trapped(let failure)? = call.outcome() else {
            Issue.record("expected a trap")
            return
        }
        #expect(failure.kind == .trapped)
        #expect(failure.reason == "not today")
        #expect(failure.detail?.contains("0: ") == true)
    }

    @Test(
        arguments: [
            ("[]", "params: expected an array of 1 parameters (n: u8), found 0"), ("[256]", "params[0]"),
            ("[\"x\"]", "params[0]: expected u8, found string \"x\""), ("7", "params: expected an array"),
        ])
    func `parameters that do not fit are refused before anything runs`(_ params: String, _ reason: String) async throws
    {
        let runtime = try makeRuntime()
        try await runtime.load(.init(test: "fibo", .activity), bytes: TestComponents.example("fibo-activity"))
        let error = #expect(throws: RuntimeError.self) {
            try runtime.startActivity(GuestStart("fibo", "demo:fibo/fibo.fibo", params)) { _ in .value(.none) }
        }
        #expect(error?.code == .invalid)
        #expect(error?.message.hasPrefix(reason) == true, "\(error?.message ?? "")")
    }

    @Test func `unknown components and functions are named`() async throws {
        let runtime = try makeRuntime()
        try await runtime.load(.init(test: "fibo", .activity), bytes: TestComponents.example("fibo-activity"))
        let function = #expect(throws: RuntimeError.self) {
            try runtime.startActivity(GuestStart("fibo", "demo:fibo/fibo.fob", "[1]")) { _ in .value(.none) }
        }
        #expect(function?.message.contains("demo:fibo/fibo.fob") == true)
        let component = #expect(throws: RuntimeError.self) {
            try runtime.startActivity(GuestStart("other", "demo:fibo/fibo.fibo", "[1]")) { _ in .value(.none) }
        }
        #expect(component?.message == "no activity named other is loaded")
    }
}
