package import ObeliskCore

/// A guest that follows a list of steps and collects what it is answered.
package struct ScriptedGuest: Sendable {
    /// What a guest does next.
    package enum Move: Hashable, Sendable {
        case call(HostCall)
        case compute
        case end(GuestOutcome)
    }

    /// Steps to come, the next one last.
    private var rest: [GuestStep]
    /// What the function ends with once the steps are done; nil for a text of all answers.
    package var outcome: Outcome?
    package private(set) var answers: [HostResult] = []
    private var joinSets: [JoinSetID] = []
    /// The executions it was given, in order.
    package private(set) var children: [ExecutionID] = []
    /// The delays it was given, in order.
    package private(set) var delays: [DelayID] = []

    package init(_ steps: [GuestStep], outcome: Outcome? = nil) {
        rest = steps.reversed()
        self.outcome = outcome
    }

    /// What the guest does now; asked again, it is the same until `take` has the answer.
    package mutating func next() -> Move {
        while let step = rest.last {
            switch step {
            case .repeat(let count, let steps):
                rest.removeLast()
                if count > 1 { rest.append(.repeat(count - 1, steps)) }
                if count > 0 { rest.append(contentsOf: steps.reversed()) }
            case .compute(let ticks):
                rest.removeLast()
                if ticks > 1 { rest.append(.compute(ticks: ticks - 1)) }
                if ticks > 0 { return .compute }
            case .trap(let reason): return .end(.trapped(Failure(.trapped, reason: reason)))
            case .succeed(let json): return .end(.returned(.ok(JSONText(valid: json)), isPermanent: false))
            case .fail(let text): return .end(.returned(.err(JSONText(valid: "\"\(text)\"")), isPermanent: false))
            default:
                if let call = call(for: step) { return .call(call) }
                rest.removeLast()
            }
        }
        return .end(.returned(outcome ?? .ok(transcript), isPermanent: false))
    }

    /// Takes the answer to the call that `next` gave.
    package mutating func take(_ answer: HostResult) {
        answers.append(answer)
        let isAgain: Bool
        switch (rest.last, answer) {
        case (.drain, .response(let response)): isAgain = response != nil
        case (.poll, .poll(let poll)): isAgain = poll != .allProcessed
        default: isAgain = false
        }
        if !isAgain { rest.removeLast() }
        switch answer {
        case .joinSet(let id): joinSets.append(id)
        case .execution(let id), .optionalExecution(let id?): children.append(id)
        case .delay(let id): delays.append(id)
        default: break
        }
    }

    /// What the guest saw, as a JSON string, without what is a matter of time: when things happened, in which order
    /// responses of one set came, and how many polls found nothing. Two runs that saw the same end with the same.
    private var transcript: JSONText {
        var seen: [String] = []
        var responses: [String] = []
        for answer in answers {
            switch answer {
            case .time, .poll(.pending): break
            case .slept(let time): seen.append(time == nil ? "not slept" : "slept")
            case .response(let response?), .poll(.ready(let response)): responses.append("\(response)")
            default: seen.append("\(answer)")
            }
        }
        let text = (seen + responses.sorted()).joined(separator: "; ")
        let unquoted = text.utf8.filter { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        return JSONText(valid: "\"\(String(decoding: unquoted, as: UTF8.self))\"")
    }

    private func call(for step: GuestStep) -> HostCall? {
        switch step {
        case .call(let function, let params): .call(.demo(function), params: JSONText(valid: params))
        case .sleep(let at, let name): .sleep(at, name: name)
        case .now: .now
        case .ask(let call): call
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
        case .drain(let set): joinSets.at(set).map { .next($0, asking: nil) }
        case .tryNext(let set), .poll(let set): joinSets.at(set).map(HostCall.tryNext)
        case .openRequests(let set): joinSets.at(set).map(HostCall.openRequests)
        case .close(let set): joinSets.at(set).map(HostCall.close)
        case .outcome(let child): children.at(child).map(HostCall.executionOutcome)
        case .failure(let child): children.at(child).map(HostCall.executionFailure)
        case .function(let child): children.at(child).map(HostCall.executionFunction)
        case .cancelChild(let child): children.at(child).map(HostCall.cancelExecution)
        case .cancelDelay(let delay): delays.at(delay).map(HostCall.cancelDelay)
        case .delayOutcome(let delay): delays.at(delay).map(HostCall.delayOutcome)
        case .repeat, .compute, .trap, .fail, .succeed: nil
        }
    }
}

extension Array {
    fileprivate func at(_ index: Int) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}
