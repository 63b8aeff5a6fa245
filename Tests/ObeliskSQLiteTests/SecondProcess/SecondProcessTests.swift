import Foundation
import ObeliskCore
import ObeliskSQLite
import ObeliskTestSupport
import Synchronization
import Testing

/// Another program shares the file, by the protocol of `docs/SQL_PROTOCOL.md`.
@Suite(.timeLimit(.minutes(5))) struct SecondProcessTests {
    private let world: StoreUnderTest
    private let path: String

    init() throws {
        world = try StoreUnderTest(.sqlite)
        path = try #require(world.path)
    }

    private var other: OtherProcess { OtherProcess(database: path, now: world.now) }

    /// A workflow that is blocked on its first set, and an activity in that set, to be claimed.
    private func family() async throws -> Generation {
        let own = try await world.store.begin(node: "server")
        try await world.createLocked(.parent, by: own)
        let link = Parent(execution: .parent, joinSet: .first)
        try await world.committed(.create(world.creation(.a, .activity, parent: link, params: "[1]")))
        try await world.committed(world.append(.parent, version: 1, epoch: 1, .blocked(on: .first, seen: 0)))
        return own
    }

    @Test func itClaimsAndFinishesAndTheParentIsWoken() async throws {
        let own = try await family()
        let python = try other.join("python")
        let claimed = try #require(try other.claim("activity", by: python).first)
        let row = try await world.row(.a)
        #expect(row.state == .locked && row.owner == python && row.attempt == 1 && row.version == 1 && row.epoch == 1)
        #expect(row.leaseUntil == world.now + .seconds(30))
        #expect(try other.claim("activity", by: python).isEmpty)
        // It holds the row: nobody else may write under another version, and its lease is a timer for this node.
        #expect(
            try await world.store.timers(from: world.now, limit: 5).map(\.subject) == [.lease(.a, epoch: 1)])
        world.clock.advance(by: .seconds(1))
        let outcome = Outcome.ok(JSONText(valid: #"{"done":true}"#))
        #expect(try other.end("finish", claimed, by: python, #"{"ok":{"done":true}}"#, "a line").fenced == nil)

        #expect(try await world.row(.a).state == .finished(.ok))
        #expect(try await world.store.events(of: .a, from: 2, limit: 5).map(\.event) == [.finished(outcome)])
        #expect(try await world.store.output(of: .a, after: 0, limit: 5).map(\.line.text) == ["a line"])
        let response = Response(sequence: 1, joinSet: .first, body: .child(.a, outcome))
        #expect(try await world.store.responses(of: .parent, after: 0, limit: 5) == [response])
        let parent = try await world.row(.parent)
        #expect(parent.state == .pending(due: world.now) && parent.owner == own)
    }

    @Test func itIsFencedOnceItsExecutionWasTakenAway() async throws {
        _ = try await family()
        let python = try other.join("python")
        let claimed = try #require(try other.claim("activity", by: python).first)
        // Its attempt is taken for lost, and the next is due.
        let lost = AttemptEnded(attempt: 1, outcome: .failed(Failure(.workerLost)), retryAt: world.now)
        try await world.committed(
            world.append(.a, version: 1, epoch: 1, [.attemptLost(lost)], .pending(due: world.now)))
        #expect(try other.end("finish", claimed, by: python, #"{"ok":1}"#).fenced != nil)
        let lease = ["extend", "\(python.number)", "a", "1", "30000000"]
        #expect(try other.run(lease).fenced != nil)
        // The next attempt is its own again; what it knew of the first still counts for nothing.
        let second = try #require(try other.claim("activity", by: python).first)
        #expect(second.attempt == 2 && second.version == 3 && second.epoch == 2)
        #expect(try other.end("finish", claimed, by: python, #"{"ok":1}"#).fenced != nil)
        #expect(try await world.store.responses(of: .parent, after: 0, limit: 5).isEmpty)
        #expect(try other.end("finish", second, by: python, #""err""#).fenced == nil)
        #expect(try await world.row(.a).state == .finished(.err))
    }

    @Test func itsAttemptsAreTriedAgainGivenBackAndCancelled() async throws {
        _ = try await family()
        let python = try other.join("python")
        let first = try #require(try other.claim("activity", by: python).first)
        #expect(try other.end("retry", first, by: python, #"{"err":"no"}"#, "2000000").fenced == nil)
        #expect(try await world.row(.a).state == .pending(due: world.now + .seconds(2)))
        #expect(try other.claim("activity", by: python).isEmpty)
        world.clock.advance(by: .seconds(2))
        let second = try #require(try other.claim("activity", by: python).first)
        #expect(try other.end("give-back", second, by: python).fenced == nil)
        let third = try #require(try other.claim("activity", by: python).first)
        #expect(second.attempt == 2 && third.attempt == 2)
        // A cancel begins a new epoch: the attempt ends under that one.
        try await world.committed(.command(.a, .cancel))
        #expect(try other.end("finish", third, by: python, #"{"ok":1}"#).fenced != nil)
        let row = try await world.row(.a)
        #expect(row.hold == .cancelling && row.owner == python)
        let words = ["finish", "\(python.number)", "a", "\(row.version)", "\(row.epoch)", "2"]
        #expect(try other.run(words + [#"{"failed":{"kind":"cancelled"}}"#]).fenced == nil)
        #expect(try await world.row(.a).state == .finished(.failed(.cancelled)))
        #expect(
            try await world.kinds(of: .a) == [
                "created", "locked", "attempt_failed", "locked", "unlocked", "locked", "cancel_requested", "finished",
            ])
    }

    @Test func itsSilenceEndsItAndItEndsOthersBySilence() async throws {
        let own = try await family()
        let python = try other.join("python")
        let claimed = try #require(try other.claim("activity", by: python).first)
        let seen = try await world.store.nodes().live.filter { $0.generation == python }
        #expect(seen.first?.heartbeat == world.now)
        let beat = try other.run(["beat", "\(python.number)"])
        #expect(beat.live?.map(\.name) == ["server", "python"])
        world.clock.advance(by: .seconds(10))
        let nodes = try await world.store.beat(Heartbeat(generation: own, time: world.now, silent: seen))
        #expect(nodes.live.map(\.name) == ["server"])
        #expect(try await world.store.orphans(limit: 5).map(\.id) == [.a])
        #expect(try other.run(["beat", "\(python.number)"]).fenced != nil)
        #expect(try other.run(["claim", "python", "\(python.number)", "activity", "1", "1"]).fenced != nil)
        // Until somebody has taken it up, nobody else's work is lost by its end.
        #expect(try other.end("finish", claimed, by: python, #"{"ok":1}"#).fenced == nil)

        let again = try other.join("python")
        let late = ["beat", "\(again.number)", "\(own.number):\(world.now.microsecondsSinceEpoch)"]
        #expect(try other.run(late).live?.map(\.generation) == [again.number])
        #expect(try await world.store.beat(Heartbeat(generation: own, time: world.now)).live.map(\.name) == ["python"])
        let claim = ClaimRequest(component: "activity", limit: 1, now: world.now, lock: .by(own))
        await #expect(throws: StorageError.self) { try await world.store.claim(claim) }
    }

    @Test func aLoneNodeHearsThatAnotherHasJoinedWithoutLooking() async throws {
        _ = try await family()
        let commits = world.store.statistics.commits
        let (heard, continuation) = AsyncStream<Void>.makeStream()
        world.store.observe { notices in if notices.contains(.foreign) { continuation.yield() } }
        _ = try other.join("python")
        for await _ in heard { break }
        #expect(world.store.statistics.commits == commits)
        // From then on it looks: what has been committed since is told once.
        let told = Mutex(0)
        world.store.observe { notices in told.withLock { $0 += notices.count { $0 == .foreign } } }
        await world.store.lookForForeignCommits()
        #expect(told.withLock { $0 } == 0)
        _ = try other.run(["claim", "python", "2", "activity", "1", "30000000"])
        await world.store.lookForForeignCommits()
        await world.store.lookForForeignCommits()
        #expect(told.withLock { $0 } == 1 && world.store.statistics.commits == commits)
    }

    @Test func aNameThatIsRunIsRefused() async throws {
        _ = try await world.store.begin(node: "server")
        let refused = try other.process(["join", "server"])
        #expect(refused.status == 1 && refused.errors.contains("a node named 'server' is run already"))
        #expect(try await world.store.nodes().latest == Generation(1))
    }

    @Test func manyWritersShareTheWork() async throws {
        let own = try await world.store.begin(node: "server")
        let link = Parent(execution: .parent, joinSet: .first)
        try await world.createLocked(.parent, by: own)
        let ids = (0..<300).map { ExecutionID(stored: "e\($0)") }
        _ = await world.store.commit(
            ids.map { Transaction([.create(world.creation($0, .activity, parent: link))]) })
        let done = try await withThrowingTaskGroup(of: Int.self) { group in
            for name in ["python", "cobra"] {
                let other = other
                group.addTask { try other.run(["work", name, "activity", "60"]).done ?? 0 }
            }
            group.addTask { try await workHere(as: own) }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(done.count { $0 >= 60 } >= 2 && done.reduce(0, +) == 300)
        for id in ids {
            #expect(try await world.kinds(of: id) == ["created", "locked", "finished"])
            #expect(try await world.row(id).attempt == 1)
        }
        let responses = try await world.store.responses(of: .parent, after: 0, limit: 1_000)
        #expect(responses.map(\.sequence) == (1...300).map { $0 })
        #expect(Set(responses.map(\.member)) == Set(ids.map { .child($0) }))
    }

    /// Claims and finishes, one at a time, and keeps the writer busy with claims of nothing between; how many it did.
    private func workHere(as own: Generation) async throws -> Int {
        var done = 0
        while try await world.store.responses(of: .parent, after: 0, limit: 1_000).count < 300 {
            let request = ClaimRequest(
                component: "activity", limit: 1, now: world.now, lock: .by(own, until: world.now + .seconds(30)))
            for claimed in try await world.store.claim(request) {
                try await world.committed(world.finish(claimed.row.id))
                done += 1
            }
        }
        return done
    }
}
