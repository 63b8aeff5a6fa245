import Foundation
import GRDB
import ObeliskCore
import ObeliskTestSupport
import Synchronization
import Testing

@testable import ObeliskSQLite

@Suite struct SQLiteStoreTests {
    private let directory: TemporaryDirectory
    private let clock = ManualClock()

    init() throws {
        directory = try TemporaryDirectory()
    }

    private var path: String { directory.path + "/data/obelisk.sqlite" }

    private func open(_ role: SQLiteConfiguration.Role = .server, at path: String? = nil) throws -> SQLiteStore {
        var configuration = SQLiteConfiguration(path: path ?? self.path)
        configuration.role = role
        configuration.busyTimeout = .milliseconds(50)
        return try SQLiteStore(configuration, clock: clock)
    }

    private func creation(_ id: ExecutionID) -> Transaction {
        let created = Created(
            function: FunctionName(interface: "demo:test/workflow", function: "run"), params: .emptyArray,
            component: "workflow", due: clock.now, seed: 1, memoryBytesMax: 1 << 20)
        return Transaction([.create(Creation(id: id, kind: .workflow, created: created, time: clock.now))])
    }

    private func refusal(_ body: () throws -> SQLiteStore) -> StorageError? {
        do {
            _ = try body()
            return nil
        } catch {
            return error as? StorageError
        }
    }

    @Test func whatWasCommittedIsThereAfterOpeningAnew() async throws {
        let first = try open()
        let old = try await first.begin(node: "server")
        _ = await first.commit([creation(.a), creation(.b)])
        let claim = ClaimRequest(component: "workflow", limit: 1, now: clock.now, lock: .by(old))
        let claimed = try await first.claim(claim)
        first.close()
        #expect(await first.commit([creation(.c)]).first.map(isRefused) == true)
        #expect(!FileManager.default.fileExists(atPath: path + "-wal"))

        let second = try open()
        let new = try await second.begin(node: "server")
        #expect(new > old)
        #expect(try await second.orphans(limit: 5) == claimed.map(\.row))
        #expect(try await second.executions(ExecutionQuery(limit: 5)).map(\.id) == [.b, .a])
        #expect(try await second.execution(.c) == nil)
        second.close()
    }

    private func isRefused(_ outcome: CommitOutcome) -> Bool {
        if case .refused = outcome { true } else { false }
    }

    @Test(arguments: [(SQLiteConfiguration.Synchronous.full, 2), (.normal, 1)])
    func everyCommitIsSyncedAsConfigured(_ synchronous: SQLiteConfiguration.Synchronous, _ level: Int) throws {
        var configuration = SQLiteConfiguration(path: directory.path + "/obelisk.sqlite")
        configuration.synchronous = synchronous
        let pool = try DatabaseOpening(configuration).open(now: clock.now)
        #expect(try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") } == level)
        try pool.close()
    }

    @Test func aSecondServerIsRefusedByNameAndProcess() throws {
        let first = try open()
        let error = refusal { try open() }
        #expect(error?.code == .inUse)
        #expect(error?.message.contains("\(ProcessInfo.processInfo.processIdentifier)") == true)
        #expect(error?.message.contains(path + ".lock") == true)
        first.close()
        try open().close()
    }

