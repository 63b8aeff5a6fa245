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
        /// Another node has joined, and lets this one know.
        case knock
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

    /// The node it happens to, by its number.
    let node: Int
    let thing: Thing
    private let readiness: Readiness

    init(_ thing: Thing, on node: Int) {
        self.init(thing, on: node, readiness: .always)
    }

    private init(_ thing: Thing, on node: Int, readiness: Readiness) {
        self.node = node
        self.thing = thing
        self.readiness = readiness
    }

    /// An action; what waits for the clock of its node waits until the simulation's shows that time.
    static func action(_ action: EngineAction, on node: Int, _ clock: SkewedClock) -> Pending {
        switch action {
        case .arm(let time), .endGrace(let time):
            Pending(.action(action), on: node, readiness: .at(clock.baseTime(of: time)))
        default: Pending(.action(action), on: node)
        }
    }

    static func event(_ event: EngineEvent, on node: Int) -> Pending { Pending(.event(event), on: node) }

    static func attempt(_ id: RunID, _ body: ActivityAttempt, polledAt: Timestamp?, on node: Int) -> Pending {
        Pending(.attempt(id, body), on: node, readiness: polledAt.map(Readiness.unlessAt) ?? .always)
    }

    static func late(_ commit: Commit, untilStep step: Int, on node: Int) -> Pending {
        Pending(.late(commit), on: node, readiness: .late(untilStep: step))
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

    /// The same, earlier or later if it waits for a time.
    func moved(by span: Duration) -> Pending {
        time.map { Pending(thing, on: node, readiness: .at($0 + span)) } ?? self
    }

    var isLate: Bool {
        if case .late = readiness { true } else { false }
    }

    /// Whether it says that its node lives.
    var isBeat: Bool {
        if case .action(.beat) = thing { true } else { false }
    }
}
