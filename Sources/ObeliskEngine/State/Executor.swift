internal import DequeModule
internal import ObeliskCore

/// The permits of one component, and who waits for them.
struct Executor: Sendable {
    let component: DeployedComponent
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

    /// How many more may run now; without a limit, as many as can be counted.
    var permitsFree: Int {
        guard let max = component.concurrencyMax else { return .max }
        return max - permitsTaken
    }

    /// Notes that a claim may find something, also if one is under way.
    mutating func becameDue(at time: Timestamp) {
        mayHaveDue = true
        dueCount += 1
        latestDue = max(latestDue ?? time, time)
    }
}
