internal import DequeModule
internal import Foundation

/// A job and the executor that it counts as running on.
///
/// Safe, for the runtime hands over each job once, `run` consumes the only copy there is, and the executor is kept
/// alive by the task that the job belongs to.
@safe
struct GuestJob {
    private let job: UnownedJob
    private let executor: UnownedTaskExecutor

    init(_ job: consuming ExecutorJob, on executor: UnownedTaskExecutor) {
        self.job = UnownedJob(job)
        unsafe self.executor = executor
    }

    /// Runs the job on the calling thread, to its end or its next suspension.
    func run() {
        unsafe job.runSynchronously(on: executor)
    }
}

/// Jobs that wait for a thread, first in, first out.
final class JobQueue {
    private let condition = NSCondition()
    private var jobs: Deque<GuestJob> = []
    private var isClosed = false

    /// Queues a job and wakes one thread for it.
    func append(_ job: GuestJob) {
        condition.lock()
        jobs.append(job)
        condition.signal()
        condition.unlock()
    }

    /// Blocks until there is a job; nil once the queue is closed and empty.
    func next() -> GuestJob? {
        condition.lock()
        defer { condition.unlock() }
        while jobs.isEmpty, !isClosed { condition.wait() }
        return jobs.popFirst()
    }

    /// Wakes all threads; `next` gives them what is queued still, then nil.
    func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }
}

// Sound because every access to the stored properties happens between `condition.lock()` and `condition.unlock()`.
extension JobQueue: @unchecked Sendable {}
