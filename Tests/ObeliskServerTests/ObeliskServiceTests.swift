import ObeliskAPI
import ObeliskCore
import ObeliskDeployment
import ObeliskEngine
import ObeliskTestSupport
import Testing

@testable import ObeliskServer

@Suite struct ObeliskServiceTests {
    private func submit(
        _ fixture: ServiceFixture, _ function: String = ".../workflow.fiboa", _ params: String = "[7]",
        id: String? = nil
    ) async throws -> Submission {
        try await fixture.service.submit(SubmissionRequest(function: function, params: params, id: id))
    }

    @Test func aSubmitIsStoredBeforeItIsAnswered() async throws {
        let fixture = try ServiceFixture()
        let submission = try await submit(fixture)
        let row = try await fixture.service.execution(submission.id.text)
        #expect(row.function.text == "demo:fibo/workflow.fiboa")
        #expect(row.status == .pending(fixture.clock.now))
        #expect(!submission.existed)
    }

    @Test func anIdOfTheSubmittersChoiceMakesTheSubmitIdempotent() async throws {
        let fixture = try ServiceFixture()
        #expect(try await !submit(fixture, id: "order-1").existed)
        #expect(try await submit(fixture, id: "order-1").existed)
        let error = await #expect(throws: APIError.self) {
            try await submit(fixture, ".../workflow.fiboa", "[8]", id: "order-1")
        }
        #expect(error?.code == .executionConflict)
    }

    @Test(
        arguments: [
            ("demo:fibo/workflow.nope", "[1]", nil, APIErrorCode.functionNotFound),
            ("nope", "[1]", nil, .invalidRequest),
            (".../workflow.fiboa", "[300]", nil, .invalidParams),
            (".../workflow.fiboa", "[1, 2]", nil, .invalidParams),
            (".../workflow.fiboa", "[\"1\"]", nil, .invalidParams),
            (".../workflow.fiboa", "{nope", nil, .invalidParams),
            (".../workflow.fiboa", "[1]", "a b", .invalidID),
            (".../workflow.fiboa", "[\(String(repeating: " ", count: 64))1]", nil, .limitReached),
        ])
    func badInputIsRefusedAndNothingIsStored(
        function: String, params: String, id: String?, code: APIErrorCode
    ) async throws {
        var limits = ObeliskService.Limits()
        limits.paramsBytesMax = 64
        let fixture = try ServiceFixture(limits: limits)
        let error = await #expect(throws: APIError.self) { try await submit(fixture, function, params, id: id) }
        #expect(error?.code == code)
        let stored = try await fixture.service.executions(ExecutionListFilter(), pageSize: 10, cursor: "")
        #expect(stored.rows.isEmpty)
    }

    @Test func unfinishedExecutionsAreBoundedAndTheOnesThatExistAreStillAnswered() async throws {
        var limits = ObeliskService.Limits()
        limits.unfinishedMax = 1
        let fixture = try ServiceFixture(limits: limits)
        let id = try await submit(fixture, id: "order-1").id
        let error = await #expect(throws: APIError.self) { try await submit(fixture, id: "order-2") }
        #expect(error?.code == .limitReached)
        #expect(error?.message.contains("`limits.unfinished`") == true)
        #expect(try await submit(fixture, id: "order-1").existed)
        try await fixture.finish(id, with: .ok(nil))
        #expect(try await !submit(fixture, id: "order-2").existed)
    }

    @Test func aWaitingResultComesWithTheEnd() async throws {
        let fixture = try ServiceFixture()
        let id = try await submit(fixture).id
        #expect(try await fixture.service.result(of: id.text, wait: false).outcome == nil)
        async let waiting = fixture.service.result(of: id.text, wait: true)
        while fixture.followers.count == 0 { await Task.yield() }
        try await fixture.finish(id, with: .ok(JSONText(valid: "13")))
        #expect(try await waiting.outcome == .ok(JSONText(valid: "13")))
    }

    @Test func followersAreLetGoWhenTheServerStops() async throws {
        let fixture = try ServiceFixture()
        let id = try await submit(fixture).id
        fixture.followers.close()
        let error = await #expect(throws: APIError.self) {
            _ = try await fixture.service.result(of: id.text, wait: true)
        }
        #expect(error?.code == .shuttingDown)
    }

    @Test func pagesOfExecutionsJoinWithoutGapOrOverlap() async throws {
        let fixture = try ServiceFixture()
        var submitted: [String] = []
        for number in 0..<7 {
            fixture.clock.advance(by: number.isMultiple(of: 2) ? .seconds(1) : .zero)
            submitted.append(try await submit(fixture, id: "order-\(number)").id.text)
        }
        var listed: [String] = []
        var cursor: String? = ""
        while let token = cursor {
            let page = try await fixture.service.executions(ExecutionListFilter(), pageSize: 3, cursor: token)
            listed += page.rows.map(\.id.text)
            cursor = page.next
        }
        #expect(listed.sorted() == submitted)
        #expect(Set(listed).count == listed.count)
        let error = await #expect(throws: APIError.self) {
            try await fixture.service.executions(ExecutionListFilter(), pageSize: 3, cursor: "nonsense")
        }
        #expect(error?.code == .invalidRequest)
    }

    @Test func pagesOfEventsEndWithTheLog() async throws {
        let fixture = try ServiceFixture()
        let id = try await submit(fixture).id
        try await fixture.finish(id, with: .err(nil))
        let first = try await fixture.service.events(of: id.text, from: 0, pageSize: 2)
        #expect(first.events.map(\.event.kind) == ["created", "locked"])
        #expect(first.next == 2)
        let second = try await fixture.service.events(of: id.text, from: 2, pageSize: 2)
        #expect(second.events.map(\.event.kind) == ["finished"])
        #expect(second.next == nil)
    }

    @Test func aPageOfEventsEndsBeforeItGrowsTooLarge() async throws {
        var limits = ObeliskService.Limits()
        limits.pageBytesMax = 1
        let fixture = try ServiceFixture(limits: limits)
        let id = try await submit(fixture).id
        try await fixture.finish(id, with: .err(nil))
        let page = try await fixture.service.events(of: id.text, from: 0, pageSize: 100)
        #expect(page.events.map(\.version) == [0])
        #expect(page.next == 1)
    }

    @Test func theProtocolHasAWordForEveryKindOfEventAndFailure() {
        for kind in FailureKind.allCases {
            #expect(Obelisk_V1_FailureKind(kind).name == kind.rawValue)
        }
        for kind in ComponentKind.allCases {
            #expect(Obelisk_V1_ComponentKind(name: kind.rawValue) != nil)
        }
        let unwritten = Obelisk_V1_EventKind.vocabulary.values.filter { name in
            do {
                _ = try Event(kind: name, body: Array("{}".utf8))
                return false
            } catch {
                return "\(error)".contains("no such kind")
            }
        }
        #expect(unwritten.sorted() == ["compensation_registered", "forked"])
        #expect(Obelisk_V1_EventKind.vocabulary.count == 28)
        #expect(Obelisk_V1_EventKind.UNRECOGNIZED(77).name == "unknown(77)")
    }
}
