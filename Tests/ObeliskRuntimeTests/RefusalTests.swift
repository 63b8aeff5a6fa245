import Foundation
import ObeliskCore
import ObeliskRuntime
import Testing

struct RefusalTests {
    private func refusal(
        _ bytes: @autoclosure () throws -> [UInt8], _ kind: ComponentKind = .workflow
    ) async throws -> String? {
        let runtime = try makeRuntime()
        let bytes = try bytes()
        let error = await #expect(throws: RuntimeError.self) {
            try await runtime.load(.init(test: "guest", kind), bytes: bytes)
        }
        #expect(error?.code == .unsuitable)
        return error?.message
    }

    /// A component that imports one function of an interface and calls nothing.
    private func importing(
        _ imports: String, _ module: String, _ function: String, _ type: String = "(param i32)"
    ) throws -> [UInt8] {
        try TestComponents.make(
            world: """
                package test:guest;
                interface other {
                    plain: func() -> string;
                    strange: func() -> result<string, u8>;
                    fine: func() -> result<string, string>;
                }
                world guest { \(imports) }
                """,
            core: """
                (module
                  (import "\(module)" "\(function)" (func \(type)))
                  (memory (export "memory") 1)
                  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) i32.const 0))
                """)
    }

    @Test func `bytes that are no component are refused by what they are`() async throws {
        let good = try TestComponents.example("fibo-workflow")
        #expect(try await refusal(Array("junk".utf8))?.contains("not WebAssembly") == true)
        #expect(try await refusal([0, 0x61, 0x73, 0x6D, 1, 0, 0, 0])?.contains("core WebAssembly module") == true)
        #expect(try await refusal(Array(good[..<(good.count / 2)]))?.contains("truncated") == true)
        let runtime = try makeRuntime()
        await #expect(throws: RuntimeError.self) { try await runtime.describe([]) }
    }

    @Test(arguments: ["create-join-set", "schedule", "stub"])
    func `functions of later versions are refused by name`(_ function: String) async throws {
        let types = [
            "create-join-set": "(param i32 i32 i32 i32)",
            "schedule": "(param i32 i32 i32 i32 i32 i32 i32 i64 i64 i32)", "stub": "(param i32 i32 i32 i32 i32)",
        ]
        let support = "obelisk:workflow/workflow-support@1.0.0"
        let message = try await refusal(
            importing("import \(support);", support, function, types[function] ?? ""))
        #expect(message == "the component imports \(support).\(function), which is not in this version")
    }

    @Test func `an activity may import the log, and neither workflow support nor other components`() async throws {
        let support = "obelisk:workflow/workflow-support@1.0.0"
        let message = try await refusal(importing("import \(support);", support, "now"), .activity)
        #expect(message?.contains("only a workflow may") == true)
        let other = try await refusal(importing("import other;", "test:guest/other", "fine"), .activity)
        #expect(other?.contains("calls no functions of other components") == true)
        let log = "obelisk:log/log@1.0.0"
        let runtime = try makeRuntime()
        try await runtime.load(
            .init(test: "guest", .activity),
            bytes: importing("import \(log);", log, "log", "(param i32 i32 i32 i32 i32)"))
    }

    @Test func `an import that cannot be run durably is refused`() async throws {
        let plain = try await refusal(importing("import other;", "test:guest/other", "plain"))
        #expect(plain?.contains("test:guest/other.plain") == true)
        #expect(plain?.contains("must be a `result`") == true)
        let strange = try await refusal(importing("import other;", "test:guest/other", "strange"))
        #expect(strange?.contains("execution-failed") == true)
    }

    @Test func `an import of the world itself is refused`() async throws {
        let message = try await refusal(importing("import bare: func() -> string;", "$root", "bare"))
        #expect(message?.contains("imports `bare`") == true)
    }

    @Test func `a guest built against a later patch of a support package links`() async throws {
        let runtime = try makeRuntime()
        let bytes = try importing(
            "import obelisk:log/log@1.0.0;", "obelisk:log/log@1.0.0", "log", "(param i32 i32 i32 i32 i32)")
        // Both names have the same length, so that the bytes stay a component.
        let later = try #require(String(decoding: bytes, as: Unicode.ASCII.self).contains("log@1.0.0") ? bytes : nil)
        var patched = later
        let name = Array("log@1.0.0".utf8)
        for start in patched.indices.dropLast(name.count) where patched[start...].starts(with: name) {
            patched[start + name.count - 1] = UInt8(ascii: "3")
        }
        try await runtime.load(.init(test: "guest", .activity), bytes: patched)
        #expect(try await runtime.describe(patched).imports.map(\.name) == ["obelisk:log/log@1.0.3"])
    }

    @Test func `more memory than the engine gives is refused at the start`() async throws {
        let runtime = try makeRuntime { $0.memoryBytesMax = 1 << 20 }
        try await runtime.load(.init(test: "fibo", .activity), bytes: TestComponents.example("fibo-activity"))
        let error = #expect(throws: RuntimeError.self) {
            try runtime.startActivity(GuestStart("fibo", "demo:fibo/fibo.fibo", "[1]", memoryBytesMax: 2 << 20)) { _ in
                .value(.none)
            }
        }
        #expect(error?.code == .invalid)
    }

    @Test func `a guest that needs more memory than it may have ends with that limit`() async throws {
        let runtime = try makeRuntime()
        try await runtime.load(.init(test: "fibo", .activity), bytes: TestComponents.example("fibo-activity"))
        let call = try runtime.startActivity(
            GuestStart("fibo", "demo:fibo/fibo.fibo", "[1]", memoryBytesMax: 1_000)
        ) { _ in .value(.none) }
        guard case .trapped(let failure)? = call.outcome() else {
            Issue.record("expected a failure")
            return
        }
        #expect(failure.kind == .limitExceeded)
    }

    @Test func `fuel ends a guest that uses it up`() async throws {
        let runtime = try makeRuntime { $0.fuelPerBurst = 50 }
        try await runtime.load(.init(test: "fibo", .activity), bytes: TestComponents.example("fibo-activity"))
        let call = try runtime.startActivity(GuestStart("fibo", "demo:fibo/fibo.fibo", "[90]")) { _ in .value(.none) }
        guard case .trapped(let failure)? = call.outcome() else {
            Issue.record("expected a failure")
            return
        }
        #expect(failure.kind == .outOfFuel)
    }

    @Test func `fuel is given anew with each answer that wakes a workflow`() async throws {
        // Enough for the busiest burst of this guest, its first, and far from enough for all of them together.
        let runtime = try makeRuntime { $0.fuelPerBurst = 20_000 }
        try await runtime.load(.init(test: "workflow", .workflow), bytes: TestComponents.example("fibo-workflow"))
        let call = try runtime.startWorkflow(GuestStart("workflow", "demo:fibo/workflow.fiboa", "[1, 2000]")) { call in
            if case .log = call { .value(.none) } else { .suspend }
        }
        for _ in 0..<2_000 {
            guard case .suspended = call.run() else {
                Issue.record("expected to wait")
                return
            }
            call.answer(.outcome(.ok(JSONText(valid: "1"))))
        }
        #expect(call.outcome() == .returned(.ok(JSONText(valid: "1")), isPermanent: false))
    }
}
