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

    /// Writes out the types of one component.
    func getComponentWit(
        request: Obelisk_V1_GetComponentWitRequest, context: ServerContext
    ) async throws -> Obelisk_V1_GetComponentWitResponse {
        guard let entry = registry.entries.first(where: { $0.component.name == request.name }) else {
            let names = registry.entries.map { "`\($0.component.name)`" }.joined(separator: ", ")
            throw APIError(.invalidRequest, "no component is named `\(request.name)`; there are \(names)")
        }
        guard let wit = entry.wit else {
            throw APIError(.invalidRequest, "the types of `\(request.name)` cannot be written as WIT")
        }
        var response = Obelisk_V1_GetComponentWitResponse()
        response.wit = wit
        return response
    }
}
