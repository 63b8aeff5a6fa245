internal import ObeliskCore

/// One workflow in memory: its machine, and its guest suspended in a host call.
///
/// `@unchecked Sendable`, declared below: the engine's state hands a run to one task at a time (its phase is `.running`
/// for as long), and each hand-over passes through the state's lock.
final class WorkflowRun {
    /// What the guest waits for between two bursts.
    private enum Waiting {
        case blocked(HostCall)
        case asked(Question)
        /// An answer kept back until the burst before it is durable.
        case answer(HostResult)
    }

    /// What runs need from outside, shared by all of them.
    final class Environment: Sendable {
        let runtime: any ComponentRuntime
        let registry: any FunctionRegistry
        let clock: any EngineClock
        /// Events and effects, and about how many bytes of them, after which a burst ends.
        let writesMax: Int
        let bytesMax: Int

        init(
            runtime: any ComponentRuntime, registry: any FunctionRegistry, clock: any EngineClock, writesMax: Int,
            bytesMax: Int
        ) {
            self.runtime = runtime
            self.registry = registry
            self.clock = clock
            self.writesMax = writesMax
            self.bytesMax = bytesMax
        }
    }

    private let component: String
    private let environment: Environment
    private var machine: WorkflowMachine
    private var call: (any GuestCall)?
    private var waiting: Waiting?
    private var divergence: Divergence?

    init(component: String, machine: WorkflowMachine, environment: Environment) {
        self.component = component
        self.machine = machine
        self.environment = environment
    }

    /// Takes in responses and runs the guest until it can do no more without waiting.
    func advance(with responses: [Response]) -> Burst {
        for response in responses { machine.deliver(response) }
        guard machine.needsGuest else { return close() }
        do {
            let call = try self.call ?? start()
            self.call = call
            guard try answerWaiting(call) else { return burst(.blocked(on: blockedOn)) }
            return try poll(call)
        } catch let error as Divergence {
            return park(error)
        } catch let error as RuntimeError where error.code == .exhausted {
            return burst(.exhausted(error.message))
        } catch {
            return park(
                Divergence(version: nil, recorded: "created for \(machine.created.function)", found: "\(error)"))
        }
    }

    /// The set that the guest's blocked call waits for.
    private var blockedOn = JoinSetID(stored: "")

    private func start() throws(RuntimeError) -> any GuestCall {
        let created = machine.created
        return try environment.runtime.startWorkflow(
            GuestStart(
                execution: machine.id, component: component, function: created.function, params: created.params,
                memoryBytesMax: created.memoryBytesMax)
        ) { [unowned self] in host($0) }
    }

    /// Answers what the guest waits for; false where it is still blocked.
    private func answerWaiting(_ call: any GuestCall) throws(Divergence) -> Bool {
        guard let waiting else { return true }
        self.waiting = nil
        let answer: Answer
        switch waiting {
        case .answer(let result):
            call.answer(result)
            return true
        case .blocked(let hostCall): answer = try settle(try machine.handle(hostCall), for: hostCall)
        case .asked(let question): answer = try machine.answer(question, .responsesDelivered)
        }
        guard case .value(let result) = answer else { return false }
        call.answer(result)
        return true
    }

    private func poll(_ call: any GuestCall) throws(Divergence) -> Burst {
        while true {
            switch call.poll() {
            case .suspended:
                if let divergence { throw divergence }
                switch waiting {
                case .blocked: return burst(.blocked(on: blockedOn))
                case .asked(.responses(let joinSet)): return burst(.polling(joinSet))
                default: return burst(.yielded)
                }
            case .interrupted: return burst(machine.writeCount > 0 ? .yielded : .interrupted)
            case .finished(let outcome):
                if let divergence { throw divergence }
                self.call = nil
                switch outcome {
                case .returned(let outcome, _): return ended(try machine.finish(outcome), outcome)
                case .trapped(let failure): return ended(try machine.finish(.failed(failure)), .failed(failure))
                }
            }
        }
    }

    /// Answers the guest while it is being polled.
    private func host(_ call: HostCall) -> HostReply {
        do {
            switch try settle(try machine.handle(call), for: call) {
            case .value(let result):
                guard machine.writeCount >= environment.writesMax || machine.writeBytes >= environment.bytesMax else {
                    return .value(result)
                }
                waiting = .answer(result)
                return .suspend
            case .blocked, .needs: return .suspend
            case .trap(let reason): return .trap(reason)
            }
        } catch {
            divergence = error
            return .suspend
        }
    }

    /// Replies to questions that need no waiting, and notes what the guest waits for otherwise.
    private func settle(_ first: Answer, for call: HostCall) throws(Divergence) -> Answer {
        var answer = first
        while case .needs(let question) = answer {
            switch question {
            case .now: answer = try machine.answer(question, .time(environment.clock.now))
            case .target(let function, let params):
                answer = try machine.answer(
                    question, .target(environment.registry.resolve(function, params: params)))
            case .responses:
                waiting = .asked(question)
                return answer
            }
        }
        if case .blocked(let joinSet) = answer {
            waiting = .blocked(call)
            blockedOn = joinSet
        }
        return answer
    }

    /// Closing needs no guest.
    private func close() -> Burst {
        ended(machine.close(), machine.outcome)
    }

    private func ended(_ closing: Closing, _ outcome: Outcome) -> Burst {
        switch closing {
        case .done: burst(.finished(outcome.kind))
        case .waits(let joinSet): burst(.blocked(on: joinSet))
        }
    }

    private func park(_ divergence: Divergence) -> Burst {
        call = nil
        _ = machine.takeWrites()
        return Burst(writes: [.event(.parked(divergence))], end: .parked(divergence))
    }

    private func burst(_ end: Burst.End) -> Burst {
        Burst(writes: machine.takeWrites(), end: end)
    }
}

// Sound because only the task that the engine's state has handed the run to touches it; see the type's summary.
extension WorkflowRun: @unchecked Sendable {}
