import ObeliskCore
import ObeliskTestSupport
import Synchronization
import Testing

/// What the SDK makes of the engine's interfaces, asked by a guest in Swift.
struct AskingGuestTests {
    private let calls = CallList()

    private func outcome(
        _ function: String, _ params: String, _ answer: @escaping @Sendable (HostCall) -> HostReply
    ) async throws -> GuestOutcome? {
        let bytes = try GuestComponents.swift("Guests/Asking/Sources", wit: "Guests/Asking/wit", world: "asking")
        return try await GuestRun(bytes, .workflow).call("test:asking/questions.\(function)", params) { [calls] call in
            calls.note(call)
            return answer(call)
        }
    }

    private func ok(_ json: String) -> GuestOutcome { .returned(.ok(JSONText(valid: json)), isPermanent: false) }

    @Test func `durations and instants are the engine's, rounded up to milliseconds`() async throws {
        let start = Timestamp(microsecondsSinceEpoch: 1_000_000_000_500_000)
        let until = Timestamp(microsecondsSinceEpoch: 1_000_000_060_250_000)
        let params = #"[{"minutes":2},{"seconds":1000000060,"nanoseconds":250000000}]"#
        let outcome = try await outcome("naps", params) { call in
            switch call {
            case .now: .value(.time(start))
            case .sleep(.at(let instant), _): .value(.slept(instant))
            case .sleep: .value(.slept(start))
            default: .trap("unexpected \(call)")
            }
        }
        #expect(outcome == ok(#"{"seconds":1000000058,"nanoseconds":750000000}"#))
        #expect(
            calls.all == [
                .now, .sleep(.after(.seconds(120)), name: "first"), .sleep(.after(.milliseconds(2)), name: nil),
                .sleep(.after(.zero), name: nil), .sleep(.at(until), name: nil),
                .sleep(.at(Timestamp(microsecondsSinceEpoch: 1_000_000_058_750_000)), name: nil),
            ])
    }

    @Test func `a cancelled sleep is a refusal`() async throws {
        let params = #"[{"days":1},{"seconds":0,"nanoseconds":0}]"#
        let outcome = try await outcome("naps", params) { call in
            call == .now ? .value(.time(Timestamp(microsecondsSinceEpoch: 0))) : .value(.slept(nil))
        }
        let expected = Outcome.err(JSONText(valid: "\"the sleep was cancelled\""))
        #expect(outcome == .returned(expected, isPermanent: false))
    }

    @Test func `ranges of any integer become one the engine can draw from`() async throws {
        let outcome = try await outcome("dice", "[]") { call in
            switch call {
            case .randomU64(let min, let max): .value(.number(min == 0 ? max - 1 : min))
            case .randomString: .value(.text("abc"))
            default: .trap("unexpected \(call)")
            }
        }
        #expect(outcome == ok("[5,18446744073709551615,6,5,3]"))
        #expect(
            calls.all == [
                .randomU64(min: 0, max: 6), .randomU64(min: 0, max: .max), .randomU64(min: 0, max: 6),
                .randomU64(min: 0, max: 11), .randomString(minLength: 3, maxLength: 4),
            ])
    }

    @Test func `handles are objects, and are dropped with them`() async throws {
        let function = try FunctionName(parsing: "demo:fibo/fibo.fibo")
        let outcome = try await outcome("who", "[]") { call in
            switch call {
            case .currentExecution: .value(.execution(ExecutionID(stored: "E_me")))
            case .lastCall: .value(.optionalExecution(nil))
            case .executionOutcome: .value(.optionalOutcome(nil))
            case .executionFunction: .value(.function(function))
            case .executionJoinSet: .value(.optionalText("o:1"))
            case .executionFailure: .value(.optionalFailure(.workerLost))
            default: .trap("unexpected \(call)")
            }
        }
        #expect(outcome == ok(#"["E_me","true","not processed","fibo","o:1","lost"]"#))
    }

    @Test func `a function known only at run time is called with JSON`() async throws {
        let answer = JSONText(valid: #"{"n": -12.5e-1, "list":["a", "b\u00e9\n"]}"#)
        let outcome = try await outcome("ask", #"["demo:fibo/fibo.fibo", 0.1]"#) { call in
            if case .call = call { return .value(.outcome(.ok(answer))) }
            return .value(.none)
        }
        #expect(outcome == ok(#""{\"n\":-12.5e-1,\"list\":[\"a\",\"bé\\n\"]}""#))
        let fibo = try FunctionName(parsing: "demo:fibo/fibo.fibo")
        #expect(
            calls.all == [
                .publish(name: "question", value: JSONText(valid: #"{"number":0.1,"list":[null,true,"\u0001\"é"]}"#)),
                .call(fibo, params: JSONText(valid: #"[0.1,[7,18446744073709551,{"a-b":"c\n"}]]"#)),
                .log(.warn, message: "answered", fields: [["sum", "-1.15"], ["text", "bé\n"], ["text", "twice"]]),
            ])
    }

    @Test func `sets and dictionaries have one order in every run`() async throws {
        let params = #"[["one","two","three","four","five","two"]]"#
        let first = try await outcome("order", params) { _ in .trap("unexpected") }
        let second = try await outcome("order", params) { _ in .trap("unexpected") }
        #expect(first == second)
        guard case .returned(.ok, _)? = first else {
            Issue.record("\(String(describing: first))")
            return
        }
    }
}

/// What a guest asked, in order.
private final class CallList: Sendable {
    private let entries = Mutex<[HostCall]>([])

    func note(_ call: HostCall) { entries.withLock { $0.append(call) } }

    var all: [HostCall] { entries.withLock { $0 } }
}
