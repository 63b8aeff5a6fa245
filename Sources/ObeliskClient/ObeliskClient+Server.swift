import GRPCCore
import ObeliskAPI
import SwiftProtobuf

extension ObeliskClient {
    /// The server's components; with a name, that one only, if there is one.
    package func listComponents(name: String? = nil) async throws -> [ComponentDescription] {
        let request = Obelisk_V1_ListComponentsRequest.with {
            if let name { $0.name = name }
        }
        return try await call { try await components.listComponents(request, options: Self.options) }.components
            .map(ComponentDescription.init)
    }

    /// The WIT of one of the server's components, as one document.
    package func componentWIT(name: String) async throws -> String {
        let request = Obelisk_V1_GetComponentWitRequest.with { $0.name = name }
        return try await call { try await components.getComponentWit(request, options: Self.options) }.wit
    }

    /// What the server tells of itself.
    package func serverInfo() async throws -> ServerInfo {
        ServerInfo(try await call { try await server.getServerInfo(Obelisk_V1_GetServerInfoRequest()) })
    }
}
