package import ObeliskCore
internal import Synchronization

/// A clock that stands still until a test moves it.
package final class ManualClock: EngineClock {
    private struct Sleeper {
        let id: Int
        let wakesAt: Timestamp
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: Timestamp
        var lastID = 0
        /// Sorted by time, then by who came first.
        var sleepers: [Sleeper] = []
        /// Sleeps that were cancelled before they were entered.
        var cancelled: Set<Int> = []
    }

    private let state: Mutex<State>

    /// Starts at a fixed instant, 2026-01-01T00:00:00Z unless told otherwise.
    package init(now: Timestamp = Timestamp(microsecondsSinceEpoch: 1_767_225_600_000_000)) {
        state = Mutex(State(now: now))
    }

    package var now: Timestamp { state.withLock { $0.now } }

    /// How many tasks sleep.
    package var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    /// The earliest time somebody sleeps until; nil if nobody does.
    package var nextWake: Timestamp? { state.withLock { $0.sleepers.first?.wakesAt } }

    /// Moves time on, and resumes all whose time has come, the earliest first.
    package func advance(by duration: Duration) {
        set(now + duration)
    }

    /// Moves time to the earliest sleeper's, and resumes all whose time has come; false if nobody sleeps.
    @discardableResult
    package func advanceToNextWake() -> Bool {
        guard let nextWake else { return false }
        set(max(nextWake, now))
        return true
    }

    /// Sets the time, also back, and resumes all whose time has come, the earliest first.
    package func set(_ time: Timestamp) {
        let due = state.withLock { state in
            state.now = time
            let count = state.sleepers.firstIndex { $0.wakesAt > time } ?? state.sleepers.count
            let due = Array(state.sleepers.prefix(count))
            state.sleepers.removeFirst(count)
            return due
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    package func sleep(until time: Timestamp) async throws {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { enter(id, until: time, $0) }
        } onCancel: {
            cancel(id)
        }
    }

    private func enter(_ id: Int, until time: Timestamp, _ continuation: CheckedContinuation<Void, any Error>) {
        let result = state.withLock { state -> Result<Void, any Error>? in
            if state.cancelled.remove(id) != nil { return .failure(CancellationError()) }
            if time <= state.now { return .success(()) }
            let sleeper = Sleeper(id: id, wakesAt: time, continuation: continuation)
            let index = state.sleepers.firstIndex { $0.wakesAt > time } ?? state.sleepers.count
            state.sleepers.insert(sleeper, at: index)
            return nil
        }
        if let result { continuation.resume(with: result) }
    }

    private func cancel(_ id: Int) {
        let sleeper = state.withLock { state -> Sleeper? in
            guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else {
                state.cancelled.insert(id)
                return nil
            }
            return state.sleepers.remove(at: index)
        }
        sleeper?.continuation.resume(throwing: CancellationError())
    }
}
