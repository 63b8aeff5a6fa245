import ObeliskCore
import ObeliskTestSupport
import Testing

extension ExecutionID {
    static let a = ExecutionID(stored: "a")
    static let b = ExecutionID(stored: "b")
    static let c = ExecutionID(stored: "c")
    static let parent = ExecutionID(stored: "parent")
}

extension JoinSetID {
    static let first = JoinSetID(stored: "n:first")
    static let second = JoinSetID(stored: "n:second")
}

extension Lock {
    /// A lock of the node `server` for a generation.
    static func by(_ generation: Generation, until lease: Timestamp? = nil) -> Lock {
        Lock(
            locked: Locked(node: "server", generation: generation, componentDigest: "sha256:0", attempt: nil),
            leaseUntil: lease)
    }
}

extension StoreUnderTest {
    var now: Timestamp { clock.now }

    func creation(
        _ id: ExecutionID, _ kind: ComponentKind = .workflow, component: String? = nil, parent: Parent? = nil,
        params: String = "[]", due: Timestamp? = nil, isIdempotent: Bool = false, lock: Lock? = nil
    ) -> Creation {
        let created = Created(
            function: FunctionName(interface: "demo:test/\(kind.rawValue)", function: "run"),
            params: JSONText(valid: params), component: component ?? kind.rawValue, due: due ?? now, seed: 7,
            memoryBytesMax: 1 << 20)
        return Creation(
            id: id, kind: kind, parent: parent, created: created, time: now, isIdempotent: isIdempotent, lock: lock)
    }

    func append(
        _ id: ExecutionID, version: Int, epoch: Int, _ events: [Event], _ transition: Transition
    ) -> Transaction.Operation {
        .append(
            Append(
                execution: id, expectedVersion: version, epoch: epoch, events: events, transition: transition,
                time: now))
    }

    func append(_ id: ExecutionID, version: Int, epoch: Int, _ transition: Transition) -> Transaction.Operation {
        append(id, version: version, epoch: epoch, [], transition)
    }

    /// Creates an execution that is locked at version 1 and epoch 1.
    func createLocked(
        _ id: ExecutionID, _ kind: ComponentKind = .workflow, parent: Parent? = nil, by generation: Generation
    ) async throws {
        try await committed(.create(creation(id, kind, parent: parent, lock: .by(generation))))
    }

    /// Finishes an execution that is locked at version 1 and epoch 1.
    func finish(_ id: ExecutionID, _ outcome: Outcome = .ok(nil)) -> Transaction.Operation {
        append(id, version: 1, epoch: 1, [.finished(outcome)], .finished)
    }

    func delay(_ index: Int, of id: ExecutionID, in joinSet: JoinSetID = .first, after seconds: Int = 1) -> Delay {
        Delay(
            id: DelayID(of: id, in: joinSet, index: index), execution: id, joinSet: joinSet,
            expiresAt: now + .seconds(seconds))
    }
}
