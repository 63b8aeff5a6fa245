internal import Foundation
internal import GRDB
internal import ObeliskCore

/// Carries out reads on threads of their own, each with a connection of its own; what waits at the same time shares a
/// snapshot.
///
/// `Sendable` by its parts: a connection lives in the frame of the thread that uses it.
final class Readers: Sendable {
    /// A read with its caller to be answered; told why where there is no snapshot to read.
    typealias Read = @Sendable (Result<Database, any Error>) -> Void

    private let queue: WorkQueue<Read>
    private let opening: DatabaseOpening
    private let threadCount: Int
    /// Signalled by each thread that has ended.
    private let ended = DispatchSemaphore(value: 0)

    /// Reads that share a snapshot: the others find another thread meanwhile.
    private static let batchMax = 16

    init(_ opening: DatabaseOpening, threadCount: Int, queuedMax: Int) {
        queue = WorkQueue(countMax: queuedMax, takersMax: threadCount)
        self.opening = opening
        self.threadCount = threadCount
    }

    /// Starts the threads; each opens its connection when it first has something to read.
    func start() {
        for index in 0..<threadCount {
            let thread = Thread { [self] in
                Thread.current.name = "obelisk-read-\(index)"
                run()
                ended.signal()
            }
            thread.start()
        }
    }

    /// Takes no more reads, carries out those that wait, and closes the connections. Blocks until done.
    func close() {
        queue.close()
        for _ in 0..<threadCount { ended.wait() }
    }

    /// Runs a read on a snapshot that holds all that was committed before this call.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let read: Read = { database in continuation.resume(with: Result { try body(try database.get()) }) }
            do throws(WorkQueue<Read>.Rejection) {
                try queue.append([read])
            } catch {
                let path = opening.configuration.path
                switch error {
                case .closed:
                    continuation.resume(
                        throwing: StorageError(.unavailable, "\(path) is closed: nothing more can be read"))
                case .full:
                    continuation.resume(
                        throwing: StorageError(
                            .busy,
                            "\(opening.configuration.queuedReadsMax) reads wait already for \(path), which is the "
                                + "limit: try again later"))
                }
            }
        }
    }

    private func run() {
        var connection: DatabaseQueue?
        while let reads = queue.take(upTo: Self.batchMax) {
            defer { queue.finish() }
            do {
                let open = try connection ?? opening.openReader()
                connection = open
                try open.inDatabase { try Self.carryOut(reads, on: $0) }
            } catch {
                for read in reads { read(.failure(error)) }
            }
        }
        try? connection?.close()
    }

    /// Throws only before the first read.
    private static func carryOut(_ reads: [Read], on database: Database) throws {
        try PreparedStatement("BEGIN", on: database).execute()
        for read in reads { read(.success(database)) }
        // The end of a transaction that has written nothing cannot lose anything.
        try? PreparedStatement("COMMIT", on: database).execute()
    }
}
