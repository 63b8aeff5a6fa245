internal import Foundation

/// The threads that run guests, one a core: a guest that computes for long holds up neither Swift's shared pool nor the
/// store.
package final class GuestExecutor: TaskExecutor, Sendable {
    private let queue = JobQueue()

    /// Starts the threads; they end when the executor is let go.
    ///
    /// - Parameter threadCount: at least 1.
    package init(threadCount: Int) {
        precondition(threadCount >= 1, "an executor needs a thread")
        for index in 0..<threadCount {
            let thread = Thread { [queue] in
                Thread.current.name = "guest-\(index)"
                while let job = queue.next() { job.run() }
            }
            thread.start()
        }
    }

    deinit {
        queue.close()
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        queue.append(unsafe GuestJob(job, on: asUnownedTaskExecutor()))
    }
}
