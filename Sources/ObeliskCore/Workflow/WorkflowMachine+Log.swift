extension WorkflowMachine {
    /// The next event of the log that the guest has not observed again; nil when live.
    var nextRecorded: LoggedEvent? { isLive ? nil : history[observed] }

    /// Meets the next recorded event if `match` accepts it; nil when live.
    ///
    /// - Throws: `Divergence` where the next recorded event is another.
    mutating func meet<Result>(
        _ call: HostCall, _ match: (Event) -> Result?
    ) throws(Divergence) -> Result? {
        guard let next = nextRecorded else { return nil }
        guard let result = match(next.event) else { throw diverged(at: next, call.summary) }
        observeNext()
        return result
    }

    /// Both sides of a call that does not fit the log.
    func diverged(at entry: LoggedEvent, _ found: String) -> Divergence {
        Divergence(version: entry.version, recorded: entry.event.summary, found: found)
    }

    /// Writes a new event.
    mutating func emit(_ event: Event) {
        writes.append(.event(event))
        apply(event)
    }

    mutating func observeNext() {
        let event = history[observed].event
        observed += 1
        apply(event)
        if isLive {
            history = []
            observed = 0
        }
    }

    /// Keeps the books: the same for an event that is observed again and for one that is new.
    private mutating func apply(_ event: Event) {
        eventsConsumed += 1
        linesSinceEvent = 0
        switch event {
        case .joinSetCreated(let id): create(id)
        case .childRequested(let request): apply(request)
        case .delayRequested(let request):
            create(request.joinSet)
            joinSets[request.joinSet]?.delayCount += 1
            add(.delay(request.delay), Member(joinSet: request.joinSet, subject: .delay(expiresAt: request.expiresAt)))
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
        create(request.joinSet)
        joinSets[request.joinSet]?.childCount += 1
        guard request.refusal == nil else { return }
        if request.joinSet.isOneOff {
            if let lastCall, !isLastCallHeld { members[.child(lastCall)] = nil }
            lastCall = request.child
            isLastCallHeld = false
        }
        let subject = Member.Subject.child(request.function, isCancellable: request.isCancellable)
        add(.child(request.child), Member(joinSet: request.joinSet, subject: subject))
    }

    private mutating func apply(_ taken: ResponseTaken) {
        guard let body = arrived.removeValue(forKey: taken.member), let phase = joinSets[taken.joinSet]?.phase else {
            return
        }
        openRequests -= 1
        joinSets[taken.joinSet]?.openCount -= 1
        members[taken.member]?.taken = body
        if phase == .open, taken.joinSet.isOneOff {
            forget(taken.joinSet, answered: taken.member)
        } else if phase == .closing, let failure = unhandledFailure(body, in: taken.joinSet) {
            joinSets[taken.joinSet]?.unhandled.append(failure)
        }
    }

    /// A one-off set serves one request; only a child's outcome may still be asked for, by `lastCall`.
    private mutating func forget(_ joinSet: JoinSetID, answered member: MemberID) {
        joinSets[joinSet] = nil
        arrivals[joinSet] = nil
        if let index = joinSetOrder.lastIndex(of: joinSet) { joinSetOrder.remove(at: index) }
        if case .delay = member { members[member] = nil }
    }

    private mutating func create(_ id: JoinSetID) {
        guard joinSets[id] == nil else { return }
        joinSets[id] = JoinSet()
        joinSetOrder.append(id)
        if id.isOneOff { oneOffCount += 1 }
        if id.isGenerated { generatedCount += 1 }
    }

    private mutating func add(_ id: MemberID, _ member: Member) {
        members[id] = member
        joinSets[member.joinSet]?.members.append(id)
        joinSets[member.joinSet]?.openCount += 1
        openRequests += 1
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
