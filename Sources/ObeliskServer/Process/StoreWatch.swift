import ObeliskCore
import ServiceLifecycle

/// Ends the process once a commit's fate is unknown: it must recover from what is stored.
struct StoreWatch: Service {
    private let errors: AsyncStream<StorageError>
    private let continuation: AsyncStream<StorageError>.Continuation

    /// A watch that has nothing to tell.
    init() {
        (errors, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1))
    }

    /// Tells that the store is lost.
    func report(_ error: StorageError) {
        continuation.yield(error)
    }

    /// Watches until graceful shutdown.
    ///
    /// - Throws: the error that was reported.
    func run() async throws {
        for await error in errors.cancelOnGracefulShutdown() {
            throw error
        }
    }
}
