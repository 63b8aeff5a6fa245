import ObeliskCore
import ObeliskTestSupport
import Testing

@Suite struct ResponseTests {
    /// A parent and two children in its first join set, all locked by one generation.
    private func family(_ kind: StoreKind) async throws -> StoreUnderTest {
        let world = try StoreUnderTest(kind)
        let generation = try await world.store.begin(node: "server")
        try await world.createLocked(.parent, by: generation)
        let link = Parent(execution: .parent, joinSet: .first)
        try await world.createLocked(.a, .activity, parent: link, by: generation)
        try await world.createLocked(.b, .activity, parent: link, by: generation)
        _ = world.takeNotices()
        return world
    }

    private func response(_ sequence: Int, _ id: ExecutionID, _ outcome: Outcome = .ok(nil)) -> Response {
        Response(sequence: sequence, joinSet: .first, body: .child(id, outcome))
    }

    @Test(arguments: StoreKind.allCases)
    func aResponseWakesTheParentThatIsBlockedOnItsSet(_ kind: StoreKind) async throws {
        let world = try await family(kind)
        try await world.committed(world.append(.parent, version: 1, epoch: 1, .blocked(on: .first, seen: 0)))
        #expect(world.takeNotices().isEmpty)
        world.clock.advance(by: .seconds(1))
        let outcome = Outcome.ok(JSONText(valid: "55"))
        #expect(try await world.committed(world.finish(.a, outcome)).sequences == [1])
        let owner = try await world.row(.parent).owner
        #expect(owner != nil)
        #expect(
            world.takeNotices() == [
                .changed(.a), .finished(.a),
                .response(of: .parent, response(1, .a, outcome), owner: owner, isDue: true),
            ])
        #expect(try await world.row(.parent).state == .pending(due: world.now))
        #expect(try await world.store.responses(of: .parent, after: 0, limit: 10) == [response(1, .a, outcome)])
        // Due for its owner alone: nobody else may claim it.
        let other = try await world.store.begin(node: "executor")
        let claim = ClaimRequest(component: "workflow", limit: 5, now: world.now, lock: .by(other))
        #expect(try await world.store.claim(claim).isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func aResponseThatCameBeforeBlockingMakesTheRunGoOn(_ kind: StoreKind) async throws {
        let world = try await family(kind)
        try await world.committed(world.finish(.a))
        let block = world.append(.parent, version: 1, epoch: 1, .blocked(on: .first, seen: 0))
        #expect(try await world.committed(block).isDueAtOnce)
        let row = try await world.row(.parent)
        #expect(row.state == .pending(due: world.now) && row.owner != nil)
        // What was seen already, or belongs to another set, does not count.
        let seen = world.append(.parent, version: 1, epoch: 1, .blocked(on: .first, seen: 1))
        #expect(try await world.committed(seen).isDueAtOnce == false)
        let other = world.append(.parent, version: 1, epoch: 1, .blocked(on: .second, seen: 0))
        #expect(try await world.committed(other).isDueAtOnce == false)
        #expect(try await world.row(.parent).state == .blocked(on: .second))
    }

    @Test(arguments: StoreKind.allCases)
    func aResponseOfAnotherSetWakesNobody(_ kind: StoreKind) async throws {
        let world = try await family(kind)
        try await world.committed(world.append(.parent, version: 1, epoch: 1, .blocked(on: .second, seen: 0)))
        try await world.committed(world.finish(.a))
        #expect(try await world.row(.parent).state == .blocked(on: .second))
        guard case .response(_, _, _, let isDue)? = world.takeNotices().last else {
            Issue.record("no response was told of")
            return
        }
        #expect(!isDue)
    }

    @Test(arguments: StoreKind.allCases)
    func aResponseThatRidesWithItsParentDoesNotCountAsLater(_ kind: StoreKind) async throws {
        let world = try await family(kind)
        try await world.committed(world.append(.parent, version: 1, epoch: 1, .blocked(on: .first, seen: 0)))
        let taken = Event.responseTaken(ResponseTaken(joinSet: .first, member: .child(.a)))
        let receipt = try await world.committed(
            world.finish(.a), world.append(.parent, version: 1, epoch: 1, [taken], .blocked(on: .first, seen: 0)))
        #expect(receipt.sequences == [1] && !receipt.isDueAtOnce)
        #expect(try await world.row(.parent).state == .blocked(on: .first))
        guard case .response(_, _, _, let isDue)? = world.takeNotices().dropLast().last else {
            Issue.record("no response was told of")
            return
        }
        #expect(!isDue)
        // Another that came in between does.
        try await world.committed(world.append(.parent, version: 2, epoch: 1, .running))
        try await world.committed(world.finish(.b))
        let late = world.append(.parent, version: 2, epoch: 1, .blocked(on: .first, seen: 1))
        #expect(try await world.committed(late).isDueAtOnce)
    }

    @Test(arguments: StoreKind.allCases)
    func aHeldOrFinishedParentStillGetsItsResponses(_ kind: StoreKind) async throws {
        let world = try await family(kind)
        try await world.committed(world.append(.parent, version: 1, epoch: 1, .blocked(on: .first, seen: 0)))
        try await world.committed(.command(.parent, .pause))
        _ = world.takeNotices()
        try await world.committed(world.finish(.a))
        let paused = try await world.row(.parent)
        #expect(paused.hold == .paused && paused.state == .pending(due: world.now) && paused.owner == nil)
        let claim = ClaimRequest(component: "workflow", limit: 5, now: world.now, lock: .by(Generation(1)))
        #expect(try await world.store.claim(claim).isEmpty)
        #expect(!world.takeNotices().contains { if case .due = $0 { true } else { false } })

        try await world.committed(.command(.parent, .resume))
        #expect(world.takeNotices() == [.changed(.parent), .due(component: "workflow", at: world.now)])
        let row = try await world.store.claim(claim)[0].row
        let end = world.append(.parent, version: row.version, epoch: row.epoch, [.finished(.ok(nil))], .finished)
        try await world.committed(end)
        try await world.committed(world.finish(.b))
        #expect(try await world.store.responses(of: .parent, after: 1, limit: 10) == [response(2, .b)])
        #expect(try await world.row(.parent).state == .finished(.ok))
    }

    @Test(arguments: StoreKind.allCases)
    func anUnownedParentIsDueForAnybody(_ kind: StoreKind) async throws {
        let world = try await family(kind)
        try await world.committed(world.append(.parent, version: 1, epoch: 1, .blocked(on: .first, seen: 0)))
        try await world.committed(world.append(.parent, version: 1, epoch: 1, .released))
        _ = world.takeNotices()
        try await world.committed(world.finish(.a))
        #expect(world.takeNotices().last == .due(component: "workflow", at: world.now))
    }
}
