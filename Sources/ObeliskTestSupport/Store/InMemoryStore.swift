package import ObeliskCore
internal import Synchronization

/// A store without a disk: the model behind the port, with faults on demand.
package final class InMemoryStore: Storage {
    /// Decides on a fault for a physical commit; nil lets it be made.
    package typealias FaultHook = @Sendable (PhysicalCommit) -> CommitFault?

    private struct Handle {
        var observer: (@Sendable ([Notice]) -> Void)?
        var own: Generation?
        var statistics = StorageStatistics()
        /// Whether others have committed and this one was not told yet.
        var hasForeignCommits = false
    }

    /// What all stores on the same contents share.
    private struct Contents {
        var state = StoreState()
        var handles: [Handle] = []
        var commitCount = 0
        var faultHook: FaultHook?
    }

    private final class Shared: Sendable {
        let contents = Mutex(Contents())
    }

    private let clock: any EngineClock
    private let shared: Shared
    private let hasToLook: Bool
    private let index: Int

    /// An empty store; commands and delays take their time from the clock.
    ///
    /// - Parameter hasToLook: whether a store is told of others' commits only as it commits itself or looks for them,
    ///   as it is on a file; else at once.
    package convenience init(clock: any EngineClock, hasToLook: Bool = false) {
        self.init(clock: clock, shared: Shared(), hasToLook: hasToLook)
    }

    /// Another store on the same contents, as another process would open it, by its own clock if it has one.
    package convenience init(sharing other: InMemoryStore, clock: (any EngineClock)? = nil) {
        self.init(clock: clock ?? other.clock, shared: other.shared, hasToLook: other.hasToLook)
    }

    private init(clock: any EngineClock, shared: Shared, hasToLook: Bool) {
        self.clock = clock
        self.shared = shared
        self.hasToLook = hasToLook
        index = shared.contents.withLock { contents in
            contents.handles.append(Handle())
            return contents.handles.count - 1
        }
    }

    /// Sets what is asked before each physical commit of any store on these contents.
    package func injectFaults(_ hook: FaultHook?) {
        shared.contents.withLock { $0.faultHook = hook }
    }

    /// A copy of all contents as they stand.
    package var state: StoreState { shared.contents.withLock { $0.state } }

    package var statistics: StorageStatistics { shared.contents.withLock { $0.handles[index].statistics } }

    package func observe(_ observer: @escaping @Sendable ([Notice]) -> Void) {
        shared.contents.withLock { $0.handles[index].observer = observer }
    }

    // The observers are called under the lock, so that they hear of commits in the order of commits.

    private func publish(_ notices: [Notice], in contents: inout Contents) {
        let foreign: [Notice] = contents.handles[index].hasForeignCommits ? [.foreign] : []
        contents.handles[index].hasForeignCommits = false
        if !foreign.isEmpty || !notices.isEmpty { contents.handles[index].observer?(foreign + notices) }
        for other in contents.handles.indices where other != index {
            if hasToLook {
                contents.handles[other].hasForeignCommits = true
            } else {
                contents.handles[other].observer?([.foreign])
            }
        }
    }

    private func fault(_ content: PhysicalCommit.Content, in contents: inout Contents) -> CommitFault? {
        contents.commitCount += 1
        return contents.faultHook?(PhysicalCommit(number: contents.commitCount, content: content))
    }
}

extension InMemoryStore {
    package func begin(node name: String) async throws(StorageError) -> Generation {
        shared.contents.withLock { contents in
            let generation = contents.state.begin(node: name)
            contents.handles[index].own = generation
            publish([], in: &contents)
            return generation
        }
    }

    package func end(_ generation: Generation) async throws(StorageError) {
        shared.contents.withLock { contents in
            contents.state.end(generation)
            publish([], in: &contents)
        }
    }

    package func nodes() async throws(StorageError) -> NodeList {
        shared.contents.withLock { $0.state.nodeList }
    }

    package func beat(_ heartbeat: Heartbeat) async throws(StorageError) -> NodeList {
        shared.contents.withLock { contents in
            if contents.state.beat(heartbeat) { publish([], in: &contents) }
            return contents.state.nodeList
        }
    }

    package func lookForForeignCommits() async {
        shared.contents.withLock { contents in
            guard contents.handles[index].hasForeignCommits else { return }
            contents.handles[index].hasForeignCommits = false
            contents.handles[index].observer?([.foreign])
        }
    }

