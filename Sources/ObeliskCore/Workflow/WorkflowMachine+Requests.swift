extension WorkflowMachine {
    /// The name of the one-off sets of sleeps.
    static let sleepSuffix = "sleep"

    /// A direct call: one event that names its one-off set and child, then the wait for it.
    mutating func callChild(
        _ function: FunctionName, _ params: JSONText, for call: HostCall
    ) throws(Divergence) -> Answer {
        let joinSet = JoinSetID.oneOff(oneOffCount + 1, function.function)
        let recorded = try meet(call) { event -> ChildRequested? in
            guard case .childRequested(let request) = event, request.matches(joinSet, function, params) else {
                return nil
            }
            return request
        }
        guard let recorded else { return ask(.target(function, params: params), for: call) }
        if let refusal = recorded.refusal { return .value(.refused(refusal)) }
        return try resume(call, on: joinSet)
    }

    /// A sleep: one event that names its one-off set and delay, then the wait for it.
    mutating func sleep(_ at: ScheduleAt, name: String?, for call: HostCall) throws(Divergence) -> Answer {
        let joinSet = JoinSetID.oneOff(oneOffCount + 1, Self.sleepSuffix)
        let recorded = try meet(call) { event -> DelayRequested? in
            guard case .delayRequested(let request) = event, request.joinSet == joinSet, request.at == at.recorded,
                request.name == name
            else { return nil }
            return request
        }
        guard recorded != nil else { return ask(.now, for: call) }
        return try resume(call, on: joinSet)
    }

    /// The second half of a call that waits: takes the response if it has arrived.
    mutating func resume(_ call: HostCall, on joinSet: JoinSetID) throws(Divergence) -> Answer {
        switch call {
        case .call(let function, _):
            guard let body = try take(from: joinSet, asking: function, for: call) else {
                return block(call, on: joinSet)
            }
            guard case .child(_, let outcome) = body else {
                preconditionFailure("a direct call's set holds its child only")
            }
            return .value(.outcome(outcome))
        case .sleep:
            guard case .delay(let id)? = joinSets[joinSet]?.members.first,
                case .delay(let expiresAt) = members[.delay(id)]?.subject
            else { preconditionFailure("a sleep's set holds its delay only") }
            guard let body = try take(from: joinSet, asking: nil, for: call) else { return block(call, on: joinSet) }
            guard case .delay(_, .expired) = body else { return .value(.slept(nil)) }
            return .value(.slept(expiresAt))
        default: return try handleJoinSet(call)
        }
    }

    /// Writes the request of a child; the answer is its handle or the refusal.
    mutating func requestChild(
        in joinSet: JoinSetID, _ function: FunctionName, _ params: JSONText, _ target: Result<Target, Refusal>
    ) -> HostResult {
        let child = id.child(in: joinSet, index: (joinSets[joinSet]?.childCount ?? 0) + 1)
        var request = ChildRequested(joinSet: joinSet, child: child, function: function, params: params)
        switch target {
        case .failure(let refusal):
            request.refusal = refusal
            emit(.childRequested(request))
            return .refused(refusal)
        case .success(let target):
            request.isCancellable = target.isCancellable
            let seed = created.seed.mixed(with: UInt64(childCount), stream: .children)
            emit(.childRequested(request))
            write(
                .child(
                    Write.ChildCreation(
                        id: child, joinSet: joinSet, function: function, params: params, target: target, seed: seed)))
            return .execution(child)
        }
    }

    /// Writes the request of a delay.
    mutating func requestDelay(in joinSet: JoinSetID, _ at: ScheduleAt, now: Timestamp, name: String?) -> DelayID {
        let delay = DelayID(of: id, in: joinSet, index: (joinSets[joinSet]?.delayCount ?? 0) + 1)
        let expiresAt = at.resolved(at: now)
        emit(
            .delayRequested(
                DelayRequested(joinSet: joinSet, delay: delay, at: at.recorded, expiresAt: expiresAt, name: name)))
        write(.delay(Delay(id: delay, execution: id, joinSet: joinSet, expiresAt: expiresAt)))
        return delay
    }

    /// Takes the next response of a set: the recorded one in a replay, else the first that arrived; nil if none has.
    mutating func take(
        from joinSet: JoinSetID, asking function: FunctionName?, for call: HostCall
    ) throws(Divergence) -> Response.Body? {
        if let next = nextRecorded {
            guard case .responseTaken(let taken) = next.event, taken.joinSet == joinSet, taken.function == function
            else {
                throw diverged(at: next, call.summary)
            }
            guard let body = members[taken.member]?.arrived else {
                throw diverged(at: next, "no response of \(taken.member) is stored")
            }
            observeNext()
            return body
        }
        return takeArrived(from: joinSet, asking: function)
    }

    /// Takes the first response of a set that arrived; nil if none has.
    mutating func takeArrived(from joinSet: JoinSetID, asking function: FunctionName?) -> Response.Body? {
        guard let place = joinSets.index(forKey: joinSet),
            let member = joinSets.values[place].arrivals.first(where: { [members] in members[$0]?.arrived != nil }),
            let body = members[member]?.arrived
        else { return nil }
        emit(.responseTaken(ResponseTaken(joinSet: joinSet, member: member, function: function)))
        return body
    }

    /// Leaves a call pending until the driver has found something out.
    mutating func ask(_ question: Question, for call: HostCall) -> Answer {
        pending = .asked(call, question)
        return .needs(question)
    }

    /// Leaves a call pending until a response of the set arrives.
    mutating func block(_ call: HostCall, on joinSet: JoinSetID) -> Answer {
        pending = .blocked(call, on: joinSet)
        return .blocked(on: joinSet)
    }
}

extension ChildRequested {
    /// Whether a call with these arguments is the one recorded.
    func matches(_ joinSet: JoinSetID, _ function: FunctionName, _ params: JSONText) -> Bool {
        self.joinSet == joinSet && self.function == function && self.params.isSameValue(as: params)
    }
}
