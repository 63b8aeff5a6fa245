package import ObeliskAPI

/// How an execution ended, whole; payloads are JSON text, and a side without a payload has none.
package enum Outcome: Sendable, Hashable {
    case ok(String?)
    case err(String?)
    /// The platform ended it. `detail` is longer text for a person.
    case failed(kind: String, reason: String, detail: String)
    /// A way of a newer server.
    case unknown(String)

    /// Every kind of failure this version knows.
    package static var failureKinds: [String] { Array(Obelisk_V1_FailureKind.vocabulary.values) }

    /// Reads the protocol's form.
    package init(_ outcome: Obelisk_V1_Outcome) {
        let payload = outcome.hasPayloadJson ? outcome.payloadJson : nil
        switch outcome.kind {
        case .ok: self = .ok(payload)
        case .err: self = .err(payload)
        case .failed:
            self = .failed(kind: outcome.failureKind.name, reason: outcome.reason, detail: outcome.detail)
        case .unspecified, .UNRECOGNIZED: self = .unknown(outcome.kind.name)
        }
    }
}
