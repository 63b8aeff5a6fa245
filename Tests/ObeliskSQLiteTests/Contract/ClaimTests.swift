import ObeliskCore
import ObeliskTestSupport
import Testing

@Suite struct ClaimTests {
    private func claim(
        _ world: StoreUnderTest, _ component: String = "workflow", limit: Int = 10, by generation: Generation
    ) async throws -> [Claimed] {
        let lock = Lock.by(generation, until: world.now + .seconds(60))
        return try await world.store.claim(
            ClaimRequest(component: component, limit: limit, now: world.now, lock: lock))
    }

    @Test(arguments: StoreKind.allCases)
    func claimsGoByDueTimeThenByCreation(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let generation = try await world.store.begin(node: "server")
        let start = world.now
        for (name, seconds) in [("late", 9), ("c", 2), ("b", 2), ("a", 3), ("d", 1)] {
            let due = start + .seconds(seconds)
            try await world.committed(.create(world.creation(ExecutionID(stored: name), due: due)))
        }
        try await world.committed(.create(world.creation(ExecutionID(stored: "other"), .activity)))
        world.clock.advance(by: .seconds(3))
        _ = world.takeNotices()
        let first = try await claim(world, limit: 3, by: generation)
        #expect(first.map(\.row.id.text) == ["d", "c", "b"])
        #expect(world.takeNotices() == first.map { .changed($0.row.id) })
        #expect(first.allSatisfy { $0.row.state == .locked && $0.row.owner == generation && $0.row.epoch == 1 })
        #expect(first.allSatisfy { $0.row.leaseUntil == world.now + .seconds(60) && $0.created.seed == 7 })
        #expect(try await claim(world, by: generation).map(\.row.id.text) == ["a"])
        #expect(try await claim(world, by: generation).isEmpty)
        #expect(try await world.row(first[0].row.id) == first[0].row)
    }

    @Test(arguments: StoreKind.allCases)
    func onlyActivitiesCountAttempts(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let generation = try await world.store.begin(node: "server")
        try await world.createLocked(.a, .activity, by: generation)
        let ended = AttemptEnded(attempt: 1, outcome: .err(nil), retryAt: world.now)
        let retry = world.append(.a, version: 1, epoch: 1, [.attemptFailed(ended)], .pending(due: world.now))
        try await world.committed(retry)
        let claimed = try await claim(world, "activity", by: generation)
        #expect(claimed.map(\.row.attempt) == [2])
        guard case .locked(let locked)? = try await world.store.events(of: .a, from: 3, limit: 1).first?.event else {
            Issue.record("the claim wrote no 'locked'")
            return
        }
        #expect(locked.attempt == 2)
        // An attempt that was given back does not count.
        let givenBack = Event.unlocked(Unlocked(reason: "the server stops", due: world.now))
        try await world.committed(world.append(.a, version: 3, epoch: 2, [givenBack], .pending(due: world.now)))
        #expect(try await claim(world, "activity", by: generation).map(\.row.attempt) == [2])
        try await world.committed(.create(world.creation(.b)))
        #expect(try await claim(world, by: generation).map(\.row.attempt) == [0])
    }

    @Test(arguments: StoreKind.allCases)
    func aNewStartOfANodeFreesWhatItOwned(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let old = try await world.store.begin(node: "server")
        let other = try await world.store.begin(node: "executor")
        try await world.createLocked(.a, by: old)
        try await world.createLocked(.b, by: other)
        try await world.createLocked(.c, .activity, parent: Parent(execution: .a, joinSet: .first), by: old)
        try await world.committed(world.append(.a, version: 1, epoch: 1, .blocked(on: .first, seen: 0)))
        let new = try await world.store.begin(node: "server")
        #expect([old.number, other.number, new.number] == [1, 2, 3])
        #expect(try await world.store.orphans(limit: 10).map(\.id) == [.c])
        #expect(try await claim(world, by: new).isEmpty)
        _ = world.takeNotices()
        // The blocked one keeps its owner, which has ended: its response makes it due for anybody.
        try await world.committed(world.finish(.c))
        #expect(world.takeNotices().last == .due(component: "workflow", at: world.now))
        #expect(try await world.store.timers(from: world.now, limit: 10).map(\.subject) == [.component("workflow")])
        #expect(try await claim(world, by: new).map(\.row.id) == [.a])
        try await world.store.end(other)
        #expect(try await world.store.orphans(limit: 10).map(\.id) == [.b])
    }

    @Test(arguments: StoreKind.allCases)
    func releasingADueRunFreesIt(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let generation = try await world.store.begin(node: "server")
        try await world.createLocked(.parent, by: generation)
        try await world.createLocked(.a, parent: Parent(execution: .parent, joinSet: .first), by: generation)
        try await world.committed(world.append(.parent, version: 1, epoch: 1, .blocked(on: .first, seen: 0)))
        try await world.committed(world.finish(.a))
        #expect(try await claim(world, by: generation).isEmpty)
        _ = world.takeNotices()
        try await world.committed(world.append(.parent, version: 1, epoch: 1, .released))
        #expect(world.takeNotices() == [.due(component: "workflow", at: world.now)])
        #expect(try await claim(world, by: generation).map(\.row.id) == [.parent])
    }
}
