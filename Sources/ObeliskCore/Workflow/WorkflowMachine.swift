/// Replays and continues one workflow. A value: no clock, no I/O, no tasks.
///
/// While the log holds events that the guest has not observed again, each call is compared with the next of them and
/// answered from it; behind them, calls are decided and new events emitted. The same code names ids in both cases.
package struct WorkflowMachine: Sendable, Codable {
    package let id: ExecutionID
    package let created: Created
    package let limits: Limits

    /// What a workflow may have open.
    package struct Limits: Hashable, Sendable, Codable {
        /// Children and delays whose responses have not been taken, over all join sets.
        package var openRequestsMax: Int
        /// Join sets made by the guest.
        package var joinSetsMax: Int

        package init(openRequestsMax: Int = 100_000, joinSetsMax: Int = 10_000) {
            self.openRequestsMax = openRequestsMax
            self.joinSetsMax = joinSetsMax
        }
    }

    /// A call that could not be answered at once.
    enum Pending: Hashable, Sendable, Codable {
        case blocked(HostCall, on: JoinSetID)
        case asked(HostCall, Question)
    }

    /// How far the function has come.
    enum Stage: Hashable, Sendable, Codable {
        /// The guest runs.
        case running
        /// The function has ended; its open sets are being closed.
        case closing(Outcome)
        case finished(Outcome)
    }

    /// The log, until all of it has been observed.
    var history: [LoggedEvent]
    /// How many events of `history` have been observed, or passed over as events of the execution's life.
    var observed = 0
    var stage = Stage.running
    var pending: Pending?
    private(set) var writes: [Write] = []
    /// About how many bytes `writes` has.
    package private(set) var writeBytes = 0

    /// Sets that were created; a one-off set is forgotten once its response is taken.
    var joinSets: [JoinSetID: JoinSet] = [:]
    /// The keys of `joinSets` in order of creation; once the function has ended, without those its closing has passed.
    var joinSetOrder: [JoinSetID] = []
    var members: [MemberID: Member] = [:]
    /// During a replay: responses of members that the guest has not asked for again.
    var earlyResponses: [MemberID: Response.Body] = [:]
    /// During a replay: the order of arrival in sets that the guest has not made again.
    var earlyArrivals: [JoinSetID: Arrivals] = [:]
    var openRequests = 0
    var oneOffCount = 0
    var generatedCount = 0
    var childCount = 0
    var recordedCount = 0
    /// The child of the last direct call.
    var lastCall: ExecutionID?
    /// Whether the guest has asked for `lastCall`, so that its outcome must be kept.
    var isLastCallHeld = false
    /// Events observed and emitted: the position of log lines.
    var eventsConsumed = 0
    var linesSinceEvent = 0

    /// A fresh run, or a wake-up from the log.
    ///
    /// - Parameters:
    ///   - history: the whole log; events of the execution's life are passed over.
    ///   - responses: all that are stored, in order of arrival.
    ///   - isCancelling: whether the execution was asked to stop, so that its guest must not run again.
    package init(
        id: ExecutionID, created: Created, history: [LoggedEvent], responses: [Response], isCancelling: Bool = false,
        limits: Limits = Limits()
    ) {
        self.id = id
        self.created = created
        self.limits = limits
        self.history = history
        passOverLife()
        if !isLive { earlyResponses.reserveCapacity(responses.count) }
        for response in responses { deliver(response) }
        let returned = Self.returned(in: history)
        guard let outcome = returned ?? (isCancelling ? .failed(Failure(.cancelled)) : nil) else { return }
        while !isLive { observeNext() }
        stage = .closing(outcome)
        if returned == nil { writeReturned(outcome) }
    }

    /// Whether the guest is to be run: false once its function has ended or it was asked to stop.
    package var needsGuest: Bool { stage == .running }

    /// Whether everything in the log has been observed, so that what follows is new.
    package var isLive: Bool { observed == history.count }

    /// Answers what the guest asks.
    ///
    /// - Throws: `Divergence` where the log holds something else at this place.
    package mutating func handle(_ call: HostCall) throws(Divergence) -> Answer {
        if case .blocked(let blocked, let joinSet) = pending, blocked == call {
            pending = nil
            return try resume(call, on: joinSet)
        }
        precondition(pending == nil, "a guest asks one thing at a time")
        switch call {
        case .call(let function, let params): return try callChild(function, params, for: call)
        case .sleep(let at, let name): return try sleep(at, name: name, for: call)
        case .now, .randomU64, .randomString, .publish: return try record(call)
        case .log(let level, let message, let fields):
            log(level, message, fields)
            return .value(.none)
        case .createJoinSet, .submit, .submitDelay, .next, .tryNext, .openRequests, .close:
            return try handleJoinSet(call)
        case .cancelExecution, .cancelDelay: return try requestCancel(call)
        default: return .value(lookUp(call))
        }
    }

    /// Continues the call that was answered with `.needs`.
    package mutating func answer(_ question: Question, _ reply: Reply) throws(Divergence) -> Answer {
        guard case .asked(let call, question) = pending else {
            preconditionFailure("a reply needs its question")
        }
        pending = nil
        switch (call, reply) {
        case (.call(let function, let params), .target(let target)):
            let joinSet = JoinSetID.oneOff(oneOffCount + 1, function.function)
            let result = requestChild(in: joinSet, function, params, target)
            guard case .execution = result else { return .value(result) }
            return try resume(call, on: joinSet)
        case (.submit(let joinSet, let function, let params), .target(let target)):
            return .value(requestChild(in: joinSet, function, params, target))
        case (.sleep(let at, let name), .time(let now)):
            let joinSet = JoinSetID.oneOff(oneOffCount + 1, Self.sleepSuffix)
            _ = requestDelay(in: joinSet, at, now: now, name: name)
            return try resume(call, on: joinSet)
        case (.submitDelay(let joinSet, let at), .time(let now)):
            return .value(.delay(requestDelay(in: joinSet, at, now: now, name: nil)))
        case (.now, .time(let now)):
            emit(.valueRecorded(.now(now)))
            return .value(.time(now))
        case (.tryNext(let joinSet), .responsesDelivered): return try tryNext(joinSet, isPolled: true, for: call)
        default: preconditionFailure("reply and question are of different kinds")
        }
    }

    /// Takes in a response that has arrived; one that is known already changes nothing.
    ///
    /// - Returns: whether the blocked call can be asked again, or the closing can go on.
    @discardableResult
    package mutating func deliver(_ response: Response) -> Bool {
        let member = response.member
        if let place = members.index(forKey: member) {
            guard members.values[place].answer == nil else { return false }
            members.values[place].answer = .arrived(response.body)
        } else {
            // Of a member unknown once everything is observed: of a one-off set that was answered and forgotten.
            guard !isLive, earlyResponses.updateValue(response.body, forKey: member) == nil else { return false }
        }
        if let place = joinSets.index(forKey: response.joinSet) {
            joinSets.values[place].arrivals.append(member)
        } else {
            earlyArrivals[response.joinSet, default: Arrivals()].append(member)
        }
        switch pending {
        case .blocked(_, on: response.joinSet): return true
        case .blocked, .asked: return false
        case nil: return !needsGuest
        }
    }

    /// Ends the function: writes how it ended, and begins to close what is still open.
    ///
    /// - Throws: `Divergence` where the log goes on behind this point.
    package mutating func finish(_ outcome: Outcome) throws(Divergence) -> Closing {
        if let next = nextRecorded {
            let found: String
            switch outcome {
            case .failed(let failure): found = "the function failed: \(failure.reason ?? failure.kind.rawValue)"
            case .ok, .err: found = "the function returned"
            }
            throw Divergence(version: next.version, recorded: next.event.summary, found: found)
        }
        return end(with: outcome)
    }

    /// Goes on with closing after a response was delivered, or when an execution whose function has ended is taken up.
    package mutating func close() -> Closing {
        precondition(stage != .running, "only an execution whose function has ended is closed")
        guard case .closing(let outcome) = stage else { return .done }
        while let joinSet = joinSetOrder.last {
            if joinSets[joinSet]?.needsClosing == true, !closeLive(joinSet) { return .waits(on: joinSet) }
            joinSetOrder.removeLast()
        }
        emit(.finished(outcome))
        stage = .finished(outcome)
        return .done
    }

    /// How the function ended; before its end, how it would be ended from outside.
    package var outcome: Outcome {
        switch stage {
        case .running: .failed(Failure(.cancelled))
        case .closing(let outcome), .finished(let outcome): outcome
        }
    }

    /// Events and effects since the last call, in order.
    package mutating func takeWrites() -> [Write] {
        defer {
            writes = []
            writeBytes = 0
        }
        return writes
    }

    /// Adds what is to be written.
    mutating func write(_ write: Write) {
        writes.append(write)
        writeBytes += write.approximateBytes
    }

    /// How many writes wait to be taken.
    package var writeCount: Int { writes.count }
}
