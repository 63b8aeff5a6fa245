internal import Foundation
internal import GRDB
internal import GRDBSQLite
internal import ObeliskCore
internal import Synchronization

/// Carries out what is queued, many requests to one physical commit.
///
/// A thread of its own does so, but for a commit that finds nobody writing and may hold up its caller: that is made
/// where it is asked for, which saves two switches of threads. Whoever has taken work from the queue is the one that
/// writes, until it calls `finish`.
final class Writer: Sendable {
    /// Called on the thread that has committed, before its callers are answered.
    typealias Observer = @Sendable ([Notice]) -> Void

    private let pool: DatabasePool
    private let configuration: SQLiteConfiguration
    private let checkpointer: Checkpointer
    private let turn: TurnFile
    private let errors: ErrorTranslation
    private let queue: WorkQueue<WriteRequest>
    private let listener = Mutex(Listener())
    private let counters = Mutex(StorageStatistics())
    /// Sound: touched only between taking work from the queue and `finish`, which one thread at a time can be.
    /// Nil once the queue is closed and empty: the connection is closed only where none of its statements is left.
    private nonisolated(unsafe) var pen: Pen?

    /// What whoever writes needs.
    private struct Pen {
        var batches: BatchWriter
        var turns: TurnTaking
    }

    /// A struct, for a bare closure behind the mutex's generic storage is wrapped once more each time it is read.
    private struct Listener {
        var observer: Observer?
    }

    init(
        pool: DatabasePool, checkpointer: Checkpointer, turn: TurnFile, configuration: SQLiteConfiguration,
        clock: any EngineClock, errors: ErrorTranslation
    ) throws(StorageError) {
        self.turn = turn
        self.checkpointer = checkpointer
        self.pool = pool
        self.configuration = configuration
        self.errors = errors
        queue = WorkQueue(countMax: configuration.queuedTransactionsMax, takersMax: 1)
        do {
            let batches = try pool.writeWithoutTransaction { database in
                // GRDB's own hooks tell its observers of commits, of which there are none, and want its own queue.
                unsafe sqlite3_commit_hook(database.sqliteConnection, nil, nil)
                unsafe sqlite3_rollback_hook(database.sqliteConnection, nil, nil)
                return try BatchWriter(database, turn, configuration, clock: clock, errors: errors)
            }
            unsafe pen = Pen(
                batches: batches,
                turns: TurnTaking(
                    batchesBetweenLooks: configuration.batchesBetweenTurns, pausesMax: configuration.turnPausesMax))
        } catch {
            throw errors.translate(error)
        }
    }

    /// What was committed since the store was opened.
    var statistics: StorageStatistics { counters.withLock { $0 } }

    /// Who is told what commits brought about.
    func observe(_ new: @escaping Observer) {
        listener.withLock { $0.observer = new }
    }

    /// Queues requests; those that find no room are answered at once.
    func submit(_ requests: [WriteRequest]) {
        do {
            try queue.append(requests)
        } catch {
            for request in requests { request.answer(.refused(reason(error))) }
        }
    }

    /// Commits a transaction on the calling thread where nobody writes and nothing waits, and queues it otherwise.
    ///
    /// - Returns: its outcome, or nil where `answer` will be called with it.
    func commit(
        _ transaction: EncodedTransaction, answer: @escaping @Sendable (CommitOutcome) -> Void
    ) -> CommitOutcome? {
        let request = WriteRequest.commit(transaction, answer)
        do {
            guard try queue.takeOrAppend(request) else { return nil }
        } catch {
            return .refused(reason(error))
        }
        defer { queue.finish() }
        return CommitOutcome(carryOut([request])[0])
    }

    private func reason(_ rejection: WorkQueue<WriteRequest>.Rejection) -> StorageError {
        switch rejection {
        case .closed: StorageError(.unavailable, "\(errors.path) is closed: nothing more can be written")
        case .full:
            StorageError(
                .busy,
                "\(configuration.queuedTransactionsMax) transactions wait already for \(errors.path), which is the "
                    + "limit: try again later")
        }
    }

    /// Starts the thread; `onEnd` is called on it once the queue is closed and empty.
    func start(onEnd: @escaping @Sendable () -> Void) {
        let thread = Thread { [self] in
            Thread.current.name = "obelisk-store"
            run()
            onEnd()
        }
        thread.start()
    }

    /// Takes no more requests; those that wait are still carried out.
    func close() {
        queue.close()
    }

    /// Holds the writing connection until the queue is closed and empty, so that nothing else can use it.
    private func run() {
        pool.writeWithoutTransaction { _ in
            // What is taken from the queue later than its end is nothing, so that nobody else touches the pen then.
            defer { unsafe pen = nil }
            while let requests = queue.take() {
                defer { queue.finish() }
                var start = 0
                while start < requests.count {
                    let batch = requests[start..<endOfBatch(requests, from: start)]
                    for (request, result) in zip(batch, carryOut(batch)) { request.answer(result) }
                    start = batch.endIndex
                }
            }
        }
    }

    /// Lets those go first who wait for the file, when it is their turn.
    private func makeRoom() {
        while true {
            switch unsafe pen?.turns.next() {
            case .go, nil: return
            case .look: unsafe pen?.turns.looked(isSomebodyWaiting: turn.isTaken)
            case .pause: Thread.sleep(forTimeInterval: Double(configuration.turnPause.wholeMicroseconds) / 1_000_000)
            }
        }
    }

    /// Makes one physical commit; one result for each request.
    private func carryOut(_ requests: ArraySlice<WriteRequest>) -> [WriteResult] {
        makeRoom()
        guard let batch = unsafe pen?.batches.carryOut(requests) else {
            return requests.map { _ in .refused(reason(.closed)) }
        }
        let writtenCount = batch.results.count(where: \.isWritten)
        if writtenCount > 0 {
            counters.withLock { counters in
                counters.commits += 1
                counters.transactions += writtenCount
            }
        }
        if batch.isOutOfRoom { checkpointer.makeRoom() }
        if !batch.notices.isEmpty { listener.withLock { $0.observer }?(batch.notices) }
        return batch.results
    }

    /// Where the batch that begins at `start` ends, by the limits on count and bytes.
    private func endOfBatch(_ requests: [WriteRequest], from start: Int) -> Int {
        var end = start
        var byteCount = 0
        while end < requests.count, end - start < configuration.batchTransactionsMax,
            byteCount < configuration.batchBytesMax
        {
            byteCount += requests[end].byteCount
            end += 1
        }
        return end
    }
}