    #if os(Linux)
        @Test func theFileIsGivenUpWhileAProcessIsBeingStarted() throws {
            let first = try open()
            // What a child holds between its making and its program.
            let copies = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
                name -> Int32? in
                let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)")
                return target == path + ".lock" ? Int32(name).map { dup($0) } : nil
            }
            defer { for copy in copies { close(copy) } }
            #expect(!copies.isEmpty)
            first.close()
            try open().close()
        }
    #endif

    @Test func anExecutorSharesTheFileAndItsCommitsAreNoticed() async throws {
        let server = try open()
        let executor = try open(.executor)
        defer {
            executor.close()
            server.close()
        }
        _ = try await server.begin(node: "server")
        await #expect(throws: StorageError.self) { try await executor.begin(node: "server") }
        let generation = try await executor.begin(node: "executor")
        #expect(generation.number == 2)
        _ = await server.commit([creation(.a)])
        let notices = Mutex<[Notice]>([])
        executor.observe { new in notices.withLock { $0 += new } }
        let claim = ClaimRequest(component: "workflow", limit: 1, now: clock.now, lock: .by(generation))
        #expect(try await executor.claim(claim).map(\.row.id) == [.a])
        #expect(notices.withLock { $0 } == [.foreign, .changed(.a)])
        // Nothing that this process remembers decides: the server sees the other's lock.
        let append = Append(
            execution: .a, expectedVersion: 0, epoch: 0, events: [], transition: .running, time: clock.now)
        let outcome = await server.commit([Transaction([.append(append)])])
        #expect(outcome == [.conflict(.fenced(.a, version: 1, epoch: 1))])
    }

    @Test func ownCommitsAndCheckpointsAreNotForeign() async throws {
        var configuration = SQLiteConfiguration(path: path)
        configuration.synchronous = .normal
        configuration.checkpointPagesMin = 20
        configuration.checkpointPagesMax = 60
        let store = try SQLiteStore(configuration, clock: clock)
        let notices = Mutex<[Notice]>([])
        store.observe { new in notices.withLock { $0 += new } }
        for index in 0..<300 { _ = await store.commit([creation(ExecutionID(stored: "e\(index)"))]) }
        _ = try await store.executions(ExecutionQuery(limit: 5))
        store.close()
        #expect(notices.withLock { $0 }.count == 600)
        #expect(!notices.withLock { $0 }.contains(.foreign))
    }

    @Test func theLogBeginsAnewAlsoWhereSomethingCameWhileItWasCopied() async throws {
        var configuration = SQLiteConfiguration(path: path)
        configuration.checkpointPagesMin = 100
        let store = try SQLiteStore(configuration, clock: clock)
        func commit(_ ids: [String]) async {
            for id in ids { _ = await store.commit([creation(ExecutionID(stored: id))]) }
            store.checkpointer.settle()
        }
        // What is committed behind a reader's back cannot be copied, as if it had come while the rest was.
        let snapshot = try store.pool.makeSnapshot()
        await commit((0..<60).map { "e\($0)" })
        #expect(store.checkpointer.logPageCount > 100)
        try snapshot.close()
        await commit(["rest"])
        await commit(["anew"])
        #expect(store.checkpointer.logPageCount < 20)
        store.close()
    }

    @Test func whatWasRolledBackIsNeverWrittenOverWhatOthersCommit() async throws {
        let empty = try open()
        let pageCount = try await empty.pool.read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
        empty.close()
        var configuration = SQLiteConfiguration(path: path)
        // A cache of some twenty pages, which holds all that is written again and again; and so little room that what
        // would spill over is less than what is gathered before it is written.
        configuration.writerCacheBytesMax = 96 << 10
        configuration.pagesMax = pageCount + 24
        configuration.batchTransactionsMax = 2_000
        let store = try SQLiteStore(configuration, clock: clock)
        var other = SQLiteConfiguration(path: path)
        other.role = .executor
        let executor = try SQLiteStore(other, clock: clock)
        _ = await store.commit([creation(.a)])
        // A rollback reads the first page anew, from the log if it is there; it is not.
        store.checkpointer.makeRoom()
        store.checkpointer.settle()
        let large = await store.commit((0..<2_000).map { creation(ExecutionID(stored: "large-\($0)")) })
        #expect(Set(large.map(\.word)) == ["refused full"])
        store.checkpointer.settle()
        #expect(await executor.commit([creation(.b)]).map(\.word) == ["committed"])
        #expect(await store.commit([creation(.c)]).map(\.word) == ["committed"])
        executor.close()
        store.close()
        let again = try SQLiteStore(SQLiteConfiguration(path: path), clock: clock)
        #expect(try await Set(again.executions(ExecutionQuery(limit: 10)).map(\.id)) == [.a, .b, .c])
        let integrity = try await again.pool.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
        #expect(integrity == ["ok"])
        again.close()
    }

    @Test func aNewerDatabaseIsRefused() throws {
        try open().close()
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('999')") }
        try queue.close()
        let error = refusal { try open() }
        #expect(error?.code == .newer && error?.message.contains(path) == true)
    }

    @Test func aDatabaseFromBeforeTheFirstReleaseIsRefused() throws {
        try open().close()
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "UPDATE grdb_migrations SET identifier = '3'") }
        try queue.close()
        let error = refusal { try open() }
        #expect(error?.code == .damaged && error?.message.contains("before its first release") == true)
    }

    @Test func whatIsNoDatabaseOfOursIsRefused() throws {
        let junk = directory.path + "/junk.sqlite"
        try Data(repeating: 0x41, count: 8_192).write(to: URL(fileURLWithPath: junk))
        #expect(refusal { try open(at: junk) }?.code == .damaged)

        let foreign = directory.path + "/foreign.sqlite"
        let queue = try DatabaseQueue(path: foreign)
        try queue.write { try $0.execute(sql: "CREATE TABLE mine (id INTEGER)") }
        try queue.close()
        #expect(refusal { try open(at: foreign) }?.code == .damaged)

        let blocked = directory.path + "/file"
        try Data().write(to: URL(fileURLWithPath: blocked))
        #expect(refusal { try open(at: blocked + "/obelisk.sqlite") }?.code == .unavailable)
    }

    @Test func aDirectoryThatCannotBeWrittenIsRefused() throws {
        var folder = directory.path + "/sealed"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o500])
        // No permission holds root back; the kernel's own folder does.
        if FileManager.default.isWritableFile(atPath: folder) { folder = "/sys" }
        let error = refusal { try open(at: folder + "/obelisk.sqlite") }
        #expect(error?.code == .unavailable)
        #expect(error?.message.contains("\(folder)/obelisk.sqlite.lock cannot be written") == true)
        #expect(error?.message.contains("check the directory's permissions") == true)
        let below = refusal { try open(at: folder + "/data/obelisk.sqlite") }
        #expect(below?.message.hasPrefix("the directory \(folder)/data of the database cannot be made") == true)
    }

    @Test func aBusyDatabaseRefusesAndTheWriterGoesOn() async throws {
        let store = try open()
        var unsafely = Configuration()
        unsafely.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: path, configuration: unsafely)
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        #expect(await store.commit([creation(.a)]).first.map(isRefused) == true)
        #expect(isRefused(await store.submitted(creation(.b))))
        try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
        #expect(await store.commit([creation(.a)]) == [.committed(Receipt(creations: [.created]))])
        #expect(await store.submitted(creation(.b)) == .committed(Receipt(creations: [.created])))
        store.close()
    }

    @Test func aFullDiskRefusesTheWholeBatchAndTheWriterGoesOn() async throws {
        var configuration = SQLiteConfiguration(path: path)
        configuration.pagesMax = 60
        let store = try SQLiteStore(configuration, clock: clock)
        let notices = Mutex(0)
        store.observe { new in notices.withLock { $0 += new.count } }
        let large = Published(name: "x", value: JSONText(valid: "\"" + String(repeating: "x", count: 200_000) + "\""))
        let outcomes = await store.commit([
            creation(.a), Transaction([.publish(.a, large)]), Transaction([.publish(.a, large)]),
        ])
        #expect(outcomes.map(code) == [.full, .full, .full])
        #expect(try await store.execution(.a) == nil && notices.withLock { $0 } == 0)
        #expect(await store.commit([creation(.a)]) == [.committed(Receipt(creations: [.created]))])
        store.close()
    }

    private func code(_ outcome: CommitOutcome) -> StorageError.Code? {
        if case .refused(let error) = outcome { error.code } else { nil }
    }

    @Test func aTransactionThatCannotBeWrittenHarmsNoNeighbour() async throws {
        let store = try open()
        _ = await store.commit([creation(.a)])
        let other = try DatabaseQueue(path: path)
        try await other.write { database in
            let execution = "SELECT id FROM execution WHERE key = new.place / 1000000000"
            let condition = "BEFORE INSERT ON event WHEN (\(execution)) = 'b'"
            try database.execute(sql: "CREATE TRIGGER refusing \(condition) BEGIN SELECT RAISE(ABORT, 'no'); END")
        }
        let outcomes = await store.commit([creation(.c), creation(.b), creation(.parent)])
        let created = CommitOutcome.committed(Receipt(creations: [.created]))
        #expect(outcomes[0] == created && outcomes[2] == created)
        #expect(code(outcomes[1]) == .failed)
        #expect(try await store.execution(.b) == nil)
        store.close()
    }

    @Test func manyTransactionsShareAPhysicalCommit() async throws {
        let store = try open()
        let transactions = (0..<500).map { creation(ExecutionID(stored: "e\($0)")) }
        _ = await store.commit(transactions)
        #expect(store.statistics == StorageStatistics(commits: 1, transactions: 500))
        store.close()
    }

    @Test func aBatchIsBoundedInCountAndBytes() async throws {
        var configuration = SQLiteConfiguration(path: path)
        configuration.batchTransactionsMax = 10
        configuration.queuedTransactionsMax = 100
        let store = try SQLiteStore(configuration, clock: clock)
        _ = await store.commit((0..<100).map { creation(ExecutionID(stored: "e\($0)")) })
        #expect(store.statistics == StorageStatistics(commits: 10, transactions: 100))
        store.close()
        configuration.batchTransactionsMax = 1_000
        configuration.batchBytesMax = 1
        let other = try SQLiteStore(configuration, clock: clock)
        _ = await other.commit((0..<5).map { creation(ExecutionID(stored: "f\($0)")) })
        #expect(other.statistics == StorageStatistics(commits: 5, transactions: 5))
        other.close()
    }
}
