internal import ObeliskCore
internal import Synchronization

/// One attempt of an activity being run: its guest, and the lines it has written.
final class ActivityAttempt: Sendable {
    /// How it ended, and whether its error says that another attempt is of no use.
    struct End: Sendable {
        let ending: AttemptDecision.Ending
        var isPermanent = false
    }

    private let attempt: Attempt
    private let clock: any EngineClock
    private let exhaustedRetry: Duration
    private let call = Mutex<(any GuestCall)?>(nil)
    private let lines = Mutex<[OutputLine]>([])

    init(_ attempt: Attempt, clock: any EngineClock, exhaustedRetry: Duration) {
        self.attempt = attempt
        self.clock = clock
        self.exhaustedRetry = exhaustedRetry
    }

    /// Whether it was ordered to stop.
    var isStopping: Bool { attempt.stopOrder.ending != nil }

    /// Runs the guest to its end; nil where the task was cancelled first, for nobody is left to be told.
    func run(on runtime: any ComponentRuntime) async -> End? {
        while !Task.isCancelled {
            if let end = step(on: runtime) { return end }
            await Task.yield()
        }
        return nil
    }

    /// Runs the guest until it ends or is interrupted; nil if it goes on.
    func step(on runtime: any ComponentRuntime) -> End? {
        if let ending = attempt.stopOrder.ending { return End(ending: ending) }
        do {
            let call = try call.withLock { call throws(RuntimeError) in
                if let call { return call }
                let started = try start(on: runtime)
                call = started
                return started
            }
            switch call.poll() {
            case .finished(.returned(let outcome, let isPermanent)):
                return End(ending: .returned(outcome), isPermanent: isPermanent)
            case .finished(.trapped(let failure)): return End(ending: .trapped(failure))
            case .interrupted, .suspended: return nil
            }
        } catch {
            guard error.code == .exhausted else {
                return End(ending: .trapped(Failure(.uncategorized, reason: error.message)))
            }
            return End(ending: .givenBack(reason: error.message, due: clock.now + exhaustedRetry))
        }
    }

    private func start(on runtime: any ComponentRuntime) throws(RuntimeError) -> any GuestCall {
        try runtime.startActivity(
            GuestStart(
                execution: attempt.id.execution, component: attempt.component, function: attempt.created.function,
                params: attempt.created.params, memoryBytesMax: attempt.created.memoryBytesMax)
        ) { [weak self] in self?.take($0) }
    }

    /// The lines written so far, in order.
    func takeLines() -> [OutputLine] {
        lines.withLock { lines in
            defer { lines = [] }
            return lines
        }
    }

    private func take(_ call: ActivityCall) {
        switch call {
        case .log(let level, let message, let fields):
            lines.withLock { lines in
                lines.append(
                    OutputLine(
                        position: attempt.version, ordinal: lines.count, time: clock.now,
                        source: .log(level, fields: fields),
                        text: message))
            }
        }
    }
}
