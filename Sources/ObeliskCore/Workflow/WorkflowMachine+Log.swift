extension WorkflowMachine {
    /// The next event of the log that the guest has not observed again; nil when live.
    var nextRecorded: LoggedEvent? { isLive ? nil : history[observed] }

    /// Meets the next recorded event if `match` accepts it; nil when live.
    ///
    /// - Throws: `Divergence` where the next recorded event is another.
    mutating func meet<Result>(
        _ call: HostCall, _ match: (Event) -> Result?
    ) throws(Divergence) -> Result? {
        if isLive { return nil }
        guard let result = match(history[observed].event) else { throw diverged(at: history[observed], call.summary) }
        observeNext()
        return result
    }

    /// Both sides of a call that does not fit the log.
    func diverged(at entry: LoggedEvent, _ found: String) -> Divergence {
        Divergence(version: entry.version, recorded: entry.event.summary, found: found)
    }

    /// Writes a new event.
    mutating func emit(_ event: Event) {
        write(.event(event))
        apply(event)
    }

    /// Passes over the next recorded event: the guest has observed it again.
    mutating func observeNext() {
        let event = history[observed].event
        observed += 1
        apply(event)
        passOverLife()
    }

    /// Moves to the next event of what the workflow did; at the end of the log, forgets it and what nobody asked for.
    mutating func passOverLife() {
        while observed < history.count, !history[observed].event.isWorkflowHistory { observed += 1 }
        guard isLive, !history.isEmpty else { return }
        history = []
        observed = 0
        earlyResponses = [:]
        earlyArrivals = [:]
    }

    /// Keeps the books: the same for an event that is observed again and for one that is new.
    private mutating func apply(_ event: Event) {
        eventsConsumed += 1
        linesSinceEvent = 0
        switch event {
        case .joinSetCreated(let id): change(id) { _ in }
        case .childRequested(let request): apply(request)
        case .delayRequested(let request):
            change(request.joinSet) { $0.add(delay: request.delay) }
            add(.delay(request.delay), to: request.joinSet, .delay(expiresAt: request.expiresAt))
        case .responseTaken(let taken): apply(taken)
        case .joinSetClosing(let closing):
            joinSets[closing.joinSet]?.phase = .closing
            joinSets[closing.joinSet]?.cancelled = Set(closing.cancelled)
        case .joinSetClosed(let id): joinSets[id]?.phase = .closed
        case .valueRecorded: recordedCount += 1
        default: break
        }
    }

    private mutating func apply(_ request: ChildRequested) {
        childCount += 1
        if request.joinSet.isOneOff, request.refusal != nil {
            oneOffCount += 1
            return
        }
        change(request.joinSet) { $0.add(child: request.refusal == nil ? request.child : nil) }
        guard request.refusal == nil else { return }
        if request.joinSet.isOneOff {
            if let lastCall, !isLastCallHeld { members[.child(lastCall)] = nil }
            lastCall = request.child
            isLastCallHeld = false
        }
        add(
            .child(request.child), to: request.joinSet,
            .child(request.function, isCancellable: request.isCancellable))
    }

    /// Adds a member that was asked for; in a replay its response may be there already.
    private mutating func add(_ id: MemberID, to joinSet: JoinSetID, _ subject: Member.Subject) {
        var member = Member(joinSet: joinSet, subject: subject)
        if !earlyResponses.isEmpty { member.answer = earlyResponses.removeValue(forKey: id).map { .arrived($0) } }
        members[id] = member
        openRequests += 1
    }

    private mutating func apply(_ taken: ResponseTaken) {
        guard let place = members.index(forKey: taken.member), let body = members.values[place].arrived,
            let index = joinSets.index(forKey: taken.joinSet)
        else { return }
        openRequests -= 1
        joinSets.values[index].openCount -= 1
        members.values[place].answer = .taken(body)
        switch joinSets.values[index].phase {
        case .open where taken.joinSet.isOneOff:
            joinSets.remove(at: index)
            forget(taken.joinSet, answered: taken.member)
        case .closing:
            if let failure = unhandledFailure(body, in: taken.joinSet) {
                joinSets.values[index].unhandled.append(failure)
            }
        case .open, .closed: break
        }
    }

    /// A one-off set serves one request; only a child's outcome may still be asked for, by `lastCall`.
    private mutating func forget(_ joinSet: JoinSetID, answered member: MemberID) {
        if let index = joinSetOrder.lastIndex(of: joinSet) { joinSetOrder.remove(at: index) }
        if case .delay = member { members[member] = nil }
    }

    /// Changes a set, which is made if it was not there.
    private mutating func change(_ id: JoinSetID, _ body: (inout JoinSet) -> Void) {
        if let index = joinSets.index(forKey: id) {
            body(&joinSets.values[index])
            return
        }
        var joinSet = JoinSet()
        if let early = earlyArrivals.removeValue(forKey: id) { joinSet.arrivals = early }
        body(&joinSet)
        joinSets[id] = joinSet
        joinSetOrder.append(id)
        if id.isOneOff { oneOffCount += 1 }
        if id.isGenerated { generatedCount += 1 }
    }
}

extension Event {
    /// Kind and body in one line, for a person who compares two sides.
    var summary: String { "\(kind) \(body.text)" }
}

extension HostCall {
    /// What the guest did, in one line, for a person who compares two sides.
    var summary: String {
        switch self {
        case .call(let function, let params): "call of \(function) with \(params)"
        case .submit(let joinSet, let function, let params): "submit to \(joinSet) of \(function) with \(params)"
        case .next(let joinSet, asking: let function?): "next of \(joinSet) asking for \(function)"
        case .next(let joinSet, asking: nil): "next of \(joinSet)"
        case .tryNext(let joinSet): "try-next of \(joinSet)"
        case .close(let joinSet): "close of \(joinSet)"
        case .publish(let name, let value): "publish of '\(name)' as \(value)"
        case .sleep(let at, let name): "sleep \(at)\(name.map { " named '\($0)'" } ?? "")"
        default: "\(self)"
        }
    }
}
