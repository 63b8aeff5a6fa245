package import Foundation
package import ObeliskAPI
import SwiftProtobuf

/// What a server tells of itself.
package struct ServerInfo: Sendable, Hashable {
    /// The version of its program.
    package let version: String
    /// The name of its node.
    package let node: String
    /// When it started.
    package let startedAt: Date
    /// Steps that workflows made since then.
    package let steps: Int
    /// Transactions the database made durable since then.
    package let physicalCommits: Int
    /// Transactions of the engine within those.
    package let logicalCommits: Int

    /// Reads the protocol's form.
    package init(_ info: Obelisk_V1_GetServerInfoResponse) {
        version = info.version
        node = info.node
        startedAt = info.startedAt.date
        steps = Int(clamping: info.statistics.steps)
        physicalCommits = Int(clamping: info.statistics.physicalCommits)
        logicalCommits = Int(clamping: info.statistics.logicalCommits)
    }
}
