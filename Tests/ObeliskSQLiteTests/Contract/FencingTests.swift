import ObeliskCore
import Testing

@Suite struct FencingTests {
    @Test(arguments: StoreKind.allCases)
    func anAppendNeedsTheVersionAndTheEpoch(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        try await world.createLocked(.a, by: try await world.store.begin(node: "server"))
        let fenced = CommitOutcome.conflict(.fenced(.a, version: 1, epoch: 1))
        #expect(
            await world.commit(world.append(.a, version: 0, epoch: 1, [.joinSetCreated(.first)], .running)) == fenced)
        #expect(
            await world.commit(world.append(.a, version: 2, epoch: 1, [.joinSetCreated(.first)], .running)) == fenced)
        #expect(
            await world.commit(world.append(.a, version: 1, epoch: 0, [.joinSetCreated(.first)], .running)) == fenced)
        #expect(await world.commit(world.append(.b, version: 1, epoch: 1, .running)) == .conflict(.noSuchExecution(.b)))
        #expect(try await world.kinds(of: .a) == ["created", "locked"])
        _ = world.takeNotices()
        try await world.committed(world.append(.a, version: 1, epoch: 1, [.joinSetCreated(.first)], .running))
        #expect(world.takeNotices() == [.changed(.a)])
        #expect(try await world.row(.a).version == 2)
    }

    @Test(arguments: StoreKind.allCases)
    func anEventThatStartsAnEpochIsStoredWithIt(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        try await world.createLocked(.a, by: try await world.store.begin(node: "server"))
        let events: [Event] = [
            .joinSetCreated(.first), .unlocked(Unlocked(reason: "stopping", due: world.now)), .joinSetClosed(.first),
        ]
        try await world.committed(world.append(.a, version: 1, epoch: 1, events, .pending(due: world.now)))
        let logged = try await world.store.events(of: .a, from: 2, limit: 10)
        #expect(logged.map(\.epoch) == [1, 2, 2] && logged.map(\.version) == [2, 3, 4])
        let row = try await world.row(.a)
        #expect(row.epoch == 2 && row.version == 4 && row.owner == nil)
    }

    @Test(arguments: StoreKind.allCases)
    func aFinishedLogTakesNoMore(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        try await world.createLocked(.a, by: try await world.store.begin(node: "server"))
        try await world.committed(world.finish(.a))
        let finished = CommitOutcome.conflict(.finished(.a))
        #expect(await world.commit(world.finish(.a)) == finished)
        #expect(await world.commit(world.append(.a, version: 2, epoch: 1, .running)) == finished)
        #expect(await world.commit(.setDelay(world.delay(1, of: .a))) == finished)
        #expect(await world.commit(.extendLease(.a, epoch: 1, until: world.now)) == finished)
    }

    @Test(arguments: StoreKind.allCases)
    func aConflictLeavesItsNeighboursUnharmed(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let generation = try await world.store.begin(node: "server")
        let outcomes = await world.store.commit([
            Transaction([.create(world.creation(.a, lock: .by(generation)))]),
            // Its first operation would do; nothing of it may be left behind.
            Transaction([
                .create(world.creation(.b)), .publish(.a, Published(name: "x", value: .emptyArray)),
                .output(.a, [OutputLine(position: 1, ordinal: 0, time: world.now, source: .standardError, text: "x")]),
                .setDelay(world.delay(1, of: .a)),
                world.append(.a, version: 1, epoch: 1, [.joinSetCreated(.first)], .running),
                world.append(.a, version: 1, epoch: 1, .running),
            ]),
            Transaction([world.append(.a, version: 1, epoch: 1, [.joinSetCreated(.second)], .running)]),
        ])
        #expect(
            outcomes == [
                .committed(Receipt(creations: [.createdLocked])), .conflict(.fenced(.a, version: 2, epoch: 1)),
                .committed(Receipt()),
            ])
        #expect(try await world.store.execution(.b) == nil)
        #expect(try await world.store.published(by: .a).isEmpty)
        #expect(try await world.store.output(of: .a, after: 0, limit: 10).isEmpty)
        #expect(try await world.kinds(of: .a) == ["created", "locked", "join_set_created"])
        #expect(world.takeNotices() == [.changed(.a), .changed(.a)])
        #expect(await world.commit(.cancelDelay(world.delay(1, of: .a).id, of: .a)) == .committed(Receipt()))
        #expect(world.store.statistics.transactions >= 2)
    }

    @Test(arguments: StoreKind.allCases)
    func manyCallersOfOneLogAreCarriedOutInTheirOrder(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        try await world.createLocked(.a, by: try await world.store.begin(node: "server"))
        let transactions = (0..<200).map { index in
            Transaction([world.append(.a, version: 1 + index, epoch: 1, [.joinSetCreated(.generated(index))], .running)]
            )
        }
        let outcomes = await world.store.commit(transactions)
        #expect(outcomes.allSatisfy { $0 == .committed(Receipt()) })
        let events = try await world.store.events(of: .a, from: 2, limit: 1_000)
        #expect(events.map(\.event) == (0..<200).map { .joinSetCreated(.generated($0)) })
        #expect(events.map(\.version) == Array(2..<202))
    }

    @Test(arguments: StoreKind.allCases)
    func concurrentCallersEachGetTheirOwnOutcome(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let outcomes = await withTaskGroup(of: (Int, CommitOutcome).self) { group in
            for index in 0..<100 {
                group.addTask {
                    let creation = world.creation(ExecutionID(stored: "e\(index % 50)"), params: "[\(index)]")
                    return (index, await world.commit(.create(creation)))
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        for index in 0..<50 {
            let id = ExecutionID(stored: "e\(index)")
            let both = [outcomes[index], outcomes[index + 50]]
            #expect(both.contains(.committed(Receipt(creations: [.created]))))
            #expect(both.contains(.conflict(.exists(id))))
        }
        #expect(world.takeNotices().count == 100)
    }

    @Test(arguments: StoreKind.allCases)
    func aLeaseMovesOnlyUnderItsEpoch(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        try await world.createLocked(.a, .activity, by: try await world.store.begin(node: "server"))
        let until = world.now + .seconds(30)
        try await world.committed(.extendLease(.a, epoch: 1, until: until))
        #expect(try await world.row(.a).leaseUntil == until)
        #expect(try await world.row(.a).version == 1)
        let stale = await world.commit(.extendLease(.a, epoch: 0, until: until))
        #expect(stale == .conflict(.fenced(.a, version: 1, epoch: 1)))
    }
}
