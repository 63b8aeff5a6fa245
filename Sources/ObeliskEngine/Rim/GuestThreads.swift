internal import DequeModule
internal import Foundation
internal import Synchronization

/// The threads that run guests and decide what follows: a guest that computes for long holds up neither Swift's shared
/// pool nor the store.
///
/// Jobs are taken first in, first out. They may block for as long as a guest's turn takes, or one commit and what of a
/// checkpoint falls to it; no longer.
package final class GuestThreads: Sendable {
    /// One turn of a guest, with what follows from it at once.
    typealias Job = @Sendable () -> Void

    private let queue: JobQueue
    private let hasEnded = Atomic(false)

    /// Starts as many threads as keep all cores busy: one a core, and one more, for at most one of them waits for the
    /// disk at a time, where it makes a commit itself.
    package convenience init(coreCount: Int) {
        self.init(count: coreCount + 1)
    }

    /// Starts the threads; they end with `end`, or when this is let go.
    ///
    /// - Parameter count: at least 1.
    package init(count: Int) {
        precondition(count >= 1, "guests need a thread")
        let queue = JobQueue(threadCount: count)
        self.queue = queue
        for index in 0..<count {
            let thread = Thread {
                Thread.current.name = "guest-\(index)"
                while let job = queue.next() { job() }
            }
            thread.start()
        }
    }

    deinit {
        queue.close()
    }

    /// Whether the threads are to end, so that nothing more is to be begun on them.
    var isEnded: Bool { hasEnded.load(ordering: .relaxed) }

    /// Queues jobs; nothing happens once the threads are to end.
    func run(_ jobs: some Collection<Job>) {
        if !jobs.isEmpty { queue.append(jobs) }
    }

    /// Queues a job.
    func run(_ job: @escaping Job) {
        queue.append(CollectionOfOne(job))
    }

    /// Forgets the jobs that wait, and returns once those under way are over.
    func end() async {
        hasEnded.store(true, ordering: .relaxed)
        await withCheckedContinuation { continuation in
            queue.close { continuation.resume() }
        }
    }
}

/// Jobs that wait for a thread.
///
/// `@unchecked Sendable` is sound: every access to the stored variables happens while `condition` is locked.
// The proof of `@unchecked` is in the summary above.
private final class JobQueue: @unchecked Sendable {
    private let condition = NSCondition()
    private var jobs: Deque<GuestThreads.Job> = []
    /// Threads that have not ended.
    private var threadCount: Int
    private var isClosing = false
    private var onEnd: [@Sendable () -> Void] = []

    init(threadCount: Int) {
        self.threadCount = threadCount
    }

    /// Queues jobs and wakes as many threads as may be of use.
    func append(_ new: some Collection<GuestThreads.Job>) {
        condition.lock()
        defer { condition.unlock() }
        if isClosing { return }
        jobs.append(contentsOf: new)
        if new.count == 1 { condition.signal() } else { condition.broadcast() }
    }

    /// Blocks until there is a job; nil once the queue is closed, which ends the calling thread.
    func next() -> GuestThreads.Job? {
        condition.lock()
        while jobs.isEmpty, !isClosing { condition.wait() }
        if let job = jobs.popFirst() {
            condition.unlock()
            return job
        }
        threadCount -= 1
        let told = threadCount == 0 ? onEnd : []
        condition.unlock()
        for tell in told { tell() }
        return nil
    }

    /// Forgets what waits and wakes all threads; `tell` is called once all have ended.
    func close(_ tell: @escaping @Sendable () -> Void = {}) {
        condition.lock()
        isClosing = true
        // Let go of outside the lock: a job may hold the last reference to a guest.
        let forgotten = jobs
        jobs = []
        let isOver = threadCount == 0
        if !isOver { onEnd.append(tell) }
        condition.broadcast()
        condition.unlock()
        if isOver { tell() }
        withExtendedLifetime(forgotten) {}
    }
}