    package func submit(
        _ transaction: Transaction, answer: @escaping @Sendable (CommitOutcome) -> Void
    ) -> CommitOutcome? {
        carryOut([transaction])[0]
    }

    package func commit(_ transactions: [Transaction]) async -> [CommitOutcome] {
        carryOut(transactions)
    }

    private func carryOut(_ transactions: [Transaction]) -> [CommitOutcome] {
        let clock = clock
        return shared.contents.withLock { contents in
            let fault = fault(.transactions(transactions), in: &contents)
            switch fault {
            case .refuse(let error): return transactions.map { _ in .refused(error) }
            case .drop: return transactions.map { _ in .fatal(CommitFault.unknown) }
            case .reportUnknown, nil: break
            }
            let (outcomes, notices) = contents.state.apply(transactions, at: clock.now)
            let committedCount = outcomes.count { if case .committed = $0 { true } else { false } }
            if committedCount > 0 {
                contents.handles[index].statistics.commits += 1
                contents.handles[index].statistics.transactions += committedCount
                publish(notices, in: &contents)
            }
            return fault == nil ? outcomes : transactions.map { _ in .fatal(CommitFault.unknown) }
        }
    }

    package func claim(_ request: ClaimRequest) async throws(StorageError) -> [Claimed] {
        try shared.contents.withLock { contents throws(StorageError) in
            let fault = fault(.claim(request), in: &contents)
            switch fault {
            case .refuse(let error): throw error
            case .drop: throw CommitFault.unknown
            case .reportUnknown, nil: break
            }
            let (claimed, notices) = try contents.state.claim(request)
            if !claimed.isEmpty {
                contents.handles[index].statistics.commits += 1
                contents.handles[index].statistics.transactions += 1
                publish(notices, in: &contents)
            }
            if fault != nil { throw CommitFault.unknown }
            return claimed
        }
    }
}

extension InMemoryStore {
    package func execution(_ id: ExecutionID) async throws(StorageError) -> ExecutionRow? {
        shared.contents.withLock { $0.state.logs[id]?.row }
    }

    package func result(of id: ExecutionID) async throws(StorageError) -> (row: ExecutionRow, outcome: Outcome?)? {
        shared.contents.withLock { contents in
            guard let log = contents.state.logs[id] else { return nil }
            guard case .finished(let outcome)? = log.events.last?.event else { return (log.row, nil) }
            return (log.row, outcome)
        }
    }

    package func events(of id: ExecutionID, from version: Int, limit: Int) async throws(StorageError) -> [LoggedEvent] {
        shared.contents.withLock { Array($0.state.logs[id]?.events.dropFirst(version).prefix(limit) ?? []) }
    }

    package func responses(
        of id: ExecutionID, after sequence: Int, limit: Int
    ) async throws(StorageError) -> [Response] {
        shared.contents.withLock { Array($0.state.logs[id]?.responses.dropFirst(sequence).prefix(limit) ?? []) }
    }

    package func executions(_ query: ExecutionQuery) async throws(StorageError) -> [ExecutionRow] {
        shared.contents.withLock { $0.state.executions(query) }
    }

    package func timers(from time: Timestamp, limit: Int) async throws(StorageError) -> [TimerEntry] {
        shared.contents.withLock { $0.state.timers(from: time, limit: limit, own: $0.handles[index].own) }
    }

    package func orphans(limit: Int) async throws(StorageError) -> [ExecutionRow] {
        shared.contents.withLock { $0.state.orphans(limit: limit) }
    }

    package func woken(
        of owner: Generation, after: ExecutionID?, limit: Int
    ) async throws(StorageError) -> [ExecutionID] {
        shared.contents.withLock { $0.state.woken(of: owner, after: after, limit: limit) }
    }

    package func output(
        of id: ExecutionID, after cursor: Int, limit: Int
    ) async throws(StorageError) -> [StoredOutputLine] {
        shared.contents.withLock { contents in
            (contents.state.logs[id]?.output ?? []).enumerated().dropFirst(cursor).prefix(limit)
                .map { StoredOutputLine(cursor: $0.offset + 1, line: $0.element) }
        }
    }

    package func published(by id: ExecutionID) async throws(StorageError) -> [Published] {
        shared.contents.withLock { contents in
            (contents.state.logs[id]?.published ?? [:]).sorted { $0.key < $1.key }
                .map { Published(name: $0.key, value: $0.value) }
        }
    }
}
