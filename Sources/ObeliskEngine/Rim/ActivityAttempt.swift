internal import ObeliskCore
internal import Synchronization

/// One attempt of an activity being run: its guest, and the lines it has written.
final class ActivityAttempt: Sendable {
    /// How it ended, and whether its error says that another attempt is of no use.
    struct End: Sendable {
        let ending: AttemptDecision.Ending
        var isPermanent = false
    }

    /// What is attempted.
    let attempt: Attempt
    private let clock: any EngineClock
    private let exhaustedRetry: Duration
    private let call = Mutex<(any GuestCall)?>(nil)
    private let output: Mutex<Output>

    /// The lines that are not stored yet.
    private struct Output {
        let bytesMax: Int
        var lines: [OutputLine] = []
        var bytes = 0
        /// How many lines there have been.
        var count = 0
        /// Whether the guest waits until its lines so far are taken.
        var isFull = false
    }

    init(_ attempt: Attempt, clock: any EngineClock, configuration: EngineConfiguration) {
        self.attempt = attempt
        self.clock = clock
        exhaustedRetry = configuration.exhaustedRetry
        output = Mutex(Output(bytesMax: configuration.attemptOutputBytesMax))
    }

    /// Whether it was ordered to stop.
    var isStopping: Bool { attempt.stopOrder.ending != nil }

    /// Runs the guest until it ends, is interrupted, or has written as many lines as may be kept; nil if it goes on.
    func step(on runtime: any ComponentRuntime) -> End? {
        if let ending = attempt.stopOrder.ending { return End(ending: ending) }
        do {
            let call = try call.withLock { call throws(RuntimeError) in
                if let call { return call }
                let started = try start(on: runtime)
                call = started
                return started
            }
            if output.withLock({ $0.isFull }) {
                guard output.withLock({ $0.lines.isEmpty }) else { return nil }
                output.withLock { $0.isFull = false }
                call.answer(.none)
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
        ) { [weak self] in self?.take($0) ?? .value(.none) }
    }

    /// The lines that were not taken before, in order.
    func takeLines() -> [OutputLine] {
        output.withLock { output in
            defer {
                output.lines = []
                output.bytes = 0
            }
            return output.lines
        }
    }

    /// Stores the lines so far, if they are more than may be kept. A line's key makes that safe, whatever becomes of
    /// the attempt: it was written, and it is stored once.
    func takeSurplus() -> Transaction? {
        guard output.withLock({ $0.isFull }) else { return nil }
        return Transaction([.output(attempt.id.execution, takeLines())])
    }

    /// Takes back lines that could not be stored: they are stored with the attempt's end.
    func restore(_ surplus: Transaction) {
        for case .output(_, let lines) in surplus.operations {
            output.withLock { $0.lines.insert(contentsOf: lines, at: 0) }
        }
    }

    /// Keeps a line; the guest that has written as much as may be kept waits until it is stored.
    private func take(_ call: ActivityCall) -> HostReply {
        switch call {
        case .log(let level, let message, let fields):
            output.withLock { output in
                output.lines.append(
                    OutputLine(
                        position: attempt.version, ordinal: output.count, time: clock.now,
                        source: .log(level, fields: fields), text: message))
                output.count += 1
                output.bytes += fields.joined().reduce(64 + message.utf8.count) { $0 + $1.utf8.count }
                output.isFull = output.bytes >= output.bytesMax
                return output.isFull ? .suspend : .value(.none)
            }
        }
    }
}
