/// The port to what is deployed: which component runs a function, and whether parameters fit it.
package protocol FunctionRegistry: Sendable {
    /// Finds the component that runs `function` and checks `params` (a JSON array) against its type.
    func resolve(_ function: FunctionName, params: JSONText) -> Result<Target, Refusal>

    /// The component of that name; nil if it is not deployed.
    func component(named name: String) -> DeployedComponent?

    /// All components that an executor of this server runs: stubs and external activities are not among them.
    var components: [DeployedComponent] { get }
}

/// Where a call goes.
package struct Target: Hashable, Sendable, Codable {
    /// The component's name.
    package var component: String
    package var kind: ComponentKind
    package var memoryBytesMax: Int
    /// Whether a closing join set asks it to stop, rather than waits for it.
    package var isCancellable: Bool

    package init(component: String, kind: ComponentKind, memoryBytesMax: Int, isCancellable: Bool = true) {
        self.component = component
        self.kind = kind
        self.memoryBytesMax = memoryBytesMax
        self.isCancellable = isCancellable
    }
}

/// A component as its executor sees it.
package struct DeployedComponent: Hashable, Sendable, Codable {
    package var name: String
    package var kind: ComponentKind
    /// `sha256:` and 64 hexadecimal digits.
    package var digest: String
    /// How many of its executions may run at the same time; nil for no limit.
    package var concurrencyMax: Int?
    /// For activities.
    package var retry: RetryPolicy
    /// How long one attempt of an activity may take.
    package var attemptDurationMax: Duration
    package var memoryBytesMax: Int

    package init(
        name: String, kind: ComponentKind, digest: String, concurrencyMax: Int? = nil, retry: RetryPolicy = .standard,
        attemptDurationMax: Duration = .seconds(600), memoryBytesMax: Int = 64 << 20
    ) {
        self.name = name
        self.kind = kind
        self.digest = digest
        self.concurrencyMax = concurrencyMax
        self.retry = retry
        self.attemptDurationMax = attemptDurationMax
        self.memoryBytesMax = memoryBytesMax
    }
}
