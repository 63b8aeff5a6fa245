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
    private let errors: ErrorTranslation
    private let queue: WriteQueue
    private let listener = Mutex(Listener())
    private let counters = Mutex(StorageStatistics())

    /// A struct, for a bare closure behind the mutex's generic storage is wrapped once more each time it is read.
    private struct Listener {
        var observer: Observer?
    }

    init(
        pool: DatabasePool, checkpointer: Checkpointer, configuration: SQLiteConfiguration, clock: any EngineClock,
        errors: ErrorTranslation
    ) {
        self.checkpointer = checkpointer
        self.pool = pool
        self.configuration = configuration
        self.clock = clock
        self.errors = errors
        queue = WriteQueue(countMax: configuration.queuedTransactionsMax)
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
            run()
            onEnd()
        }
        thread.name = "obelisk-store"
        thread.start()
    }

    /// Takes no more requests; those that wait are still carried out.
    func close() {
        queue.close()
    }

    private func run() {
        var batches = BatchWriter(pool: pool, clock: clock, errors: errors)
        var sharingBatches = 0
        while let requests = queue.takeAll() {
            var start = 0
            while start < requests.count {
                let end = endOfBatch(requests, from: start)
                if carryOut(requests[start..<end], &batches) { sharingBatches = configuration.sharingBatchesMax }
                start = end
                // SQLite's lock is not fair: who waits for it looks now and then, and would hardly ever find it free.
                if sharingBatches > 0, start < requests.count || !queue.isEmpty {
                    sharingBatches -= 1
                    Thread.sleep(forTimeInterval: Double(configuration.sharingPause.wholeMicroseconds) / 1_000_000)
                }
            }
        }
    }

    /// Whether another process has committed since the last batch.
    private func carryOut(_ requests: ArraySlice<WriteRequest>, _ batches: inout BatchWriter) -> Bool {
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
        return batch.notices.first == .foreign
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
