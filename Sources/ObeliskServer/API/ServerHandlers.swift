import GRPCCore
import ObeliskAPI
package import ObeliskCore
import SwiftProtobuf

/// What a server tells of itself.
package struct ServerFacts: Sendable {
    /// The version of the program.
    package let version: String
    /// The name of the node.
    package let node: String
    /// When it started.
    package let startedAt: Timestamp
    /// Responses that workflows took, durably, since then.
    package let stepCount: @Sendable () -> Int
    /// What the store counted since then.
    package let storageStatistics: @Sendable () -> StorageStatistics

    /// Facts of these parts.
    package init(
        version: String, node: String, startedAt: Timestamp, stepCount: @escaping @Sendable () -> Int,
        storageStatistics: @escaping @Sendable () -> StorageStatistics
    ) {
        self.version = version
        self.node = node
        self.startedAt = startedAt
        self.stepCount = stepCount
        self.storageStatistics = storageStatistics
    }
}

/// The protocol's `ServerService`.
struct ServerHandlers: Obelisk_V1_ServerService.SimpleServiceProtocol {
    let facts: ServerFacts

    /// Tells what was counted.
    func getServerInfo(
        request: Obelisk_V1_GetServerInfoRequest, context: ServerContext
    ) async throws -> Obelisk_V1_GetServerInfoResponse {
        let counted = facts.storageStatistics()
        var statistics = Obelisk_V1_Statistics()
        statistics.steps = UInt64(clamping: facts.stepCount())
        statistics.physicalCommits = UInt64(clamping: counted.commits)
        statistics.logicalCommits = UInt64(clamping: counted.transactions)
        var response = Obelisk_V1_GetServerInfoResponse()
        response.version = facts.version
        response.node = facts.node
        response.startedAt = Google_Protobuf_Timestamp(facts.startedAt)
        response.statistics = statistics
        return response
    }
}
