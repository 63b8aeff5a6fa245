internal import ObeliskCore
internal import Synchronization

/// One attempt of an activity being run: its guest, the lines it has written, and the order to stop.
final class ActivityAttempt: Sendable {
    private let number: Int
    private let clock: any EngineClock
    private let lines = Mutex<[OutputLine]>([])
    private let stopping = Mutex<AttemptDecision.Ending?>(nil)

    init(number: Int, clock: any EngineClock) {
        self.number = number
        self.clock = clock
    }

    /// Lets the attempt end like this as soon as its guest can be interrupted; the first order counts.
    func stop(_ ending: AttemptDecision.Ending) {
        stopping.withLock { $0 = $0 ?? ending }
    }

    /// Runs the guest to its end.
    func run(_ attempt: Attempt, _ runtime: any ComponentRuntime) async -> (AttemptDecision.Ending, isPermanent: Bool) {
        let call: any GuestCall
        do {
            call = try runtime.startActivity(
                GuestStart(
                    execution: attempt.id.execution, component: attempt.component, function: attempt.created.function,
                    params: attempt.created.params, memoryBytesMax: attempt.created.memoryBytesMax)
            ) { [weak self] in self?.take($0) }
        } catch {
            if error.code == .exhausted {
                return (.givenBack(reason: error.message, due: clock.now + .milliseconds(50)), false)
            }
            return (.trapped(Failure(.uncategorized, reason: error.message)), false)
        }
        while true {
            if let ending = stopping.withLock({ $0 }) { return (ending, false) }
            switch call.poll() {
            case .finished(.returned(let outcome, let isPermanent)): return (.returned(outcome), isPermanent)
            case .finished(.trapped(let failure)): return (.trapped(failure), false)
            case .interrupted, .suspended: await Task.yield()
            }
        }
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
                        position: number, ordinal: lines.count, time: clock.now, source: .log(level, fields: fields),
                        text: message))
            }
        }
    }
}
