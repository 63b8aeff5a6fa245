import ObeliskAPI
import ObeliskCore
import ObeliskDeployment
import ObeliskTestSupport
import Testing

@testable import ObeliskServer

/// Supplying the results of `demo:approval/approval.approve(amount: u32) -> result<bool, string>`.
@Suite struct StubServiceTests {
    private func stub(_ fixture: ServiceFixture, kind: ComponentKind = .activityStub) async throws -> ExecutionID {
        let id = ExecutionID(stored: "order-1.o:1-approve_1")
        let created = Created(
            function: FunctionName(interface: "demo:approval/approval", function: "approve"),
            params: JSONText(valid: "[5]"), component: "approval", due: fixture.clock.now, seed: 1,
            memoryBytesMax: 1 << 20)
        let creation = Creation(id: id, kind: kind, created: created, time: fixture.clock.now)
        let outcomes = await fixture.store.commit([Transaction([.create(creation)])])
        guard case .committed = outcomes[0] else { throw ServiceFixture.FixtureError.notCommitted(outcomes[0]) }
        return id
    }

    @Test func aResultIsStoredOnceHoweverOftenItIsSupplied() async throws {
        let fixture = try ServiceFixture()
        let id = try await stub(fixture)
        #expect(try await fixture.service.stub(id.text, result: #"{"ok": true}"#) == false)
        #expect(try await fixture.service.result(of: id.text, wait: false).outcome == .ok(JSONText(valid: "true")))
        #expect(try await fixture.service.stub(id.text, result: #"{ "ok" : true }"#) == true)
        let error = await #expect(throws: APIError.self) {
            try await fixture.service.stub(id.text, result: #"{"ok": false}"#)
        }
        #expect(error?.code == .executionConflict)
        #expect(error?.message.hasSuffix("has ended already, otherwise: ok true") == true)
    }

    @Test(
        arguments: [
            (#"{"ok": 1}"#, "ok: expected bool, found number 1"),
            (#"{"ok": true, "err": "x"}"#, "expected"),
            (#"true"#, "expected"),
            (#"{"ok": tru"#, "not JSON: line 1"),
            (#"{"err": 5}"#, "err: expected string, found number 5"),
        ])
    func aResultThatDoesNotFitIsRefusedAndNothingIsStored(result: String, message: String) async throws {
        let fixture = try ServiceFixture()
        let id = try await stub(fixture)
        let error = await #expect(throws: APIError.self) { try await fixture.service.stub(id.text, result: result) }
        #expect(error?.code == .invalidResult)
        #expect(error?.message.contains(message) == true, "said: \(error?.message ?? "")")
        #expect(try await fixture.service.execution(id.text).version == 0)
    }

    @Test(arguments: [ComponentKind.workflow, .activity, .activityExternal])
    func onlyAStubTakesAResult(kind: ComponentKind) async throws {
        let fixture = try ServiceFixture()
        let id = try await stub(fixture, kind: kind)
        let error = await #expect(throws: APIError.self) {
            try await fixture.service.stub(id.text, result: #"{"ok": true}"#)
        }
        #expect(error?.code == .invalidRequest)
        #expect(error?.message.contains("is no stub") == true)
        let unknown = await #expect(throws: APIError.self) {
            try await fixture.service.stub("nobody", result: #"{"ok": true}"#)
        }
        #expect(unknown?.code == .executionNotFound)
    }

    @Test func aStubIsNotSubmittedAndAnExternalActivityIsAndWaits() async throws {
        let fixture = try ServiceFixture()
        let error = await #expect(throws: APIError.self) {
            try await fixture.service.submit(SubmissionRequest(function: ".../approval.approve", params: "[5]"))
        }
        #expect(error?.code == .invalidRequest)
        let submission = try await fixture.service.submit(
            SubmissionRequest(function: ".../mail.send", params: #"["hello"]"#))
        let row = try await fixture.service.execution(submission.id.text)
        #expect(row.kind == .activityExternal && row.status == .pending(fixture.clock.now))
        #expect(fixture.service.registry.components.map(\.name) == ["flow"])
    }
}
