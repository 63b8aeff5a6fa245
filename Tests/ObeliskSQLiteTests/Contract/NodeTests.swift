import ObeliskCore
import ObeliskTestSupport
import Testing

@Suite struct NodeTests {
    @Test(arguments: StoreKind.allCases)
    func aHeartbeatTellsWhoLivesAndEndsWhoIsSilentStill(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let own = try await world.store.begin(node: "server")
        let silent = try await world.store.begin(node: "silent")
        let speaking = try await world.store.begin(node: "speaking")
        let before = try await world.store.nodes()
        #expect(before.live.map(\.generation) == [own, silent, speaking] && before.latest == speaking)
        #expect(before.live.allSatisfy { $0.heartbeat == nil })
        world.clock.advance(by: .seconds(2))
        _ = try await world.store.beat(Heartbeat(generation: speaking, time: world.now))
        // What was seen of both is from before: only one of them has said nothing since.
        let beat = Heartbeat(generation: own, time: world.now, silent: Array(before.live.dropFirst()))
        let after = try await world.store.beat(beat)
        #expect(
            after.live.map(\.name) == ["server", "speaking"] && after.live.map(\.heartbeat) == [world.now, world.now])
        #expect(try await world.store.nodes() == after)
        // Whoever was ended is told so, and ends nobody.
        let late = Heartbeat(generation: silent, time: world.now, silent: after.live)
        #expect(try await world.store.beat(late) == after)
    }

    @Test(arguments: StoreKind.allCases)
    func whatASilentNodeHeldIsFree(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let own = try await world.store.begin(node: "server")
        let silent = try await world.store.begin(node: "silent")
        try await world.createLocked(.a, .activity, by: silent)
        let nodes = try await world.store.nodes().live
        _ = try await world.store.beat(Heartbeat(generation: own, time: world.now, silent: [nodes[1]]))
        #expect(try await world.store.orphans(limit: 10).map(\.id) == [.a])
    }

    @Test(arguments: StoreKind.allCases)
    func whoeverLostAnExecutionWritesNothingMore(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let generation = try await world.store.begin(node: "server")
        try await world.createLocked(.a, by: generation)
        // Another node has freed it, for its owner was taken for dead: neither version nor epoch tells of that.
        try await world.committed(world.append(.a, version: 1, epoch: 1, .pending(due: world.now)))
        let fenced = CommitOutcome.conflict(.fenced(.a, version: 1, epoch: 1))
        #expect(
            await world.commit(world.append(.a, version: 1, epoch: 1, [.joinSetCreated(.first)], .running)) == fenced)
        #expect(await world.commit(world.finish(.a)) == fenced)
        #expect(try await world.row(.a).state == .pending(due: world.now))
    }
}
