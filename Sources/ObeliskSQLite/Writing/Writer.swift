internal import Foundation
internal import GRDB
internal import ObeliskCore
internal import Synchronization

/// Carries out what is queued, many requests to one physical commit, on a thread of its own.
///
/// `Sendable` by its parts: what only the writer's thread uses lives in `run`'s own frame.
final class Writer: Sendable {
    /// Called on the writer's thread after a commit, before its callers are answered.
    typealias Observer = @Sendable ([Notice]) -> Void

    private let pool: DatabasePool
    private let configuration: SQLiteConfiguration
    private let clock: any EngineClock
    private let checkpointer: Checkpointer
    private let turn: TurnFile
    private let errors: ErrorTranslation
    private let queue: WorkQueue<WriteRequest>
    private let listener = Mutex(Listener())
    private let counters = Mutex(StorageStatistics())

    /// A struct, for a bare closure behind the mutex's generic storage is wrapped once more each time it is read.
    private struct Listener {
        var observer: Observer?
    }

    init(
        pool: DatabasePool, checkpointer: Checkpointer, turn: TurnFile, configuration: SQLiteConfiguration,
        clock: any EngineClock, errors: ErrorTranslation
    ) {
        self.turn = turn
        self.checkpointer = checkpointer
        self.pool = pool
        self.configuration = configuration
        self.clock = clock
        self.errors = errors
        queue = WorkQueue(countMax: configuration.queuedTransactionsMax)
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
            let reason =
                switch error {
                case .closed: StorageError(.unavailable, "\(errors.path) is closed: nothing more can be written")
                case .full:
                    StorageError(
                        .busy,
                        "\(configuration.queuedTransactionsMax) transactions wait already for \(errors.path), "
                            + "which is the limit: try again later")
                }
            for request in requests { request.answer(.refused(reason)) }
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

    /// Holds the writing connection until the queue is closed and empty.
    private func run() {
        pool.writeWithoutTransaction { database in
            run(BatchWriter(database, turn, configuration, clock: clock, errors: errors))
        }
    }

    private func run(_ writer: consuming BatchWriter) {
        var batches = writer
        var turns = TurnTaking(
            batchesBetweenLooks: configuration.batchesBetweenTurns, pausesMax: configuration.turnPausesMax)
        while let requests = queue.take() {
            var start = 0
            while start < requests.count {
                let end = endOfBatch(requests, from: start)
                makeRoom(&turns)
                carryOut(requests[start..<end], &batches)
                start = end
            }
        }
    }

    /// Lets those go first who wait for the file, when it is their turn.
    private func makeRoom(_ turns: inout TurnTaking) {
        while true {
            switch turns.next() {
            case .go: return
            case .look: turns.looked(isSomebodyWaiting: turn.isTaken)
            case .pause: Thread.sleep(forTimeInterval: Double(configuration.turnPause.wholeMicroseconds) / 1_000_000)
            }
        }
    }

    private func carryOut(_ requests: ArraySlice<WriteRequest>, _ batches: inout BatchWriter) {
        let batch = batches.carryOut(requests)
        let writtenCount = batch.results.count(where: \.isWritten)
        if writtenCount > 0 {
            counters.withLock { counters in
                counters.commits += 1
                counters.transactions += writtenCount
            }
        }
        if batch.isOutOfRoom { checkpointer.makeRoom() }
        if !batch.notices.isEmpty { listener.withLock { $0.observer }?(batch.notices) }
        for (request, result) in zip(requests, batch.results) { request.answer(result) }
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
