import ObeliskCore
import Testing

@Suite struct CreationTests {
    @Test(arguments: StoreKind.allCases)
    func aCreatedExecutionIsPendingAtVersionZero(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let due = world.now + .seconds(5)
        let creation = world.creation(.a, params: #"[1, "x"]"#, due: due)
        let receipt = try await world.committed(.create(creation))
        #expect(receipt.creations == [.created])
        let row = try await world.row(.a)
        #expect(row.state == .pending(due: due) && row.version == 0 && row.epoch == 0 && row.owner == nil)
        let events = try await world.store.events(of: .a, from: 0, limit: 10)
        #expect(events == [LoggedEvent(version: 0, epoch: 0, time: world.now, event: .created(creation.created))])
        #expect(world.takeNotices() == [.changed(.a), .due(component: "workflow", at: due)])
    }

    @Test(arguments: StoreKind.allCases)
    func anIdempotentCreationAcceptsTheSameAndRefusesOther(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        try await world.committed(.create(world.creation(.a, params: #"[{"x": 1, "y": 2}]"#)))
        _ = world.takeNotices()
        let same = world.creation(.a, params: #"[{"y":2,"x":1}]"#, isIdempotent: true)
        #expect(try await world.committed(.create(same)).creations == [.existed])
        let other = world.creation(.a, params: "[3]", isIdempotent: true)
        #expect(await world.commit(.create(other)) == .conflict(.exists(.a)))
        let plain = world.creation(.a, params: #"[{"y":2,"x":1}]"#)
        #expect(await world.commit(.create(plain)) == .conflict(.exists(.a)))
        #expect(world.takeNotices().isEmpty)
        #expect(try await world.kinds(of: .a) == ["created"])
    }

    @Test(arguments: StoreKind.allCases)
    func unfinishedExecutionsOfNoParentAreBounded(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let generation = try await world.store.begin(node: "server")
        func bounded(_ id: ExecutionID) -> Transaction.Operation {
            var creation = world.creation(id, isIdempotent: true)
            creation.unfinishedMax = 2
            return .create(creation)
        }
        try await world.createLocked(.a, by: generation)
        // A child does not count, nor is one that exists counted twice.
        let parent = Parent(execution: .a, joinSet: .first)
        try await world.createLocked(.c, .activity, parent: parent, by: generation)
        try await world.committed(bounded(.b))
        #expect(try await world.committed(bounded(.b)).creations == [.existed])
        #expect(await world.commit(bounded(.parent)) == .conflict(.tooManyUnfinished(max: 2)))
        #expect(try await world.store.execution(.parent) == nil)
        // What is refused, or rolled back with its neighbours, leaves the count as it was.
        let more = [ExecutionID(stored: "d"), .a].map { Transaction.Operation.create(world.creation($0)) }
        #expect(await world.store.commit([Transaction(more)]) == [.conflict(.exists(.a))])
        try await world.committed(world.finish(.c))
        #expect(await world.commit(bounded(.parent)) == .conflict(.tooManyUnfinished(max: 2)))
        try await world.committed(world.append(.a, version: 1, epoch: 1, [.finished(.ok(nil))], .finished))
        try await world.committed(bounded(.parent))
        // A command that finishes one makes room as well.
        #expect(await world.commit(bounded(ExecutionID(stored: "d"))) == .conflict(.tooManyUnfinished(max: 2)))
        try await world.committed(.command(.b, .cancel))
        try await world.committed(bounded(ExecutionID(stored: "d")))
    }

    @Test(arguments: StoreKind.allCases)
    func aLockIsAdmittedWhereNothingOlderWaits(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let generation = try await world.store.begin(node: "server")
        let lease = world.now + .seconds(60)
        let creation = world.creation(.a, .activity, lock: .by(generation, until: lease))
        #expect(try await world.committed(.create(creation)).creations == [.createdLocked])
        let row = try await world.row(.a)
        #expect(row.state == .locked && row.version == 1 && row.epoch == 1 && row.attempt == 1)
        #expect(row.owner == generation && row.leaseUntil == lease)
        #expect(world.takeNotices() == [.changed(.a)])
        guard case .locked(let locked) = try await world.store.events(of: .a, from: 1, limit: 1)[0].event else {
            Issue.record("the second event is not 'locked'")
            return
        }
        #expect(locked.attempt == 1)
    }

    @Test(arguments: StoreKind.allCases)
    func aLockPassesNobodyOver(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let generation = try await world.store.begin(node: "server")
        try await world.committed(.create(world.creation(.a, .activity)))
        let second = world.creation(.b, .activity, lock: .by(generation))
        #expect(try await world.committed(.create(second)).creations == [.created])
        #expect(try await world.row(.b).state == .pending(due: world.now))
        // One that is only due later, or of another component, holds nobody up.
        let later = world.creation(.a, component: "other", due: world.now + .seconds(1))
        let third = world.creation(.c, component: "third", lock: .by(generation))
        #expect(await world.commit(.create(later)) == .conflict(.exists(.a)))
        #expect(try await world.committed(.create(third)).creations == [.createdLocked])
    }

    @Test(arguments: StoreKind.allCases)
    func aLockSeesWhatItsOwnTransactionDid(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let generation = try await world.store.begin(node: "server")
        let both = try await world.committed(
            .create(world.creation(.a)), .create(world.creation(.b, lock: .by(generation))))
        #expect(both.creations == [.created, .created])
        let receipt = try await world.committed(
            .command(.a, .cancel), .command(.b, .cancel), .create(world.creation(.c, lock: .by(generation))))
        #expect(receipt.creations == [.createdLocked])
    }

    @Test(arguments: StoreKind.allCases)
    func anEndedGenerationLocksNothing(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let old = try await world.store.begin(node: "server")
        _ = try await world.store.begin(node: "server")
        let creation = world.creation(.a, lock: .by(old))
        #expect(try await world.committed(.create(creation)).creations == [.created])
        await #expect(throws: StorageError.self) {
            try await world.store.claim(
                ClaimRequest(component: "workflow", limit: 1, now: world.now, lock: .by(old)))
        }
    }

    @Test(arguments: StoreKind.allCases)
    func aChildNeedsItsParent(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let parent = Parent(execution: .parent, joinSet: .first)
        let outcome = await world.commit(.create(world.creation(.a, parent: parent)))
        #expect(outcome == .conflict(.noSuchExecution(.parent)))
        let receipt = try await world.committed(
            .create(world.creation(.parent)), .create(world.creation(.a, parent: parent)))
        #expect(receipt.creations == [.created, .created])
        #expect(try await world.row(.a).parent == parent)
    }
}
