import Foundation
import ObeliskCore
import ObeliskSQLite
import ObeliskTestSupport
import Synchronization
import Testing

/// The stores that the contract suite runs over.
enum StoreKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case inMemory
    case sqlite

    var testDescription: String { rawValue }
}

/// A fresh store with a hand-driven clock, and everything it has told.
final class StoreUnderTest: Sendable {
    let clock = ManualClock()
    let store: any Storage
    private let notices = Mutex<[Notice]>([])
    private let directory: TemporaryDirectory?

    /// The database's file, where there is one.
    var path: String? { directory.map { $0.path + "/obelisk.sqlite" } }

    init(_ kind: StoreKind) throws {
        switch kind {
        case .inMemory:
            store = InMemoryStore(clock: clock)
            directory = nil
        case .sqlite:
            let directory = try TemporaryDirectory()
            var configuration = SQLiteConfiguration(path: directory.path + "/obelisk.sqlite")
            configuration.synchronous = .normal
            store = try SQLiteStore(configuration, clock: clock)
            self.directory = directory
        }
        store.observe { [self] new in notices.withLock { $0 += new } }
    }

    /// What was told since the last call.
    func takeNotices() -> [Notice] {
        notices.withLock { notices in
            defer { notices = [] }
            return notices
        }
    }

    /// Commits one transaction.
    func commit(_ operations: Transaction.Operation...) async -> CommitOutcome {
        await store.commit([Transaction(operations)])[0]
    }

    /// Commits one transaction that has to succeed.
    @discardableResult
    func committed(
        _ operations: Transaction.Operation..., sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Receipt {
        let outcome = await store.commit([Transaction(operations)])[0]
        guard case .committed(let receipt) = outcome else {
            try #require(Bool(false), "expected a commit, found \(outcome)", sourceLocation: sourceLocation)
            return Receipt()
        }
        return receipt
    }

    func row(_ id: ExecutionID, sourceLocation: SourceLocation = #_sourceLocation) async throws -> ExecutionRow {
        try #require(try await store.execution(id), sourceLocation: sourceLocation)
    }

    func kinds(of id: ExecutionID) async throws -> [String] {
        try await store.events(of: id, from: 0, limit: 1_000).map(\.event.kind)
    }
}

/// A directory that is removed with this value.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("obelisk-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        // A directory left behind in the system's temporary folder harms nobody.
        try? FileManager.default.removeItem(atPath: path)
    }
}
