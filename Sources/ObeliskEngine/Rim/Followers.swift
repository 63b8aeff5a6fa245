package import ObeliskCore

/// Tells those who follow an execution that its log has grown, or has ended.
package final class Followers: Sendable {
    /// What a follower is told of.
    private enum Interest {
        case changes
        case end
    }

    private struct Follower {
        let interest: Interest
        let continuation: AsyncStream<Void>.Continuation
    }

    private struct State {
        var followers: [ExecutionID: [Int: Follower]] = [:]
        var nextNumber = 0
        var isClosed = false
    }

    private let state = ContendedState(State())

    /// Nobody follows anything yet.
    package init() {}

    /// An element after each change, from now on; changes that come faster than they are taken are told once.
    package func changes(of execution: ExecutionID) -> AsyncStream<Void> {
        follow(execution, .changes)
    }

    /// An element once the execution has finished, and whenever it may have without this process seeing it.
    package func end(of execution: ExecutionID) -> AsyncStream<Void> {
        follow(execution, .end)
    }

    /// Lets all followers go: nothing will be told any more.
    package func close() {
        let followers = state.withLock { state in
            state.isClosed = true
            return state.followers.values.flatMap(\.values)
        }
        for follower in followers { follower.continuation.finish() }
    }

    /// How many follow something.
    package var count: Int {
        state.withLock { $0.followers.values.reduce(0) { $0 + $1.count } }
    }

    /// Passes on what a commit changed.
    package func tell(_ notices: [Notice]) {
        let told = state.withLock { state in
            var told: [AsyncStream<Void>.Continuation] = []
            guard !state.followers.isEmpty else { return told }
            for notice in notices {
                switch notice {
                case .changed(let execution):
                    for follower in (state.followers[execution] ?? [:]).values where follower.interest == .changes {
                        told.append(follower.continuation)
                    }
                case .finished(let execution):
                    for follower in (state.followers[execution] ?? [:]).values { told.append(follower.continuation) }
                case .foreign:
                    for followers in state.followers.values { told += followers.values.map(\.continuation) }
                default: break
                }
            }
            return told
        }
        for continuation in told { continuation.yield() }
    }

    private func follow(_ execution: ExecutionID, _ interest: Interest) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let (number, isClosed) = state.withLock { state in
            state.nextNumber += 1
            state.followers[execution, default: [:]][state.nextNumber] = Follower(
                interest: interest, continuation: continuation)
            return (state.nextNumber, state.isClosed)
        }
        continuation.onTermination = { [weak self] _ in self?.forget(number, of: execution) }
        if isClosed { continuation.finish() }
        return stream
    }

    private func forget(_ number: Int, of execution: ExecutionID) {
        state.withLock { state in
            state.followers[execution]?[number] = nil
            if state.followers[execution]?.isEmpty == true { state.followers[execution] = nil }
        }
    }
}
