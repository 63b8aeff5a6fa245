import ObeliskCore
import ObeliskTestSupport
import Testing

/// A guest of one MiB in all: what leaks but a byte a call does not come to its millionth.
struct GuestMemoryTests {
    private static let memoryBytesMax = 1 << 20

    private func guest() async throws -> GuestRun {
        let bytes = try GuestBuild.swift("Guests/Churn/Sources", wit: "Guests/Churn/wit", world: "churning")
        return try await GuestRun(bytes, .workflow)
    }

    private func run(_ function: String, rounds: Int, host: @escaping @Sendable (HostCall) -> HostReply) async throws
        -> GuestOutcome?
    {
        try await guest().call(
            "test:churn/churn.\(function)", "[\(rounds)]", memoryBytesMax: Self.memoryBytesMax, host: host)
    }

    @Test func `a million calls of an export with texts and lists leave the guest's memory flat`() async throws {
        let outcome = try await run("call-exports", rounds: 1_000_000) { _ in .trap("not expected") }
        // Two lines of three calls come back, the text of an error is 15 bytes long.
        #expect(outcome == .returned(.ok(JSONText(valid: "\(666_666 * 2 + 333_334 * 15)")), isPermanent: false))
    }

    @Test func `calls of imports with texts and lists leave the guest's memory flat`() async throws {
        let answer = """
            [{"name":"one","tags":["a tag that is long enough for the heap"],"count":1},{"name":"two","tags":[],"count":2}]
            """
        let rounds = 20_000
        let outcome = try await run("call-imports", rounds: rounds) { call in
            guard case .call(_, let params) = call else { return .value(.none) }
            let isOdd = params.text.utf8.contains(UInt8(ascii: "9"))
            return .value(.outcome(isOdd ? .err(JSONText(valid: "\"sixsix\"")) : .ok(JSONText(valid: answer))))
        }
        #expect(outcome == .returned(.ok(JSONText(valid: "\(rounds * 6)")), isPermanent: false))
    }

    @Test func `blocks of all sizes are used again and become one piece when they are free`() async throws {
        let outcome = try await run("allocate", rounds: 200_000) { _ in .trap("not expected") }
        guard case .returned(.ok, _)? = outcome else {
            Issue.record("\(String(describing: outcome))")
            return
        }
    }
}
