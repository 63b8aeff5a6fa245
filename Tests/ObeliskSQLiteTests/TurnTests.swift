import GRDB
import ObeliskCore
import ObeliskTestSupport
import Synchronization
import Testing

@testable import ObeliskSQLite

/// How long a busy writer may keep others waiting.
@Suite(.timeLimit(.minutes(2))) struct TurnTests {
    @Test func itLooksAfterSoManyBatchesAndPausesWhileSomebodyWaits() {
        var turns = TurnTaking(batchesBetweenLooks: 3, pausesMax: 5)
        #expect((0..<4).map { _ in turns.next() } == [.go, .go, .go, .look])
        turns.looked(isSomebodyWaiting: false)
        #expect((0..<4).map { _ in turns.next() } == [.go, .go, .go, .look])
        for _ in 0..<2 {
            turns.looked(isSomebodyWaiting: true)
            #expect((0..<2).map { _ in turns.next() } == [.pause, .look])
        }
        turns.looked(isSomebodyWaiting: false)
        #expect((0..<4).map { _ in turns.next() } == [.go, .go, .go, .look])
    }

    @Test func whoDoesNotTakeItsTurnIsPassedOverUntilTheNextLook() {
        var turns = TurnTaking(batchesBetweenLooks: 2, pausesMax: 1)
        for _ in 0..<2 {
            #expect(turns.next() == .go)
            #expect((0..<2).map { _ in turns.next() } == [.go, .look])
            turns.looked(isSomebodyWaiting: true)
            #expect((0..<2).map { _ in turns.next() } == [.pause, .look])
            turns.looked(isSomebodyWaiting: true)
        }
        #expect(turns.next() == .go)
    }

    #if os(Linux)
        @Test func theTurnIsSeenByOthersAndGivenUp() throws {
            let directory = try TemporaryDirectory()
            let one = try TurnFile(path: directory.path + "/turn")
            let other = try TurnFile(path: directory.path + "/turn")
            #expect(!one.isTaken)
            one.hold {
                #expect(other.isTaken)
                #expect(!one.isTaken)
            }
            #expect(!other.isTaken)
        }

        /// Counted in commits, from when the turn is taken to when the file is.
        @Test func aBusyWriterLetsOthersInAfterSoManyCommits() async throws {
            let directory = try TemporaryDirectory()
            var configuration = SQLiteConfiguration(path: directory.path + "/obelisk.sqlite")
            configuration.synchronous = .normal
            configuration.batchesBetweenTurns = 4
            configuration.turnPausesMax = .max
            let store = try SQLiteStore(configuration, clock: ManualClock())
            let work = Work(store)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for task in 0..<4 { group.addTask { await work.run(task) } }
                group.addTask {
                    defer { work.isOver.store(true, ordering: .relaxed) }
                    for commits in try work.commitsUntilLetIn(times: 20, path: directory.path + "/obelisk.sqlite") {
                        // The one that is under way when the turn is taken is counted when it has ended.
                        #expect(commits <= 4 + 1)
                    }
                }
                try await group.waitForAll()
            }
            store.close()
        }

        /// Commits that follow one another, and another connection that wants to come between.
        private final class Work: Sendable {
            let store: SQLiteStore
            let isOver = Atomic(false)

            init(_ store: SQLiteStore) {
                self.store = store
            }

            func run(_ task: Int) async {
                var count = 0
                let created = Created(
                    function: FunctionName(interface: "demo:test/workflow", function: "run"), params: .emptyArray,
                    component: "workflow", due: ManualClock().now, seed: 1, memoryBytesMax: 1 << 20)
                while !isOver.load(ordering: .relaxed) {
                    let id = ExecutionID(stored: "e\(task)-\(count)")
                    let creation = Creation(id: id, kind: .workflow, created: created, time: created.due)
                    _ = await store.commit([Transaction([.create(creation)])])
                    count += 1
                }
            }

            func commitsUntilLetIn(times: Int, path: String) throws -> [Int] {
                var settings = Configuration()
                settings.busyMode = .timeout(60)
                settings.allowsUnsafeTransactions = true
                let turn = try TurnFile(path: path + ".turn")
                let other = try DatabaseQueue(path: path, configuration: settings)
                defer { try? other.close() }
                return try (0..<times).map { _ in
                    try other.inDatabase { database in
                        let before = try turn.hold {
                            let before = store.statistics.commits
                            try database.execute(sql: "BEGIN IMMEDIATE")
                            return before
                        }
                        let after = store.statistics.commits
                        try database.execute(sql: "ROLLBACK")
                        return after - before
                    }
                }
            }
        }
    #endif
}
