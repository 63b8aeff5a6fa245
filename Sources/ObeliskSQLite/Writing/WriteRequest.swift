internal import ObeliskCore
internal import Synchronization

/// Something the writer is asked to do, with whom to answer.
enum WriteRequest: Sendable {
    case commit(EncodedTransaction, @Sendable (CommitOutcome) -> Void)
    case claim(ClaimRequest, Answer<[Claimed]>)
    case begin(node: String, Answer<(Generation, NodeList)>)
    case end(Generation, Answer<Void>)
    case beat(Heartbeat, Answer<NodeList>)
    /// Looks for other processes' commits, which every batch does anyway.
    case look(@Sendable () -> Void)

    /// Resumes the caller.
    typealias Answer<Value: Sendable> = @Sendable (sending Result<Value, StorageError>) -> Void

    /// About how many bytes it makes the store write.
    var byteCount: Int {
        switch self {
        case .commit(let transaction, _): transaction.byteCount
        case .claim(let request, _): 500 * request.limit
        case .begin, .end, .beat, .look: 100
        }
    }

    /// Whether it needs no transaction.
    var isLook: Bool {
        if case .look = self { true } else { false }
    }
}

/// What became of a request.
enum WriteResult: Sendable {
    case committed(Receipt)
    case claimed([Claimed])
    /// Also tells who lives then.
    case began(Generation, NodeList)
    case ended
    /// `isAlive`: the generation had not been ended, and so its heartbeat was written.
    case beaten(NodeList, isAlive: Bool)
    case looked
    case conflict(Conflict)
    /// Nothing was written.
    case refused(StorageError)
    /// Whether anything was written is unknown.
    case fatal(StorageError)

    /// Whether it writes something when the batch is committed.
    var isWritten: Bool {
        switch self {
        case .committed, .began, .ended: true
        case .claimed(let claimed): !claimed.isEmpty
        case .beaten(_, let isAlive): isAlive
        case .looked, .conflict, .refused, .fatal: false
        }
    }
}

extension WriteRequest {
    /// Tells the caller what became of its request.
    func answer(_ result: WriteResult) {
        switch (self, result) {
        case (.commit(_, let answer), _): answer(CommitOutcome(result))
        case (.claim(_, let answer), .claimed(let claimed)): answer(.success(claimed))
        case (.begin(_, let answer), .began(let generation, let nodes)): answer(.success((generation, nodes)))
        case (.end(_, let answer), .ended): answer(.success(()))
        case (.beat(_, let answer), .beaten(let nodes, _)): answer(.success(nodes))
        case (.look(let answer), _): answer()
        case (.claim(_, let answer), .refused(let error)), (.claim(_, let answer), .fatal(let error)):
            answer(.failure(error))
        case (.begin(_, let answer), .refused(let error)), (.begin(_, let answer), .fatal(let error)):
            answer(.failure(error))
        case (.end(_, let answer), .refused(let error)), (.end(_, let answer), .fatal(let error)):
            answer(.failure(error))
        case (.beat(_, let answer), .refused(let error)), (.beat(_, let answer), .fatal(let error)):
            answer(.failure(error))
        default: preconditionFailure("a request was answered with another's result: \(result)")
        }
    }
}

extension CommitOutcome {
    /// What became of a transaction.
    init(_ result: WriteResult) {
        switch result {
        case .committed(let receipt): self = .committed(receipt)
        case .conflict(let conflict): self = .conflict(conflict)
        case .refused(let error): self = .refused(error)
        case .fatal(let error): self = .fatal(error)
        default: preconditionFailure("a transaction was answered with another request's result: \(result)")
        }
    }
}

/// A call of `commit`: its transactions may fall into several batches, and it is answered when all are.
final class PendingCommit: Sendable {
    private struct State {
        var outcomes: [CommitOutcome?]
        var openCount: Int
        var answer: (@Sendable ([CommitOutcome]) -> Void)?
    }

    private let state: Mutex<State>

    init(count: Int, answer: @escaping @Sendable ([CommitOutcome]) -> Void) {
        state = Mutex(State(outcomes: Array(repeating: nil, count: count), openCount: count, answer: answer))
    }

    /// Notes the outcome of one transaction; the last one resumes the caller.
    func answer(_ slot: Int, _ outcome: CommitOutcome) {
        let complete = state.withLock { state -> (answer: @Sendable ([CommitOutcome]) -> Void, [CommitOutcome])? in
            state.outcomes[slot] = outcome
            state.openCount -= 1
            guard state.openCount == 0, let answer = state.answer else { return nil }
            state.answer = nil
            return (answer, state.outcomes.compactMap { $0 })
        }
        if let (answer, outcomes) = complete { answer(outcomes) }
    }
}
