extension WorkflowMachine {
    /// The calls on join sets.
    mutating func handleJoinSet(_ call: HostCall) throws(Divergence) -> Answer {
        switch call {
        case .createJoinSet(let name): return try createJoinSet(name, for: call)
        case .submit(let joinSet, let function, let params):
            return try submit(to: joinSet, function, params, for: call)
        case .submitDelay(let joinSet, let at): return try submitDelay(to: joinSet, at, for: call)
        case .next(let joinSet, let function): return try next(joinSet, asking: function, for: call)
        case .tryNext(let joinSet): return try tryNext(joinSet, isPolled: false, for: call)
        case .openRequests(let joinSet): return .value(.number(UInt64(joinSets[joinSet]?.openCount ?? 0)))
        case .close(let joinSet): return try close(joinSet, for: call)
        default: preconditionFailure("not a call on a join set")
        }
    }

    private mutating func createJoinSet(_ name: String?, for call: HostCall) throws(Divergence) -> Answer {
        let joinSet: JoinSetID
        if let name {
            guard let named = JoinSetID(named: name) else { return .value(.joinSetRefused(.invalidName(name))) }
            guard joinSets[named] == nil else { return .value(.joinSetRefused(.nameTaken)) }
            joinSet = named
        } else {
            joinSet = .generated(generatedCount + 1)
        }
        let recorded: Bool? = try meet(call) { $0 == .joinSetCreated(joinSet) ? true : nil }
        if recorded == nil {
            guard joinSets.count < limits.joinSetsMax else {
                return .trap("create-join-set: limit-reached, a workflow may have \(limits.joinSetsMax) join sets")
            }
            emit(.joinSetCreated(joinSet))
        }
        return .value(.joinSet(joinSet))
    }

    private mutating func submit(
        to joinSet: JoinSetID, _ function: FunctionName, _ params: JSONText, for call: HostCall
    ) throws(Divergence) -> Answer {
        if let trap = trapUnlessOpen(joinSet) { return trap }
        let recorded = try meet(call) { event -> ChildRequested? in
            guard case .childRequested(let request) = event, request.matches(joinSet, function, params) else {
                return nil
            }
            return request
        }
        if let recorded { return .value(recorded.refusal.map(HostResult.refused) ?? .execution(recorded.child)) }
        guard openRequests < limits.openRequestsMax else {
            let refusal = Refusal.limitReached("open requests: \(limits.openRequestsMax) per workflow")
            return .value(requestChild(in: joinSet, function, params, .failure(refusal)))
        }
        return ask(.target(function, params: params), for: call)
    }

    private mutating func submitDelay(
        to joinSet: JoinSetID, _ at: ScheduleAt, for call: HostCall
    ) throws(Divergence) -> Answer {
        if let trap = trapUnlessOpen(joinSet) { return trap }
        let recorded = try meet(call) { event -> DelayRequested? in
            guard case .delayRequested(let request) = event, request.joinSet == joinSet, request.at == at.recorded
            else { return nil }
            return request
        }
        if let recorded { return .value(.delay(recorded.delay)) }
        guard openRequests < limits.openRequestsMax else {
            return .trap("submit-delay: limit-reached, open requests: \(limits.openRequestsMax) per workflow")
        }
        return ask(.now, for: call)
    }

    private mutating func next(
        _ joinSet: JoinSetID, asking function: FunctionName?, for call: HostCall
    ) throws(Divergence) -> Answer {
        guard joinSets[joinSet]?.openCount ?? 0 > 0 else { return .value(.response(nil)) }
        guard let body = try take(from: joinSet, asking: function, for: call) else { return block(call, on: joinSet) }
        return .value(.response(taken(body)))
    }

    /// - Parameter isPolled: whether all that is stored has been delivered, so that nothing there means a miss.
    mutating func tryNext(_ joinSet: JoinSetID, isPolled: Bool, for call: HostCall) throws(Divergence) -> Answer {
        if let next = nextRecorded, case .tryNextAnswered(let answer) = next.event, answer.joinSet == joinSet {
            observeNext()
            return .value(.poll(answer.miss == .pending ? .pending : .allProcessed))
        }
        let isDone = joinSets[joinSet]?.openCount ?? 0 == 0
        if !isLive || !isDone, let body = try take(from: joinSet, asking: nil, for: call) {
            return .value(.poll(.ready(taken(body))))
        }
        guard isDone || isPolled else { return ask(.responses(joinSet), for: call) }
        emit(.tryNextAnswered(TryNextAnswered(joinSet: joinSet, miss: isDone ? .allProcessed : .pending)))
        return .value(.poll(isDone ? .allProcessed : .pending))
    }

    /// Asks a child or a delay to stop; no effect once its response has been taken.
    mutating func requestCancel(_ call: HostCall) throws(Divergence) -> Answer {
        let (member, event, effect): (MemberID, Event, Write)
        switch call {
        case .cancelExecution(let id):
            (member, event, effect) = (.child(id), .childCancelRequested(id), .cancelChild(id))
        case .cancelDelay(let id): (member, event, effect) = (.delay(id), .delayCancelRequested(id), .cancelDelay(id))
        default: preconditionFailure("not a request to cancel")
        }
        guard let known = members[member], known.taken == nil else { return .value(.none) }
        let recorded: Bool? = try meet(call) { $0 == event ? true : nil }
        if recorded == nil {
            emit(event)
            write(effect)
        }
        return .value(.none)
    }

    /// What is known without asking anybody, and never recorded.
    mutating func lookUp(_ call: HostCall) -> HostResult {
        switch call {
        case .currentExecution: return .execution(id)
        case .lastCall:
            isLastCallHeld = lastCall != nil
            return .optionalExecution(lastCall)
        case .executionFunction(let id): return .function(function(of: id))
        case .executionJoinSet(let id): return .optionalText(members[.child(id)]?.joinSet.text)
        case .executionOutcome(let id): return .optionalOutcome(outcome(of: id))
        case .executionFailure(let id):
            guard case .failed(let failure) = outcome(of: id) else { return .optionalFailure(nil) }
            return .optionalFailure(failure.kind)
        case .delayJoinSet(let id): return .optionalText(members[.delay(id)]?.joinSet.text)
        case .delayExpiresAt(let id):
            guard case .delay(let expiresAt) = members[.delay(id)]?.subject else { return .time(created.due) }
            return .time(expiresAt)
        case .delayOutcome(let id):
            guard case .delay(_, let outcome) = members[.delay(id)]?.taken else { return .optionalDelayOutcome(nil) }
            return .optionalDelayOutcome(outcome)
        default: preconditionFailure("\(call) is not a look-up")
        }
    }

    /// A response as the guest sees it.
    private func taken(_ body: Response.Body) -> HostResult.TakenResponse {
        switch body {
        case .child(let id, let outcome): .child(id, function: function(of: id), outcome)
        case .delay(let id, let outcome): .delay(id, outcome)
        }
    }

    private func function(of execution: ExecutionID) -> FunctionName {
        guard case .child(let function, _) = members[.child(execution)]?.subject else { return created.function }
        return function
    }

    private func outcome(of execution: ExecutionID) -> Outcome? {
        guard case .child(_, let outcome) = members[.child(execution)]?.taken else { return nil }
        return outcome
    }

    private func trapUnlessOpen(_ joinSet: JoinSetID) -> Answer? {
        joinSets[joinSet]?.phase == .open ? nil : .trap("submit: join set \(joinSet) is closed")
    }
}
