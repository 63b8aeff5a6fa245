package import ObeliskCore
internal import Synchronization

/// A runtime whose guests are scripts, and the registry of their functions.
///
/// Every function is `demo:test/ifc.<name>`; workflows run in a component called `workflows`, activities in one called
/// `activities`.
package final class ScriptedRuntime: ComponentRuntime, FunctionRegistry {
    /// What an activity does in its n-th attempt (from 1) with these parameters; nil to run until it is stopped.
    package typealias Activity = @Sendable (_ attempt: Int, _ params: JSONText) -> GuestOutcome?

    private struct State {
        var workflows: [String: [GuestStep]] = [:]
        var activities: [String: Activity] = [:]
        var stubs: Set<String> = []
        var attempts: [ExecutionID: Int] = [:]
        var workflowStarts = 0
        var deployed: [DeployedComponent]
        var failingStarts = 0
    }

    private let state: Mutex<State>

    /// - Parameters:
    ///   - retry: for all activities.
    ///   - concurrencyMax: of each component; nil for no limit.
    package init(
        retry: RetryPolicy = .standard, workflowsMax: Int? = nil, activitiesMax: Int? = nil,
        attemptDurationMax: Duration = .seconds(600)
    ) {
        let deployed = [
            DeployedComponent(
                name: "workflows", kind: .workflow, digest: "sha256:01", concurrencyMax: workflowsMax),
            DeployedComponent(
                name: "activities", kind: .activity, digest: "sha256:02", concurrencyMax: activitiesMax, retry: retry,
                attemptDurationMax: attemptDurationMax),
        ]
        state = Mutex(State(deployed: deployed))
    }

    /// Defines, or replaces, a workflow.
    package func workflow(_ name: String, _ steps: [GuestStep]) {
        state.withLock { $0.workflows[name] = steps }
    }

    /// The steps of a workflow; nil if there is none of this name.
    package func steps(of function: FunctionName) -> [GuestStep]? {
        state.withLock { $0.workflows[function.function] }
    }

    /// Defines, or replaces, an activity.
    package func activity(_ name: String, _ body: @escaping Activity) {
        state.withLock { $0.activities[name] = body }
    }

    /// Defines an activity that nothing runs, of a component called `stubs`.
    package func stub(_ name: String) {
        state.withLock { _ = $0.stubs.insert(name) }
    }

    /// Lets the next workflow starts fail for want of an instance.
    package func exhaustStarts(_ count: Int) {
        state.withLock { $0.failingStarts = count }
    }

    /// How often an activity's execution was started.
    package func attempts(of execution: ExecutionID) -> Int { state.withLock { $0.attempts[execution] ?? 0 } }

    /// How many activity executions were started, and how often in all.
    package var attemptCounts: (executions: Int, attempts: Int) {
        state.withLock { ($0.attempts.count, $0.attempts.values.reduce(0, +)) }
    }

    /// How often a workflow's guest was started, replays included.
    package var workflowStarts: Int { state.withLock { $0.workflowStarts } }

    package func describe(_ bytes: [UInt8]) async throws(RuntimeError) -> ComponentDescription {
        throw RuntimeError(.unsuitable, "scripts have no bytes")
    }

    package func load(_ component: DeployedComponent, bytes: [UInt8]) async throws(RuntimeError) {}

    package func startWorkflow(
        _ start: GuestStart, host: @escaping @Sendable (HostCall) -> HostReply
    ) throws(RuntimeError) -> any GuestCall {
        let (steps, isExhausted) = state.withLock { state in
            if state.failingStarts > 0 {
                state.failingStarts -= 1
                return ([GuestStep]?.none, true)
            }
            state.workflowStarts += 1
            return (state.workflows[start.function.function], false)
        }
        if isExhausted { throw RuntimeError(.exhausted, "no instance is free") }
        guard let steps else { throw RuntimeError(.invalid, "no workflow '\(start.function)'") }
        return ScriptedCall(ScriptedGuest(steps), host: host)
    }

    package func startActivity(
        _ start: GuestStart, host: @escaping @Sendable (ActivityCall) -> HostReply
    ) throws(RuntimeError) -> any GuestCall {
        let (body, attempt) = state.withLock { state in
            state.attempts[start.execution, default: 0] += 1
            return (state.activities[start.function.function], state.attempts[start.execution] ?? 1)
        }
        guard let body else { throw RuntimeError(.invalid, "no activity '\(start.function)'") }
        _ = host(.log(.info, message: "attempt \(attempt)", fields: []))
        return ScriptedActivityCall { body(attempt, start.params) }
    }

    package func resolve(_ function: FunctionName, params: JSONText) -> Result<Target, Refusal> {
        state.withLock { state in
            if state.workflows[function.function] != nil {
                return .success(Target(component: "workflows", kind: .workflow, memoryBytesMax: 1 << 20))
            }
            if state.activities[function.function] != nil {
                return .success(Target(component: "activities", kind: .activity, memoryBytesMax: 1 << 20))
            }
            if state.stubs.contains(function.function) {
                return .success(Target(component: "stubs", kind: .activityStub, memoryBytesMax: 1 << 20))
            }
            return .failure(.functionNotFound)
        }
    }

    package func component(named name: String) -> DeployedComponent? {
        components.first { $0.name == name }
    }

    package var components: [DeployedComponent] { state.withLock { $0.deployed } }
}
