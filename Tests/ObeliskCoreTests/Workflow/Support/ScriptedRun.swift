import ObeliskCore
import ObeliskTestSupport

/// Drives a machine and a scripted guest the way the engine does, with a store that is two arrays.
///
/// Functions of the scripts: `missing` is refused; `firm` cannot be cancelled; all others are. See `Outcome.scripted`.
struct ScriptedRun {
    /// Why a run stopped.
    enum Stop: Hashable {
        case waits(on: JoinSetID)
        case ended
    }

    static let id = ExecutionID(stored: "E_01HF7YAT00000000000000000A")
    static let created = Created(
        function: .demo("main"), params: .emptyArray, component: "test", due: start, seed: 42, memoryBytesMax: 1 << 20)
    static let start = Timestamp(microsecondsSinceEpoch: 1_800_000_000_000_000)
    static let life: [Event] = [
        .created(created),
        .locked(Locked(node: "server", generation: Generation(1), componentDigest: "sha256:0", attempt: nil)),
    ]

    /// What the guest does.
    let steps: [GuestStep]
    /// What the function ends with once the steps are done.
    var outcome = Outcome.ok(JSONText(valid: "0"))
    var guest: ScriptedGuest
    var machine: WorkflowMachine
    /// What is stored: `life` first, then one entry per event that the machine wrote.
    var log: [LoggedEvent]
    var responses: [Response]
    /// Everything the machine wrote since this run began, and how much of it is committed.
    var writes: [Write] = []
    private var committedWrites = 0
    /// For each length of the log at which the run waited: how many responses had arrived when it went on.
    var deliveries: [Int: Int] = [:]
    /// Members whose responses have not arrived, in order of their requests.
    var open: [(joinSet: JoinSetID, member: MemberID, function: String)] = []
    var cancelled: Set<MemberID> = []
    /// Responses that `deliverAll` gives in this order instead of making them up.
    var script: [Response]?
    private var question: Question?

    /// A run from the beginning, or the taking up of a log.
    init(
        _ steps: [GuestStep], log: [LoggedEvent]? = nil, responses: [Response] = [], isCancelling: Bool = false,
        limits: WorkflowMachine.Limits = WorkflowMachine.Limits()
    ) {
        self.steps = steps
        guest = ScriptedGuest(steps)
        self.log = log ?? Self.life.enumerated().map { Self.entry($0.offset, $0.element) }
        self.responses = responses
        machine = WorkflowMachine(
            id: Self.id, created: Self.created, history: self.log, responses: responses, isCancelling: isCancelling,
            limits: limits)
        for entry in self.log { note(entry.event) }
        for response in responses { open.removeAll { $0.member == response.member } }
        drain()
    }

    static func entry(_ version: Int, _ event: Event) -> LoggedEvent {
        LoggedEvent(version: version, epoch: 1, time: start, event: event)
    }

    /// Runs until a response is needed or the execution has ended; everything written is committed then.
    mutating func proceed() throws(Divergence) -> Stop {
        while machine.needsGuest {
            guard case .call(let call) = guest.next() else {
                let closing = try machine.finish(outcome)
                return stop(closing)
            }
            var answer: Answer
            if let question {
                answer = try machine.answer(question, .responsesDelivered)
                self.question = nil
            } else {
                answer = try machine.handle(call)
            }
            drain()
            if case .needs(let question) = answer {
                guard let reply = reply(to: question) else {
                    self.question = question
                    commit()
                    guard case .responses(let joinSet) = question else { preconditionFailure("only those wait") }
                    return .waits(on: joinSet)
                }
                answer = try machine.answer(question, reply)
                drain()
            }
            switch answer {
            case .value(let result): guest.take(result)
            case .blocked(let joinSet):
                commit()
                return .waits(on: joinSet)
            case .trap(let reason):
                return stop(try machine.finish(.failed(Failure(.trapped, reason: reason))))
            case .needs: preconditionFailure("one question a call")
            }
        }
        return stop(machine.close())
    }

    /// Stores a response and hands it to the machine.
    @discardableResult
    mutating func respond(_ joinSet: JoinSetID, _ body: Response.Body) -> Bool {
        let response = Response(sequence: responses.count + 1, joinSet: joinSet, body: body)
        responses.append(response)
        if let index = open.firstIndex(where: { $0.member == response.member }) { open.remove(at: index) }
        deliveries[log.count] = responses.count
        return machine.deliver(response)
    }

    /// Answers the `index`-th of the open requests as its function says.
    @discardableResult
    mutating func respond(toOpen index: Int) -> Bool {
        let request = open[index]
        switch request.member {
        case .delay(let id):
            return respond(request.joinSet, .delay(id, cancelled.contains(request.member) ? .cancelled : .expired))
        case .child(let id):
            let outcome: Outcome =
                cancelled.contains(request.member) ? .failed(Failure(.cancelled)) : .scripted(request.function)
            return respond(request.joinSet, .child(id, outcome))
        }
    }

    /// Whether a `try-next` was asked and waits for what is stored, rather than for a response.
    var isPolling: Bool { question != nil }

    private func reply(to question: Question) -> Reply? {
        switch question {
        case .now: .time(Self.start + .milliseconds(log.count + writes[committedWrites...].count { $0.event != nil }))
        case .target(let function, _):
            function.function == "missing"
                ? .target(.failure(.functionNotFound))
                : .target(.success(.scripted(isCancellable: function.function != "firm")))
        case .responses: nil
        }
    }

    private mutating func stop(_ closing: Closing) -> Stop {
        drain()
        commit()
        switch closing {
        case .waits(let joinSet): return .waits(on: joinSet)
        case .done: return .ended
        }
    }

    private mutating func drain() {
        writes += machine.takeWrites()
    }

    /// Appends the new events to the log.
    private mutating func commit() {
        for write in writes[committedWrites...] {
            switch write {
            case .event(let event):
                log.append(Self.entry(log.count, event))
                note(event)
            case .cancelChild(let id): cancelled.insert(.child(id))
            case .cancelDelay(let id): cancelled.insert(.delay(id))
            case .child, .delay, .log, .publish: break
            }
        }
        committedWrites = writes.count
    }

    /// Keeps the list of open requests.
    private mutating func note(_ event: Event) {
        switch event {
        case .childRequested(let request) where request.refusal == nil:
            open.append((request.joinSet, .child(request.child), request.function.function))
        case .delayRequested(let request): open.append((request.joinSet, .delay(request.delay), ""))
        case .joinSetClosing(let closing): cancelled.formUnion(closing.cancelled)
        case .childCancelRequested(let id): cancelled.insert(.child(id))
        case .delayCancelRequested(let id): cancelled.insert(.delay(id))
        default: break
        }
    }
}

extension Outcome {
    /// What a child of this function ends with: `fail…` an error, `dead…` a platform failure, all others their name.
    static func scripted(_ function: String) -> Outcome {
        if function.hasPrefix("fail") { return .err(JSONText(valid: "\"\(function)\"")) }
        if function.hasPrefix("dead") { return .failed(Failure(.timedOut, reason: "too late")) }
        return function == "silent" ? .ok(nil) : .ok(JSONText(valid: "\"\(function)\""))
    }
}

extension Target {
    static func scripted(isCancellable: Bool = true) -> Target {
        Target(component: "test", kind: .activity, memoryBytesMax: 1 << 20, isCancellable: isCancellable)
    }
}
