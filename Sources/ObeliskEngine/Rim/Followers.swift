package import ObeliskCore
internal import Synchronization

/// Tells those who follow an execution that its log has grown.
package final class Followers: Sendable {
    private struct State {
        var continuations: [ExecutionID: [Int: AsyncStream<Void>.Continuation]] = [:]
        var nextNumber = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// An element after each change, from now on; changes that come faster than they are taken are told once.
    package func changes(of execution: ExecutionID) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let number = state.withLock { state in
            state.nextNumber += 1
            state.continuations[execution, default: [:]][state.nextNumber] = continuation
            return state.nextNumber
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { state in
                state.continuations[execution]?[number] = nil
                if state.continuations[execution]?.isEmpty == true { state.continuations[execution] = nil }
            }
        }
        return stream
    }

    /// How many follow something.
    package var count: Int {
        state.withLock { $0.continuations.values.reduce(0) { $0 + $1.count } }
    }

    /// Passes on what a commit changed.
    func tell(_ notices: [Notice]) {
        let told = state.withLock { state -> [AsyncStream<Void>.Continuation] in
            guard !state.continuations.isEmpty else { return [] }
            var told: [AsyncStream<Void>.Continuation] = []
            for notice in notices {
                switch notice {
                case .changed(let execution), .finished(let execution):
                    if let continuations = state.continuations[execution] {
                        told.append(contentsOf: continuations.values)
                    }
                case .foreign: told.append(contentsOf: state.continuations.values.flatMap(\.values))
                default: break
                }
            }
            return told
        }
        for continuation in told { continuation.yield() }
    }
}
