import ObeliskCore
import Testing

@Suite struct CommandTests {
    @Test(arguments: StoreKind.allCases)
    func aCommandFencesTheRunningOwner(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let generation = try await world.store.begin(node: "server")
        try await world.createLocked(.a, by: generation)
        _ = world.takeNotices()
        #expect(try await world.committed(.command(.a, .pause)).commands == [.done])
        #expect(world.takeNotices() == [.changed(.a), .fenced(.a, owner: generation)])
        let row = try await world.row(.a)
        #expect(row.status == .paused && row.owner == nil && row.epoch == 2 && row.state == .pending(due: world.now))
        let stale = await world.commit(world.append(.a, version: 1, epoch: 1, .running))
        #expect(stale == .conflict(.fenced(.a, version: 2, epoch: 2)))
        #expect(try await world.committed(.command(.a, .pause)).commands == [.unchanged])
        #expect(world.takeNotices().isEmpty)
        #expect(try await world.committed(.command(.a, .resume)).commands == [.done])
        #expect(world.takeNotices() == [.changed(.a), .due(component: "workflow", at: world.now)])
    }

    @Test(arguments: StoreKind.allCases)
    func cancellingWhatNeverRanFinishesItAndTellsItsParent(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        try await world.createLocked(.parent, by: try await world.store.begin(node: "server"))
        let link = Parent(execution: .parent, joinSet: .first)
        try await world.committed(
            .create(world.creation(.a, .activity, parent: link)),
            world.append(.parent, version: 1, epoch: 1, .blocked(on: .first, seen: 0)))
        let receipt = try await world.committed(.command(.a, .cancel))
        #expect(receipt == Receipt(sequences: [1], commands: [.done]))
        #expect(try await world.kinds(of: .a) == ["created", "cancel_requested", "finished"])
        #expect(try await world.row(.a).status == .finished(.failed(.cancelled)))
        #expect(try await world.row(.parent).state == .pending(due: world.now))
        #expect(try await world.committed(.command(.a, .cancel)).commands == [.alreadyFinished])
    }

    @Test(arguments: StoreKind.allCases)
    func theResultOfAStubEndsItAndTellsItsParentOnce(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        try await world.createLocked(.parent, by: try await world.store.begin(node: "server"))
        let link = Parent(execution: .parent, joinSet: .first)
        try await world.committed(
            .create(world.creation(.a, .activityStub, parent: link)),
            world.append(.parent, version: 1, epoch: 1, .blocked(on: .first, seen: 0)))
        let outcome = Outcome.ok(JSONText(valid: "5"))
        let receipt = try await world.committed(.command(.a, .stub(outcome)))
        #expect(receipt == Receipt(sequences: [1], commands: [.done]))
        #expect(try await world.kinds(of: .a) == ["created", "finished"])
        #expect(try await world.row(.a).status == .finished(.ok))
        #expect(try await world.row(.parent).state == .pending(due: world.now))
        let again = try await world.committed(.command(.a, .stub(.err(nil))))
        #expect(again == Receipt(commands: [.alreadyFinished]))
        let responses = try await world.store.responses(of: .parent, after: 0, limit: 5)
        #expect(responses.map(\.body) == [.child(.a, outcome)])
    }

    @Test(arguments: StoreKind.allCases)
    func aRunningAttemptIsToldToStopAndFinishedByItsNode(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let generation = try await world.store.begin(node: "server")
        try await world.createLocked(.a, .activity, by: generation)
        _ = world.takeNotices()
        try await world.committed(.command(.a, .cancel))
        #expect(world.takeNotices() == [.changed(.a), .fenced(.a, owner: generation)])
        let row = try await world.row(.a)
        #expect(row.state == .locked && row.hold == .cancelling && row.owner == generation)
        let outcome = Outcome.failed(Failure(.cancelled))
        try await world.committed(
            world.append(.a, version: row.version, epoch: row.epoch, [.finished(outcome)], .finished))
        #expect(try await world.row(.a).status == .finished(.failed(.cancelled)))
    }

    @Test(arguments: StoreKind.allCases)
    func aCancelledWorkflowIsTakenUpToBeClosed(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let generation = try await world.store.begin(node: "server")
        try await world.createLocked(.a, by: generation)
        try await world.committed(world.append(.a, version: 1, epoch: 1, .blocked(on: .first, seen: 0)))
        try await world.committed(.command(.a, .cancel))
        #expect(try await world.row(.a).status == .cancelling)
        let claim = ClaimRequest(component: "workflow", limit: 5, now: world.now, lock: .by(generation))
        let claimed = try await world.store.claim(claim)
        #expect(claimed.map(\.row.hold) == [.cancelling])
        #expect(claimed.map(\.row.epoch) == [3])
    }

    @Test(arguments: StoreKind.allCases)
    func aParkedExecutionIsNotClaimedUntilItIsMovedOn(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let generation = try await world.store.begin(node: "server")
        try await world.createLocked(.a, by: generation)
        let divergence = Divergence(version: 2, recorded: "sleep", found: "call")
        try await world.committed(world.append(.a, version: 1, epoch: 1, [.parked(divergence)], .parked))
        let row = try await world.row(.a)
        #expect(row.status == .parked && row.owner == nil && row.epoch == 2)
        let claim = ClaimRequest(component: "workflow", limit: 5, now: world.now, lock: .by(generation))
        #expect(try await world.store.claim(claim).isEmpty)
        #expect(try await world.store.timers(from: world.now, limit: 5).isEmpty)
        let change = Event.componentChanged(ComponentChanged(component: "workflow", digest: "sha256:1"))
        try await world.committed(world.append(.a, version: 2, epoch: 2, [change], .pending(due: world.now)))
        #expect(try await world.store.claim(claim).map(\.row.hold) == [Hold.none])
    }

    @Test(arguments: StoreKind.allCases)
    func aCommandNeedsAnExecution(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        #expect(await world.commit(.command(.a, .cancel)) == .conflict(.noSuchExecution(.a)))
    }
}
