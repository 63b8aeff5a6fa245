internal import DequeModule
internal import ObeliskCore

/// The permits of one component, and who waits for them: part of the engine's state, and changed by it alone.
///
/// `@unchecked Sendable`, declared below, for the reason that `Run` is.
final class Executor {
    let component: DeployedComponent
    /// How many of its executions may run at the same time.
    let permitsMax: Int
    /// Runs and attempts that hold a permit, and those a claim under way may bring.
    var permitsTaken = 0
    /// Whether rows may be due that nobody has claimed.
    var mayHaveDue = true
    /// Counts what became due, so that a claim does not hide what came while it was under way.
    var dueCount = 0
    /// The latest due time heard of: a claim made by a clock that was set back since does not see it.
    var latestDue: Timestamp?
    var claim: (limit: Int, dueCount: Int)?
    /// Warm runs that could go on.
    var ready: Deque<RunID> = []
    /// Whether the next free permit goes to a claim, so that warm runs and due rows take turns.
    var isClaimsTurn = true

    /// - Parameter runningMax: the limit where the component has none of its own.
    init(component: DeployedComponent, runningMax: Int) {
        self.component = component
        permitsMax = component.concurrencyMax ?? runningMax
    }

    /// How many more may run now.
    var permitsFree: Int { permitsMax - permitsTaken }

    /// Notes that a claim may find something, also if one is under way.
    func becameDue(at time: Timestamp) {
        mayHaveDue = true
        dueCount += 1
        latestDue = max(latestDue ?? time, time)
    }
}

// Sound because only the state that owns it touches it; see the summary of `Run`.
extension Executor: @unchecked Sendable {}
