import ObeliskCore
import ObeliskTestSupport
import Testing

@Suite struct ManualClockTests {
    @Test func sleepersWakeOnceTheirTimeHasCome() async throws {
        let clock = ManualClock()
        let start = clock.now
        try await withThrowingTaskGroup(of: Int.self) { group in
            for seconds in [3, 1, 2] {
                group.addTask {
                    try await clock.sleep(until: start + .seconds(seconds))
                    return seconds
                }
            }
            while clock.sleeperCount < 3 { await Task.yield() }
            #expect(clock.nextWake == start + .seconds(1))
            clock.advance(by: .seconds(1))
            let woken1 = try await group.next()
            #expect(woken1 == 1)
            #expect(clock.sleeperCount == 2)
            #expect(clock.advanceToNextWake())
            let woken2 = try await group.next()
            #expect(woken2 == 2)
            #expect(clock.now == start + .seconds(2))
            clock.set(start + .seconds(1))
            #expect(clock.sleeperCount == 1)
            clock.advance(by: .seconds(10))
            let woken3 = try await group.next()
            #expect(woken3 == 3)
        }
        #expect(!clock.advanceToNextWake())
        try await clock.sleep(until: start)
    }

    @Test func aCancelledSleeperEndsAtOnce() async throws {
        let clock = ManualClock()
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await clock.sleep(until: clock.now + .seconds(1)) }
            while clock.sleeperCount < 1 { await Task.yield() }
            group.cancelAll()
            let ended = await group.nextResult()
            #expect(throws: CancellationError.self) { try ended?.get() }
        }
        #expect(clock.sleeperCount == 0)
    }
}
