package import ObeliskCore
import WIT

/// What a component is written as, which decides what its author may import.
package enum AuthorKind: String, Sendable, CaseIterable {
    case workflow
    case activity
    case webhookEndpoint = "webhook_endpoint"
    case monitor

    /// The kind that a configured component is written as; nil for one without code.
    package init?(_ kind: ComponentKind) {
        switch kind {
        case .workflow: self = .workflow
        case .activity: self = .activity
        case .activityStub, .activityExternal: return nil
        }
    }

    /// The engine's own packages, without namespace and version.
    var supportPackages: Set<String> {
        switch self {
        case .workflow: ["workflow", "types", "log"]
        case .activity: ["activity", "types", "log"]
        case .webhookEndpoint: ["webhook", "types", "log"]
        case .monitor: ["trigger", "webhook", "types", "log"]
        }
    }

    /// Whether it can call functions that other components export.
    package var callsOthers: Bool { self != .activity }

    /// The extensions of these functions that it may import; stubs are for those who supply results.
    func extensions(isStub: Bool) -> [ExtensionKind] {
        switch self {
        case .workflow: isStub ? [.ext, .schedule, .stub] : [.ext, .schedule]
        case .webhookEndpoint, .monitor: [.schedule]
        case .activity: []
        }
    }
}
