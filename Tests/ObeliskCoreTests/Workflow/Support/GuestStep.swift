import ObeliskCore

/// One thing that a scripted guest does. Join sets, children and delays are named by their number, from 0, in the order
/// in which the guest got them.
enum GuestStep: Hashable {
    case call(String, params: String = "[1]")
    case sleep(ScheduleAt, name: String? = nil)
    case now
    case randomU64(UInt64, UInt64)
    case randomString(Int, Int)
    case publish(String, String)
    case log(String)
    case create(String? = nil)
    case submit(Int, String, params: String = "[1]")
    case submitDelay(Int, ScheduleAt)
    case next(Int, asking: String? = nil)
    case tryNext(Int)
    case openRequests(Int)
    case close(Int)
    case lastCall
    case outcome(Int)
    case failure(Int)
    case function(Int)
    case cancelChild(Int)
    case cancelDelay(Int)
    case delayOutcome(Int)
}

/// A guest that follows a list of steps and collects what it is answered.
struct ScriptedGuest {
    var steps: [GuestStep]
    /// What the function ends with once the steps are done.
    var outcome = Outcome.ok(JSONText(valid: "0"))
    private(set) var answers: [HostResult] = []
    private(set) var joinSets: [JoinSetID] = []
    private(set) var children: [ExecutionID] = []
    private(set) var delays: [DelayID] = []

    init(_ steps: [GuestStep]) {
        self.steps = steps
    }

    /// What the guest asks now; nil once it returns. Steps on handles it was never given are passed over.
    mutating func nextCall() -> HostCall? {
        while answers.count < steps.count {
            if let call = call(for: steps[answers.count]) { return call }
            answers.append(.none)
        }
        return nil
    }

    mutating func take(_ answer: HostResult) {
        answers.append(answer)
        switch answer {
        case .joinSet(let id): joinSets.append(id)
        case .execution(let id), .optionalExecution(let id?): children.append(id)
        case .delay(let id): delays.append(id)
        default: break
        }
    }

    private func call(for step: GuestStep) -> HostCall? {
        switch step {
        case .call(let function, let params): .call(.demo(function), params: JSONText(valid: params))
        case .sleep(let at, let name): .sleep(at, name: name)
        case .now: .now
        case .randomU64(let min, let max): .randomU64(min: min, max: max)
        case .randomString(let min, let max): .randomString(minLength: min, maxLength: max)
        case .publish(let name, let value): .publish(name: name, value: JSONText(valid: value))
        case .log(let text): .log(.info, message: text, fields: [["step", "\(answers.count)"]])
        case .create(let name): .createJoinSet(name: name)
        case .lastCall: .lastCall
        case .submit(let set, let function, let params):
            joinSets.at(set).map { .submit($0, .demo(function), params: JSONText(valid: params)) }
        case .submitDelay(let set, let at): joinSets.at(set).map { .submitDelay($0, at) }
        case .next(let set, let function): joinSets.at(set).map { .next($0, asking: function.map(FunctionName.demo)) }
        case .tryNext(let set): joinSets.at(set).map(HostCall.tryNext)
        case .openRequests(let set): joinSets.at(set).map(HostCall.openRequests)
        case .close(let set): joinSets.at(set).map(HostCall.close)
        case .outcome(let child): children.at(child).map(HostCall.executionOutcome)
        case .failure(let child): children.at(child).map(HostCall.executionFailure)
        case .function(let child): children.at(child).map(HostCall.executionFunction)
        case .cancelChild(let child): children.at(child).map(HostCall.cancelExecution)
        case .cancelDelay(let delay): delays.at(delay).map(HostCall.cancelDelay)
        case .delayOutcome(let delay): delays.at(delay).map(HostCall.delayOutcome)
        }
    }
}

extension FunctionName {
    static func demo(_ function: String) -> FunctionName {
        FunctionName(interface: "demo:test/ifc", function: function)
    }
}

extension Array {
    fileprivate func at(_ index: Int) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}
