import Foundation
import ObeliskCore
import Testing

@testable import ObeliskSQLite

@Suite struct WorkQueueTests {
    private func requests(_ count: Int) -> [WriteRequest] {
        (0..<count).map { _ in .end(Generation(1)) { _ in } }
    }

    @Test func whatWaitsIsBoundedAndTheRestRefusedAllOrNone() throws {
        let queue = WorkQueue<WriteRequest>(countMax: 3, takersMax: 1)
        try queue.append(requests(2))
        #expect(throws: WorkQueue<WriteRequest>.Rejection.full) { try queue.append(requests(2)) }
        try queue.append(requests(1))
        #expect(throws: WorkQueue<WriteRequest>.Rejection.full) { try queue.append(requests(1)) }
        #expect(queue.take()?.count == 3)
        queue.finish()
        // One call that is larger than the queue is taken where nothing else waits, or it never could be.
        try queue.append(requests(5))
        #expect(queue.take()?.count == 5)
        queue.finish()
        queue.close()
        #expect(throws: WorkQueue<WriteRequest>.Rejection.closed) { try queue.append(requests(1)) }
        #expect(queue.take() == nil)
    }

    @Test func workIsLeftToItsCallerWhereNothingWaitsAndNobodyIsAtIt() throws {
        let queue = WorkQueue<Int>(countMax: 3, takersMax: 1)
        #expect(try queue.takeOrAppend(1))
        #expect(try !queue.takeOrAppend(2))
        #expect(try !queue.takeOrAppend(3))
        queue.finish()
        // What came first is carried out first.
        #expect(try !queue.takeOrAppend(4))
        #expect(throws: WorkQueue<Int>.Rejection.full) { try queue.takeOrAppend(5) }
        #expect(queue.take() == [2, 3, 4])
        #expect(try !queue.takeOrAppend(6))
        queue.finish()
        queue.close()
        #expect(throws: WorkQueue<Int>.Rejection.closed) { try queue.takeOrAppend(7) }
        #expect(queue.take() == [6])
        queue.finish()
        #expect(queue.take() == nil)
    }

    @Test func aThreadThatWaitsTakesWhatCameInMeanwhileOnceTheOtherIsThrough() async throws {
        let queue = WorkQueue<Int>(countMax: 10, takersMax: 1)
        #expect(try queue.takeOrAppend(1))
        let taken = AsyncStream<[Int]>.makeStream()
        let thread = Thread {
            while let work = queue.take() {
                taken.continuation.yield(work)
                queue.finish()
            }
            taken.continuation.finish()
        }
        thread.start()
        try queue.append([2])
        try queue.append([3])
        queue.close()
        queue.finish()
        var all: [Int] = []
        for await work in taken.stream { all += work }
        #expect(all == [2, 3])
    }
}
