package import Foundation
package import ObeliskAPI
import SwiftProtobuf

/// What an execution is doing.
package enum ExecutionStatus: Sendable, Hashable {
    /// Due at this time.
    case pending(due: Date)
    /// A run or an attempt is under way.
    case locked
    /// Waits for a response of this join set.
    case blocked(joinSet: String)
    case paused
    /// Stopped by a divergence until fitting code or an operator moves it on.
    case parked
    case cancelling
    case finished(FinishedStatus)
    /// A state of a newer server, by its name for a person.
    case unknown(String)

    /// Reads the protocol's form.
    package init(_ status: Obelisk_V1_ExecutionStatus) {
        switch status.state {
        case .pending: self = .pending(due: status.dueAt.date)
        case .locked: self = .locked
        case .blocked: self = .blocked(joinSet: status.joinSet)
        case .paused: self = .paused
        case .parked: self = .parked
        case .cancelling: self = .cancelling
        case .finished: self = .finished(FinishedStatus(status.finished))
        case .unspecified, .UNRECOGNIZED: self = .unknown(status.state.name)
        }
    }

    /// The state's one word.
    package var name: String {
        switch self {
        case .pending: "pending"
        case .locked: "locked"
        case .blocked: "blocked"
        case .paused: "paused"
        case .parked: "parked"
        case .cancelling: "cancelling"
        case .finished: "finished"
        case .unknown(let name): name
        }
    }

    /// How it ended, if it did.
    package var finished: FinishedStatus? {
        if case .finished(let status) = self { status } else { nil }
    }
}

/// How an execution ended, without its payload.
package enum FinishedStatus: Sendable, Hashable {
    case ok
    case err
    /// The platform ended it.
    case failed(kind: String)
    /// A way of a newer server.
    case unknown(String)

    /// Reads the protocol's form.
    package init(_ status: Obelisk_V1_FinishedStatus) {
        switch status.kind {
        case .ok: self = .ok
        case .err: self = .err
        case .failed: self = .failed(kind: status.failureKind.name)
        case .unspecified, .UNRECOGNIZED: self = .unknown(status.kind.name)
        }
    }

    /// `ok`, `err` or `failed`.
    package var name: String {
        switch self {
        case .ok: "ok"
        case .err: "err"
        case .failed: "failed"
        case .unknown(let name): name
        }
    }
}
