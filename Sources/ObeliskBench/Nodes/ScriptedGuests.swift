import ObeliskCore
import Synchronization

/// Guests that cost next to nothing, so that what is measured is the engine; and the registry of their functions.
struct ScriptedGuests: ComponentRuntime, FunctionRegistry {
    /// Calls `work` so many times, one after the other.
    static let series = function("series")
    /// Submits `work` so many times to one join set, and takes all responses.
    static let fan = function("fan")
    /// Sleeps so many seconds.
    static let nap = function("nap")
    /// The activity.
    static let work = function("work")

    let components = [
        DeployedComponent(name: "workflows", kind: .workflow, digest: "sha256:01"),
        DeployedComponent(name: "activities", kind: .activity, digest: "sha256:02"),
    ]

    private static func function(_ name: String) -> FunctionName {
        FunctionName(interface: "bench:scripted/guests", function: name)
    }

    func describe(_ bytes: [UInt8]) async throws(RuntimeError) -> ComponentDescription {
        throw RuntimeError(.unsuitable, "scripts have no bytes")
    }

    func load(_ component: DeployedComponent, bytes: [UInt8]) async throws(RuntimeError) {}

    func startWorkflow(
        _ start: GuestStart, host: @escaping @Sendable (HostCall) -> HostReply
    ) throws(RuntimeError) -> any GuestCall {
        guard let count = Int(start.params.text.dropFirst().dropLast()) else {
            throw RuntimeError(.invalid, "expected [count], found \(start.params)")
        }
        let script: Script =
            switch start.function {
            case Self.series: .series(left: count)
            case Self.fan: .fan(joinSet: nil, toSubmit: count)
            default: .nap(seconds: count, isOver: false)
            }
        return WorkflowCall(script, host: host)
    }

    func startActivity(
        _ start: GuestStart, host: @escaping @Sendable (ActivityCall) -> HostReply
    ) throws(RuntimeError) -> any GuestCall {
        ActivityCallUnderWay()
    }

    func resolve(_ function: FunctionName, params: JSONText) -> Result<Target, Refusal> {
        let kind: ComponentKind = function == Self.work ? .activity : .workflow
        return .success(
            Target(component: kind == .activity ? "activities" : "workflows", kind: kind, memoryBytesMax: 1 << 20))
    }

    func component(named name: String) -> DeployedComponent? { components.first { $0.name == name } }

    /// What a workflow does next.
    private enum Script {
        case series(left: Int)
        case fan(joinSet: JoinSetID?, toSubmit: Int)
        case nap(seconds: Int, isOver: Bool)
        case over

        /// The call that stands next; nil at the end.
        var next: HostCall? {
            switch self {
            case .series(let left):
                left > 0 ? .call(ScriptedGuests.work, params: ScriptedGuests.params) : nil
            case .fan(nil, _): .createJoinSet(name: nil)
            case .fan(let joinSet?, 1...): .submit(joinSet, ScriptedGuests.work, params: ScriptedGuests.params)
            case .fan(let joinSet?, _): .next(joinSet, asking: ScriptedGuests.work)
            case .nap(let seconds, let isOver):
                isOver ? nil : .sleep(.after(.seconds(seconds)), name: nil)
            case .over: nil
            }
        }

        mutating func take(_ answer: HostResult) {
            switch (self, answer) {
            case (.series(let left), _): self = .series(left: left - 1)
            case (.fan(_, let toSubmit), .joinSet(let joinSet)): self = .fan(joinSet: joinSet, toSubmit: toSubmit)
            case (.fan, .response(let response)): if response == nil { self = .over }
            case (.fan(let joinSet, let toSubmit), _): self = .fan(joinSet: joinSet, toSubmit: toSubmit - 1)
            case (.nap(let seconds, _), _): self = .nap(seconds: seconds, isOver: true)
            case (.over, _): break
            }
        }
    }

    private static let params = JSONText(valid: "[10]")

    private final class WorkflowCall: GuestCall {
        private let script: Mutex<Script>
        private let host: @Sendable (HostCall) -> HostReply

        init(_ script: Script, host: @escaping @Sendable (HostCall) -> HostReply) {
            self.script = Mutex(script)
            self.host = host
        }

        func poll() -> GuestProgress {
            while let call = script.withLock({ $0.next }) {
                switch host(call) {
                case .value(let result): script.withLock { $0.take(result) }
                case .suspend: return .suspended
                case .trap(let reason): return .finished(.trapped(Failure(.trapped, reason: reason)))
                }
            }
            return .finished(.returned(.ok(nil), isPermanent: false))
        }

        func answer(_ result: HostResult) {
            script.withLock { $0.take(result) }
        }
    }

    private final class ActivityCallUnderWay: GuestCall {
        func poll() -> GuestProgress {
            .finished(.returned(.ok(JSONText(valid: "55")), isPermanent: false))
        }

        func answer(_ result: HostResult) {}
    }
}
