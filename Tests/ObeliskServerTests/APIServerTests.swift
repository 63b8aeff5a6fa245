import GRPCCore
import GRPCNIOTransportHTTP2
import ObeliskAPI
import ObeliskCore
import ObeliskDeployment
import ObeliskEngine
import ObeliskTestSupport
import ServiceLifecycle
import SwiftProtobuf
import Testing

@testable import ObeliskServer

@Suite struct APIServerTests {
    private typealias Client = GRPCClient<HTTP2ClientTransport.Posix>

    /// Serves the fixture on a free port while the body runs.
    private func withServer(_ fixture: ServiceFixture, _ body: (Client) async throws -> Void) async throws {
        let (addresses, continuation) = AsyncStream<ListeningAddress>.makeStream()
        let facts = ServerFacts(
            version: "1", node: "test", startedAt: fixture.clock.now, stepCount: { 7 },
            storageStatistics: { StorageStatistics(commits: 8, transactions: 9) })
        let server = APIServer(
            service: fixture.service, facts: facts, address: ListeningAddress(host: "127.0.0.1", port: 0)
        ) { continuation.yield($0) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            var iterator = addresses.makeAsyncIterator()
            let address = try #require(await iterator.next())
            let transport = try HTTP2ClientTransport.Posix(
                target: .ipv4(address: address.host, port: address.port), transportSecurity: .plaintext)
            try await withGRPCClient(transport: transport) { try await body($0) }
            group.cancelAll()
        }
    }

    @Test func anErrorCarriesItsStatusItsStableCodeAndItsMessage() async throws {
        let fixture = try ServiceFixture()
        try await withServer(fixture) { client in
            let executions = Obelisk_V1_ExecutionService.Client(wrapping: client)
            let error = await #expect(throws: RPCError.self) {
                try await executions.submit(.with { $0.function = "demo:fibo/workflow.nope" })
            }
            #expect(error?.code == .notFound)
            let refused = try #require(error.flatMap { APIError($0) })
            #expect(refused.code == .functionNotFound)
            #expect(refused.message.contains("`demo:fibo/workflow.nope`"))
        }
    }

    @Test func aFollowedStatusEndsWithTheExecution() async throws {
        var limits = ObeliskService.Limits()
        limits.followRest = .zero
        let fixture = try ServiceFixture(limits: limits)
        try await withServer(fixture) { client in
            let executions = Obelisk_V1_ExecutionService.Client(wrapping: client)
            let id = try await executions.submit(
                .with {
                    $0.function = ".../workflow.fiboa"
                    $0.paramsJson = "[1]"
                }
            ).executionID
            let states = try await executions.getStatus(
                .with {
                    $0.executionID = id
                    $0.follow = true
                }
            ) { response in
                var states: [Obelisk_V1_ExecutionState] = []
                for try await message in response.messages {
                    if states.isEmpty {
                        try await fixture.finish(ExecutionID(stored: id), with: .err(JSONText(valid: "\"no\"")))
                    }
                    states.append(message.execution.status.state)
                }
                return states
            }
            #expect(states.first == .pending)
            #expect(states.last == .finished)
            let result = try await executions.getResult(.with { $0.executionID = id })
            #expect(result.outcome.kind == .err)
            #expect(result.outcome.payloadJson == "\"no\"")
            let events = try await executions.listEvents(.with { $0.executionID = id })
            #expect(events.events.map(\.kind) == [.created, .locked, .finished])
            #expect(!events.hasNextVersion)
        }
    }

    @Test func componentsAndStatisticsAreTold() async throws {
        let fixture = try ServiceFixture()
        try await withServer(fixture) { client in
            let components = try await Obelisk_V1_ComponentService.Client(wrapping: client).listComponents(.init())
            #expect(components.components.map(\.name) == ["flow", "approval", "mail"])
            #expect(components.components.first?.exports.first?.result == "result<u64, string>")
            let info = try await Obelisk_V1_ServerService.Client(wrapping: client).getServerInfo(.init())
            #expect(info.statistics.steps == 7)
            #expect(info.statistics.physicalCommits == 8)
        }
    }

    @Test func anAddressInUseIsNamed() async throws {
        let fixture = try ServiceFixture()
        let (addresses, continuation) = AsyncStream<ListeningAddress>.makeStream()
        let facts = ServerFacts(
            version: "1", node: "test", startedAt: fixture.clock.now, stepCount: { 0 },
            storageStatistics: { StorageStatistics() })
        let free = ListeningAddress(host: "127.0.0.1", port: 0)
        let first = APIServer(service: fixture.service, facts: facts, address: free) { continuation.yield($0) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await first.run() }
            var iterator = addresses.makeAsyncIterator()
            let taken = try #require(await iterator.next())
            let second = APIServer(service: fixture.service, facts: facts, address: taken) { _ in }
            let error = await #expect(throws: ServerError.self) { try await second.run() }
            #expect(error?.code == .addressUnavailable)
            #expect(error?.message.hasPrefix("cannot listen on \(taken): it is in use") == true)
            group.cancelAll()
        }
    }
}
