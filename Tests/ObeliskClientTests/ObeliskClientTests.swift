import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import ObeliskAPI
import SwiftProtobuf
import Testing

@testable import ObeliskClient

@Suite struct ObeliskClientTests {
    /// Answers as a newer server might: with values this client has no name for.
    private struct NewerServer: Obelisk_V1_ExecutionService.SimpleServiceProtocol {
        func submit(
            request: Obelisk_V1_SubmitRequest, context: ServerContext
        ) async throws -> Obelisk_V1_SubmitResponse {
            throw APIError(APIErrorCode(name: "moon_not_full"), "wait")
        }

        func getStatus(
            request: Obelisk_V1_GetStatusRequest, response: RPCWriter<Obelisk_V1_GetStatusResponse>,
            context: ServerContext
        ) async throws {
            try await response.write(
                .with {
                    $0.execution.executionID = request.executionID
                    $0.execution.status.state = .UNRECOGNIZED(42)
                })
        }

        func getResult(
            request: Obelisk_V1_GetResultRequest, context: ServerContext
        ) async throws -> Obelisk_V1_GetResultResponse {
            .with {
                $0.outcome.kind = .failed
                $0.outcome.failureKind = .UNRECOGNIZED(43)
            }
        }

        func stub(
            request: Obelisk_V1_StubRequest, context: ServerContext
        ) async throws -> Obelisk_V1_StubResponse {
            .with { $0.existed = true }
        }

        func listExecutions(
            request: Obelisk_V1_ListExecutionsRequest, context: ServerContext
        ) async throws -> Obelisk_V1_ListExecutionsResponse {
            throw APIError(.executionConflict, "no")
        }

        func listEvents(
            request: Obelisk_V1_ListEventsRequest, context: ServerContext
        ) async throws -> Obelisk_V1_ListEventsResponse {
            .with {
                $0.events = [
                    .with { $0.kind = .UNRECOGNIZED(99) }, .with { $0.kind = .childRequested },
                ]
                $0.nextVersion = 2
            }
        }
    }

    @Test func whatANewerServerSaysSurvives() async throws {
        let transport = HTTP2ServerTransport.Posix(
            address: .ipv4(host: "127.0.0.1", port: 0), transportSecurity: .plaintext)
        try await withGRPCServer(transport: transport, services: [NewerServer()]) { server in
            let port = try #require(try await server.listeningAddress?.ipv4?.port)
            try await ObeliskClient.withConnection(to: ServerAddress(host: "127.0.0.1", port: port)) { client in
                #expect(try await client.status(of: "a").status == .unknown("unknown(42)"))
                let outcome = try await client.result(of: "a", wait: false).outcome
                #expect(outcome == .failed(kind: "unknown(43)", reason: "", detail: ""))
                let page = try await client.listEvents(of: "a")
                #expect(page.elements.map(\.kind) == ["unknown(99)", "child_requested"])
                #expect(page.next == 2)
                let unknown = await #expect(throws: ClientError.self) {
                    try await client.submit(function: "f", params: "[]")
                }
                #expect(unknown?.code == .refused(.unknown("moon_not_full")))
                #expect(unknown?.isInputError == false)
                let conflict = await #expect(throws: ClientError.self) { try await client.listExecutions() }
                #expect(conflict?.code == .refused(.executionConflict))
                #expect(conflict?.isInputError == true)
            }
        }
    }

    @Test func aServerThatIsNotThereIsUnreachable() async throws {
        // Port 1 of the loopback interface has no listener.
        let address = ServerAddress(host: "127.0.0.1", port: 1)
        let error = await #expect(throws: ClientError.self) {
            try await ObeliskClient.withConnection(to: address) { try await $0.status(of: "a") }
        }
        #expect(error?.isUnreachable == true)
        #expect(error?.message.contains("http://127.0.0.1:1") == true)
    }

    @Test(arguments: ["http://127.0.0.1:5005", "127.0.0.1:5005", "http://127.0.0.1:5005/"])
    func addressesAreReadInEveryForm(text: String) throws {
        #expect(try ServerAddress(parsing: text) == .standard)
    }

    @Test(arguments: ["", "localhost", "https://a:1", "http://:1", "::1:80", "a:0", "a:99999", "http://a:1/b"])
    func whatIsNoAddressIsRefused(text: String) {
        let error = #expect(throws: ClientError.self) { try ServerAddress(parsing: text) }
        #expect(error?.code == .invalidAddress)
    }

    @Test func everyCodeKeepsItsName() {
        for code in APIErrorCode.allKnown {
            #expect(APIErrorCode(name: code.name) == code)
        }
    }
}
