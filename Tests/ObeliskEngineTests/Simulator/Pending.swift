import ObeliskCore

@testable import ObeliskEngine

/// Something that may happen next in a simulation, and when; what decides that is kept apart, for it is looked at in
/// each step.
struct Pending {
    /// What is to happen.
    enum Thing {
        case action(EngineAction)
        case event(EngineEvent)
        /// An attempt goes on.
        case attempt(RunID, ActivityAttempt)
        /// The responses of a run that begins are read, its log is not.
        case reading(RunID, ExecutionRow, Created, [Response])
        /// A commit reaches the store late.
        case late(Commit)
    }

    /// When it may happen.
    private enum Readiness {
        case always
        case at(Timestamp)
        /// At any other instant than this one, or once it was asked to stop: an attempt that computes is polled once at
        /// each.
        case unlessAt(Timestamp)
        /// When nothing else can, and at this step at the latest.
        case late(untilStep: Int)
    }

    let thing: Thing
    private let readiness: Readiness

    static func action(_ action: EngineAction) -> Pending {
        switch action {
        case .arm(let time), .endGrace(let time): Pending(thing: .action(action), readiness: .at(time))
        default: Pending(thing: .action(action), readiness: .always)
        }
    }

    static func event(_ event: EngineEvent) -> Pending { Pending(thing: .event(event), readiness: .always) }

    static func attempt(_ id: RunID, _ body: ActivityAttempt, polledAt: Timestamp?) -> Pending {
        Pending(thing: .attempt(id, body), readiness: polledAt.map(Readiness.unlessAt) ?? .always)
    }

    static func reading(_ id: RunID, _ row: ExecutionRow, _ created: Created, _ responses: [Response]) -> Pending {
        Pending(thing: .reading(id, row, created, responses), readiness: .always)
    }

    static func late(_ commit: Commit, untilStep step: Int) -> Pending {
        Pending(thing: .late(commit), readiness: .late(untilStep: step))
    }

    func isReady(at now: Timestamp, step: Int) -> Bool {
        switch readiness {
        case .always: return true
        case .at(let time): return time <= now
        case .late(let last): return last < step
        case .unlessAt(let polledAt):
            if polledAt != now { return true }
            guard case .attempt(_, let body) = thing else { return false }
            return body.isStopping
        }
    }

    /// When it may happen; nil for at once.
    var time: Timestamp? {
        if case .at(let time) = readiness { time } else { nil }
    }

    var isLate: Bool {
        if case .late = readiness { true } else { false }
    }
}
