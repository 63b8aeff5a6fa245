import ObeliskCore
import Testing

@Suite struct DelayTests {
    @Test(arguments: StoreKind.allCases)
    func aDelayIsAnsweredExactlyOnce(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        try await world.createLocked(.a, by: try await world.store.begin(node: "server"))
        let delay = world.delay(1, of: .a)
        _ = world.takeNotices()
        try await world.committed(
            .setDelay(delay), world.append(.a, version: 1, epoch: 1, .blocked(on: .first, seen: 0)))
        #expect(world.takeNotices() == [.delaySet(delay)])
        #expect(await world.commit(.setDelay(delay)) == .conflict(.delayEnded(delay.id)))
        // Expiry and cancellation race; the second finds the row gone.
        let outcomes = await world.store.commit([
            Transaction([.endDelay(delay, .expired)]), Transaction([.endDelay(delay, .expired)]),
            Transaction([.cancelDelay(delay.id, of: .a)]),
        ])
        #expect(
            outcomes == [
                .committed(Receipt(sequences: [1])), .conflict(.delayEnded(delay.id)), .committed(Receipt()),
            ])
        let response = Response(sequence: 1, joinSet: .first, body: .delay(delay.id, .expired))
        #expect(try await world.store.responses(of: .a, after: 0, limit: 10) == [response])
        #expect(try await world.row(.a).state == .pending(due: world.now))
        #expect(try await world.store.timers(from: world.now, limit: 10).isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func aCancelledDelaySaysSo(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        try await world.createLocked(.a, by: try await world.store.begin(node: "server"))
        let delay = world.delay(1, of: .a)
        let receipt = try await world.committed(.setDelay(delay), .cancelDelay(delay.id, of: .a))
        #expect(receipt.sequences == [1])
        let responses = try await world.store.responses(of: .a, after: 0, limit: 10)
        #expect(responses.map(\.body) == [.delay(delay.id, .cancelled)])
        #expect(try await world.row(.a).state == .locked)
    }

    @Test(arguments: StoreKind.allCases)
    func finishingRemovesTheDelaysThatAreLeft(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        try await world.createLocked(.a, by: try await world.store.begin(node: "server"))
        let stored = world.delay(1, of: .a)
        let fresh = world.delay(2, of: .a)
        try await world.committed(.setDelay(stored))
        try await world.committed(.setDelay(fresh), world.finish(.a))
        #expect(try await world.store.timers(from: world.now, limit: 10).isEmpty)
        #expect(await world.commit(.endDelay(stored, .expired)) == .conflict(.delayEnded(stored.id)))
        #expect(try await world.store.responses(of: .a, after: 0, limit: 10).isEmpty)
    }
}
