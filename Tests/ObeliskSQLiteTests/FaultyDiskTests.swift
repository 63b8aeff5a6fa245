import CFaultyDisk
import GRDB
import GRDBSQLite
import ObeliskCore
import ObeliskTestSupport
import Testing

@testable import ObeliskSQLite

/// The store on a disk whose operations fail, each in turn.
@Suite struct FaultyDiskTests {
    private let directory: TemporaryDirectory
    private let clock = ManualClock()

    init() throws {
        directory = try TemporaryDirectory()
        try #require(faulty_disk_install() == SQLITE_OK)
    }

    private func path(_ name: String) -> String { directory.path + "/\(name).sqlite" }

    private func open(_ path: String, readersMax: Int = 1) throws -> SQLiteStore {
        var configuration = SQLiteConfiguration(path: path)
        configuration.readersMax = readersMax
        return try SQLiteStore(configuration, clock: clock)
    }

    /// An execution whose parameters take so many bytes.
    private func creation(_ id: ExecutionID, byteCount: Int = 2) -> Transaction {
        let created = Created(
            function: FunctionName(interface: "demo:test/workflow", function: "run"),
            params: JSONText(valid: "[\"" + String(repeating: "x", count: byteCount) + "\"]"), component: "workflow",
            due: clock.now, seed: 1, memoryBytesMax: 1 << 20)
        return Transaction([.create(Creation(id: id, kind: .workflow, created: created, time: clock.now))])
    }

    /// Makes an operation on a file fail from now on, after so many that succeed.
    private func fail(
        _ path: String, _ operation: faulty_disk_operation, sparing spared: Int = 0, with code: ResultCode
    ) {
        unsafe faulty_disk_break(path, operation, Int32(spared), code.rawValue)
    }

    /// How many operations on the file have failed; no more will.
    private func heal(_ path: String) -> Int {
        unsafe Int(faulty_disk_heal(path))
    }

    private func ids(in store: SQLiteStore) async throws -> Set<ExecutionID> {
        Set(try await store.executions(ExecutionQuery(limit: 10)).map(\.id))
    }

    /// How the file's operations fail.
    struct Fault: CustomTestStringConvertible {
        let operation: faulty_disk_operation
        let code: ResultCode

        var testDescription: String { "operation \(operation.rawValue) with \(code)" }
    }

    private static let faults = [
        Fault(operation: FAULTY_DISK_WRITE, code: .SQLITE_IOERR_WRITE),
        Fault(operation: FAULTY_DISK_WRITE, code: .SQLITE_FULL),
        Fault(operation: FAULTY_DISK_SYNC, code: .SQLITE_IOERR_FSYNC),
    ]

    /// A batch made by the writer's thread, or one transaction by the thread that hands it over.
    @Test(arguments: faults, [false, true])
    func aCommitThatFailsAtAnyOperationIsThereWholeOrNotAtAll(_ fault: Fault, _ isHandedOver: Bool) async throws {
        let (operation, code) = (fault.operation, fault.code)
        let batch: Set<ExecutionID> = isHandedOver ? [.b] : [.b, .c]
        var ends: Set<String> = []
        for spared in 0... {
            let path = path("\(operation.rawValue)-\(code.rawValue)-\(isHandedOver)-\(spared)")
            let store = try open(path)
            _ = await store.commit([creation(.a)])
            fail(path + "-wal", operation, sparing: spared, with: code)
            // Of several writes to the log.
            let large = creation(.b, byteCount: 300_000)
            let outcomes =
                isHandedOver ? [await store.submitted(large)] : await store.commit([large, creation(.c)])
            let isBroken = heal(path + "-wal") > 0
            let end = try #require(Set(outcomes.map(\.word)).first, "one end for the whole batch")
            ends.insert(end)
            let next = await store.commit([creation(.parent)])
            // After an unknown outcome nothing is written any more; after a refusal the writer goes on.
            #expect(next.map(\.word) == [end == "fatal" ? "fatal" : "committed"])
            store.close()

            let again = try open(path)
            var expected: Set<ExecutionID> = end == "fatal" ? [.a] : [.a, .parent]
            let found = try await ids(in: again)
            if end == "committed" || (end == "fatal" && found.contains(.b)) { expected.formUnion(batch) }
            #expect(found == expected, "\(end), \(spared) operations spared")
            let integrity = try await again.pool.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
            #expect(integrity == ["ok"])
            #expect(await again.commit([creation(ExecutionID(stored: "d"))]).map(\.word) == ["committed"])
            again.close()
            if !isBroken { break }
        }
        #expect(ends == [code == .SQLITE_FULL ? "refused full" : "fatal", "committed"])
    }

    @Test func whatCannotBeReadIsAnErrorThatNamesTheFile() async throws {
        let path = path("read")
        try open(path).close()
        let store = try open(path)
        fail(path, FAULTY_DISK_READ, with: .SQLITE_IOERR_READ)
        let error = await #expect(throws: StorageError.self) { try await ids(in: store) }
        #expect(error?.code == .failed && error?.message.contains(path) == true)
        #expect(heal(path) > 0)
        #expect(try await ids(in: store).isEmpty)
        store.close()
    }

    @Test func aCommitIsOneWriteOfTheLog() async throws {
        let path = path("one-write")
        let store = try open(path)
        #expect(await store.commit([creation(.a)]).map(\.word) == ["committed"])
        fail(path + "-wal", FAULTY_DISK_WRITE, sparing: 2, with: .SQLITE_IOERR_WRITE)
        #expect(await store.commit([creation(.b)]).map(\.word) == ["committed"])
        #expect(await store.commit([creation(.c)]).map(\.word) == ["committed"])
        #expect(await store.commit([creation(.parent)]).map(\.word) == ["fatal"])
        #expect(heal(path + "-wal") > 0)
        store.close()
    }

    @Test func aCheckpointThatFailsIsMadeUpForLater() async throws {
        let path = path("checkpoint")
        let store = try open(path)
        fail(path, FAULTY_DISK_WRITE, with: .SQLITE_IOERR_WRITE)
        #expect(await store.commit([creation(.a)]).map(\.word) == ["committed"])
        store.close()
        #expect(heal(path) > 0)
        let again = try open(path)
        #expect(try await ids(in: again) == [.a])
        again.close()
    }

    @Test func aFileThatCannotBeReadAtTheStartIsRefused() throws {
        let path = path("start")
        try open(path).close()
        fail(path, FAULTY_DISK_READ, with: .SQLITE_IOERR_READ)
        #expect(throws: StorageError.self) { try open(path) }
        #expect(heal(path) > 0)
        try open(path).close()
    }
}

extension CommitOutcome {
    var word: String {
        switch self {
        case .committed: "committed"
        case .conflict: "conflict"
        case .refused(let error): "refused \(error.code)"
        case .fatal: "fatal"
        }
    }
}
