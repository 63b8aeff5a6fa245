import ObeliskCore
import WIT

/// What the engine itself offers to components, by kind.
enum SupportInterfaces {
    /// Whether an import is the engine's, and can be had.
    enum Answer: Equatable {
        /// No interface of the engine's or of WASI: another component has to export it.
        case otherComponents
        case offered
        /// Says why not.
        case refused(String)
    }

    /// Suffixes of the packages that are generated from what components export.
    static let generatedSuffixes = ["-obelisk-ext", "-obelisk-schedule", "-obelisk-stub"]

    private static let later = "not in this version"

    /// Functions of a workflow's interfaces, by `package/interface`.
    private static let workflow: [String: Set<String>] = [
        "obelisk:workflow/workflow-support": [
            "current-execution", "now", "sleep", "random-u64", "random-string", "call", "last-call", "publish",
        ],
        "obelisk:types/execution": [
            "[method]execution-id.text", "[method]execution-id.function", "[method]execution-id.join-set-id",
            "[method]execution-id.get", "[method]execution-id.failure",
        ],
        "obelisk:types/time": [],
        "obelisk:log/log": ["log"],
    ]

    private static let activity: [String: Set<String>] = ["obelisk:log/log": ["log"], "obelisk:types/time": []]

    /// What a later version offers, by `package/interface`.
    private static let announced: [String: Set<String>] = [
        "obelisk:workflow/workflow-support": ["create-join-set", "schedule", "stub"],
        "obelisk:types/execution": [
            "[method]execution-id.cancel", "[method]delay-id.text", "[method]delay-id.join-set-id",
            "[method]delay-id.expires-at", "[method]delay-id.outcome", "[method]delay-id.cancel",
            "[method]join-set.id", "[method]join-set.submit", "[method]join-set.submit-delay",
            "[method]join-set.next", "[method]join-set.try-next", "[method]join-set.open-requests",
            "[method]join-set.close",
        ],
        "obelisk:activity/activity-support": [
            "current-execution", "idempotency-key", "attempt", "deadline", "heartbeat", "last-progress",
        ],
    ]

    /// Whether a component of a kind can import a function.
    static func answer(for function: String, of interface: InterfaceName, to kind: ComponentKind) -> Answer {
        let package = interface.package
        if package.namespace == "wasi" {
            return .refused(
                kind == .workflow ? "a workflow imports no WASI (`stub_wasi` is \(later))" : "WASI is \(later)")
        }
        if generatedSuffixes.contains(where: package.name.hasSuffix) {
            return .refused("generated packages are \(later)")
        }
        guard package.namespace == "obelisk" else { return .otherComponents }
        let name = "\(package.namespace):\(package.name)/\(interface.interface)"
        let offered = kind == .workflow ? workflow : activity
        if let version = package.version, !version.isCompatible(with: supported) {
            return .refused("the engine offers version \(supported) of it")
        }
        if offered[name]?.contains(function) == true {
            return .offered
        }
        if announced[name]?.contains(function) == true {
            return .refused(later)
        }
        if workflow[name]?.contains(function) == true {
            return .refused("only a workflow can import it")
        }
        return .refused(
            "the engine offers no such function"
                + (offered[name].map { $0.isEmpty ? "" : "; it offers \($0.sorted().joined(separator: ", "))" } ?? ""))
    }

    /// The version of the engine's own packages.
    private static let supported = Version(1, 0, 0)
}
