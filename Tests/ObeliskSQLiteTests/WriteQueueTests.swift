import ObeliskCore
import Testing

@testable import ObeliskSQLite

@Suite struct WriteQueueTests {
    private func requests(_ count: Int) -> [WriteRequest] {
        (0..<count).map { _ in .end(Generation(1)) { _ in } }
    }

    @Test func whatWaitsIsBoundedAndTheRestRefusedAllOrNone() throws {
        let queue = WriteQueue(countMax: 3)
        try queue.append(requests(2))
        #expect(throws: WriteQueue.Rejection.full) { try queue.append(requests(2)) }
        try queue.append(requests(1))
        #expect(throws: WriteQueue.Rejection.full) { try queue.append(requests(1)) }
        #expect(queue.takeAll()?.count == 3)
        // One call that is larger than the queue is taken where nothing else waits, or it never could be.
        try queue.append(requests(5))
        #expect(queue.takeAll()?.count == 5)
        queue.close()
        #expect(throws: WriteQueue.Rejection.closed) { try queue.append(requests(1)) }
        #expect(queue.takeAll() == nil)
    }
}
