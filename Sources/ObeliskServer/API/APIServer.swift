import GRPCCore
import GRPCNIOTransportHTTP2
import ObeliskAPI
import ObeliskDeployment
import ObeliskEngine
import ServiceLifecycle

/// Serves the protocol on one address until it is told to stop.
struct APIServer: Service {
    private let service: ObeliskService
    private let facts: ServerFacts
    private let address: ListeningAddress
    private let onReady: @Sendable (ListeningAddress) -> Void

    /// Bytes a request may have beside its parameters.
    private static let requestOverheadBytesMax = 64 << 10

    /// A server of this service.
    ///
    /// - Parameter onReady: told of the address once requests are taken.
    init(
        service: ObeliskService, facts: ServerFacts, address: ListeningAddress,
        onReady: @escaping @Sendable (ListeningAddress) -> Void
    ) {
        self.service = service
        self.facts = facts
        self.address = address
        self.onReady = onReady
    }

    /// Serves until graceful shutdown or cancellation.
    ///
    /// - Throws: `ServerError` if the address cannot be listened on.
    func run() async throws {
        let bytesMax = service.limits.paramsBytesMax + Self.requestOverheadBytesMax
        let host: SocketAddress =
            address.host.contains(":")
            ? .ipv6(host: address.host, port: address.port) : .ipv4(host: address.host, port: address.port)
        let server = GRPCServer(
            transport: .http2NIOPosix(
                address: host, transportSecurity: .plaintext,
                config: .defaults { $0.rpc.maxRequestPayloadSize = bytesMax }),
            services: [
                ExecutionHandlers(service: service), ComponentHandlers(registry: service.registry),
                ServerHandlers(facts: facts),
            ])
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    do {
                        try await server.serve()
                    } catch {
                        throw ServerError(listeningOn: address, error)
                    }
                }
                group.addTask { try await announce(server) }
                try await group.waitForAll()
            }
        } onGracefulShutdown: {
            service.followers.close()
            server.beginGracefulShutdown()
        }
    }

    /// Tells the address once it is bound; that it cannot be is the business of `serve`.
    private func announce(_ server: GRPCServer<HTTP2ServerTransport.Posix>) async throws {
        guard let bound = try? await server.listeningAddress else { return }
        let port = bound.ipv4?.port ?? bound.ipv6?.port ?? address.port
        onReady(ListeningAddress(host: address.host, port: port))
    }
}
