import GRPCCore
import ObeliskAPI
import ObeliskCore
import ObeliskDeployment

/// The protocol's `ComponentService`.
struct ComponentHandlers: Obelisk_V1_ComponentService.SimpleServiceProtocol {
    let registry: ComponentRegistry

    /// Lists what is deployed.
    func listComponents(
        request: Obelisk_V1_ListComponentsRequest, context: ServerContext
    ) async throws -> Obelisk_V1_ListComponentsResponse {
        let entries = registry.entries.filter { !request.hasName || $0.component.name == request.name }
        var response = Obelisk_V1_ListComponentsResponse()
        response.components = entries.map(Obelisk_V1_Component.init)
        return response
    }
}
