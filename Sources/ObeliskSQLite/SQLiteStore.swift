internal import Foundation
internal import GRDB
package import ObeliskCore
internal import Synchronization

/// The embedded store: one SQLite file in WAL mode, one writer with group commit, several readers.
package final class SQLiteStore: Storage {
    let pool: DatabasePool
    let errors: ErrorTranslation
    private let configuration: SQLiteConfiguration
    /// Where reads are carried out.
    let readers: Readers
    private let writer: Writer
    /// Copies the log.
    let checkpointer: Checkpointer
    private let state: Mutex<State>
    /// Signalled once the writer's thread has ended.
    private let writerEnded: DispatchSemaphore

    private struct State {
        /// The lock of the server's role and those of the nodes begun here, by the paths of their files.
        var locks: [String: FileLock]
        /// Hear when other processes join, by the paths of the nodes' lock files.
        var watches: [String: KnockWatch] = [:]
        /// The generation begun here last.
        var own: Generation?
        var isClosed = false
    }

    /// Opens the file, which is made where it is missing, and brings its tables up to date.
    ///
    /// - Parameter clock: gives commands and delays their time.
    /// - Throws: `StorageError`, which says what is in the way and what would help.
    package init(_ configuration: SQLiteConfiguration, clock: any EngineClock) throws(StorageError) {
        let opening = DatabaseOpening(configuration)
        try opening.makeDirectory()
        var locks: [String: FileLock] = [:]
        if configuration.role == .server {
            let path = configuration.path + ".lock"
            locks[path] = try FileLock(path: path, purpose: "\(configuration.path) is served")
        }
        self.configuration = configuration
        errors = opening.errors
        pool = try opening.open(now: clock.now)
        let checkpointer = Checkpointer(
            connection: try opening.openCheckpointConnection(), pagesMin: configuration.checkpointPagesMin,
            pagesMax: configuration.checkpointPagesMax)
        self.checkpointer = checkpointer
        pool.writeWithoutTransaction { checkpointer.follow($0) }
        writer = try Writer(
            pool: pool, checkpointer: checkpointer, turn: try TurnFile(path: configuration.path + ".turn"),
            configuration: configuration, clock: clock, errors: errors)
        readers = Readers(opening, threadCount: configuration.readersMax, queuedMax: configuration.queuedReadsMax)
        state = Mutex(State(locks: locks))
        let ended = DispatchSemaphore(value: 0)
        writer.start { ended.signal() }
        writerEnded = ended
        readers.start()
    }

    deinit {
        close()
    }

    /// Carries out what is queued, copies the write-ahead log into the file, and gives up the file. Blocks until done.
    package func close() {
        let wasClosed = state.withLock { state in
            defer { state.isClosed = true }
            return state.isClosed
        }
        if wasClosed { return }
        writer.close()
        writerEnded.wait()
        readers.close()
        // All is durable in the log by now; whoever opens the file next copies it if this fails.
        try? checkpointer.finish()
        try? pool.close()
        state.withLock { state in
            state.watches = [:]
            state.locks = [:]
        }
    }

    package var statistics: StorageStatistics { writer.statistics }

    package func observe(_ observer: @escaping @Sendable ([Notice]) -> Void) {
        writer.observe(observer)
    }

    /// The generation begun here last, whose leases are no timers.
    var ownGeneration: Generation? { state.withLock { $0.own } }
}

extension SQLiteStore {
    package func begin(node name: String) async throws(StorageError) -> Generation {
        try lock(node: name)
        let (generation, nodes) = try await write { .begin(node: name, $0) }
        state.withLock { $0.own = generation }
        for node in nodes.live where node.name != name { KnockWatch.knock(lockPath(of: node.name)) }
        return generation
    }

    package func nodes() async throws(StorageError) -> NodeList {
        try await read { try NodeList(reading: $0) }
    }

    package func beat(_ heartbeat: Heartbeat) async throws(StorageError) -> NodeList {
        try await write { .beat(heartbeat, $0) }
    }

    package func lookForForeignCommits() async {
        await withCheckedContinuation { continuation in
            writer.submit([.look { continuation.resume() }])
        }
    }

    package func end(_ generation: Generation) async throws(StorageError) {
        try await write { .end(generation, $0) }
    }

    package func claim(_ request: ClaimRequest) async throws(StorageError) -> [Claimed] {
        try await write { .claim(request, $0) }
    }

    package func commit(_ transactions: [Transaction]) async -> [CommitOutcome] {
        if transactions.isEmpty { return [] }
        let encoded = transactions.map(EncodedTransaction.init)
        return await withCheckedContinuation { continuation in
            let pending = PendingCommit(count: encoded.count) { continuation.resume(returning: $0) }
            writer.submit(
                encoded.enumerated().map { slot, transaction in .commit(transaction) { pending.answer(slot, $0) } })
        }
    }

    package func submit(
        _ transaction: Transaction, answer: @escaping @Sendable (CommitOutcome) -> Void
    ) -> CommitOutcome? {
        writer.commit(EncodedTransaction(transaction), answer: answer)
    }

    private func write<Value: Sendable>(
        _ makeRequest: (@escaping WriteRequest.Answer<Value>) -> WriteRequest
    ) async throws(StorageError) -> Value {
        let result = await withCheckedContinuation { continuation in
            writer.submit([makeRequest { continuation.resume(returning: $0) }])
        }
        return try result.get()
    }

    /// Holds the lock file of a node, so that no other process can begin it while this one lives.
    private func lock(node name: String) throws(StorageError) {
        let path = lockPath(of: name)
        try state.withLock { state throws(StorageError) in
            if state.locks[path] != nil { return }
            let lock = try FileLock(path: path, purpose: "a node named '\(name)' is run")
            if configuration.hearsKnocks {
                state.watches[path] = try KnockWatch(path: path) { [writer] in writer.submit([.look {}]) }
            }
            state.locks[path] = lock
        }
    }

    /// The file that a node holds locked while it lives, and that others touch when they join.
    private func lockPath(of node: String) -> String {
        let safe = node.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return "\(configuration.path).\(safe).node.lock"
    }
}
