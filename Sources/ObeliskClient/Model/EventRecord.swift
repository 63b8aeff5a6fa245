package import Foundation
package import ObeliskAPI
import SwiftProtobuf

/// One event of an execution's log.
package struct EventRecord: Sendable, Hashable {
    /// The place in the log, from 0.
    package let version: Int
    /// The run that decided it.
    package let epoch: Int
    /// When it was written.
    package let time: Date
    /// The kind's one word.
    package let kind: String
    /// A JSON object.
    package let body: String

    /// Reads the protocol's form.
    package init(_ event: Obelisk_V1_Event) {
        version = Int(clamping: event.version)
        epoch = Int(clamping: event.epoch)
        time = event.time.date
        kind = event.kind.name
        body = event.bodyJson
    }
}
