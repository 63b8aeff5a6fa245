import ObeliskCore
import Testing

@testable import ObeliskSQLite

@Suite struct WorkQueueTests {
    private func requests(_ count: Int) -> [WriteRequest] {
        (0..<count).map { _ in .end(Generation(1)) { _ in } }
    }

    @Test func whatWaitsIsBoundedAndTheRestRefusedAllOrNone() throws {
        let queue = WorkQueue<WriteRequest>(countMax: 3)
        try queue.append(requests(2))
        #expect(throws: WorkQueue<WriteRequest>.Rejection.full) { try queue.append(requests(2)) }
        try queue.append(requests(1))
        #expect(throws: WorkQueue<WriteRequest>.Rejection.full) { try queue.append(requests(1)) }
        #expect(queue.take()?.count == 3)
        // One call that is larger than the queue is taken where nothing else waits, or it never could be.
        try queue.append(requests(5))
        #expect(queue.take()?.count == 5)
        queue.close()
        #expect(throws: WorkQueue<WriteRequest>.Rejection.closed) { try queue.append(requests(1)) }
        #expect(queue.take() == nil)
    }
}
