import GRPCCore
import GRPCNIOTransportHTTP2
import ObeliskAPI

/// A typed client of one server. Every call throws `ClientError`.
package struct ObeliskClient: Sendable {
    /// HTTP/2 over sockets, unencrypted.
    typealias Transport = HTTP2ClientTransport.Posix

    /// Where the server is.
    let address: ServerAddress
    let executions: Obelisk_V1_ExecutionService.Client<Transport>
    let components: Obelisk_V1_ComponentService.Client<Transport>
    let server: Obelisk_V1_ServerService.Client<Transport>

    /// Messages of any size the server gives or takes: its limits count. (The transport holds both directions to what
    /// it calls the limit of requests.)
    static var options: CallOptions {
        var options = CallOptions.defaults
        options.maxRequestMessageBytes = 1 << 30
        return options
    }

    /// Connects, runs the body and disconnects.
    package static func withConnection<Result: Sendable>(
        to address: ServerAddress, _ body: (ObeliskClient) async throws -> Result
    ) async throws -> Result {
        let transport: Transport
        do {
            transport = try .http2NIOPosix(
                target: .dns(host: address.host, port: address.port), transportSecurity: .plaintext)
        } catch {
            throw ClientError(.invalidAddress, "`\(address)` is no address of a server", cause: error)
        }
        return try await withGRPCClient(transport: transport) { client in
            try await body(ObeliskClient(address: address, client: client))
        }
    }

    private init(address: ServerAddress, client: GRPCClient<Transport>) {
        self.address = address
        executions = Obelisk_V1_ExecutionService.Client(wrapping: client)
        components = Obelisk_V1_ComponentService.Client(wrapping: client)
        server = Obelisk_V1_ServerService.Client(wrapping: client)
    }

    /// Runs one call and turns what gRPC throws into the client's own error.
    func call<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as RPCError {
            throw clientError(error)
        }
    }

    private func clientError(_ error: RPCError) -> ClientError {
        if let refused = APIError(error) {
            return ClientError(.refused(refused.code), refused.message, cause: error)
        }
        switch error.code {
        case .unavailable:
            return ClientError(
                .unreachable, "no server answers at \(address); start one with `obelisk server run`", cause: error)
        case .unimplemented:
            return ClientError(
                .protocolViolation, "the server at \(address) does not know this request; is it of another version?",
                cause: error)
        default:
            return ClientError(
                .protocolViolation, "the server at \(address) answered \(error.code): \(error.message)", cause: error)
        }
    }
}
