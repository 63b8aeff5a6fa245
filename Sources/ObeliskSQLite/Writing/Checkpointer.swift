internal import Foundation
internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// Copies the write-ahead log into the database's file, on a queue and a connection of its own; only what comes while
/// it does so is copied by whoever has committed, so that the log can begin anew.
final class Checkpointer: Sendable {
    private let connection: DatabaseQueue
    private let plan: Mutex<CheckpointPlan>
    private let dispatch = DispatchQueue(label: "obelisk-checkpoint")
    private let isMakingRoom = Atomic(false)

    init(connection: DatabaseQueue, pagesMin: Int, pagesMax: Int) {
        self.connection = connection
        plan = Mutex(CheckpointPlan(pagesMin: pagesMin, pagesMax: pagesMax))
    }

    /// Makes a connection tell after each of its commits how long the log has become.
    func follow(_ database: Database) {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        // The hook's context stays valid: the store holds this object for as long as the connection is open.
        unsafe sqlite3_wal_hook(
            database.sqliteConnection,
            { context, database, _, pageCount in
                guard let context = unsafe context else { return SQLITE_OK }
                let checkpointer = unsafe Unmanaged<Checkpointer>.fromOpaque(context).takeUnretainedValue()
                if checkpointer.logGrew(to: Int(pageCount)) {
                    // As SQLite's own hook does; what fails is left to the next time.
                    var counts = (log: CInt(-1), copied: CInt(-2))
                    unsafe sqlite3_wal_checkpoint_v2(
                        database, nil, SQLITE_CHECKPOINT_PASSIVE, &counts.log, &counts.copied)
                    checkpointer.plan.withLock { $0.completed(isWhole: counts.log == counts.copied) }
                }
                return SQLITE_OK
            }, context)
    }

    /// Called on the thread that has committed, after each commit; true where it is to copy the rest of the log.
    private func logGrew(to pageCount: Int) -> Bool {
        switch plan.withLock({ $0.next(afterCommitTo: pageCount) }) {
        case .copy: start("PASSIVE")
        case .restart: start("RESTART")
        case .complete: return true
        case nil: break
        }
        return false
    }

    /// Gives the log's room back to the file system, for a commit found none.
    func makeRoom() {
        guard !isMakingRoom.exchange(true, ordering: .acquiring) else { return }
        dispatch.async { [self] in
            checkpoint("TRUNCATE")
            isMakingRoom.store(false, ordering: .releasing)
        }
    }

    /// How long the log is since the last commit.
    var logPageCount: Int { plan.withLock { $0.lastPageCount } }

    /// Returns once the copying under way, if any, is over.
    func settle() {
        dispatch.sync {}
    }

    private func start(_ mode: String) {
        dispatch.async { [self] in
            checkpoint(mode)
            plan.withLock { $0.copied() }
        }
    }

    /// A checkpoint that fails, or that finds readers in its way, is made up for by the next one.
    private func checkpoint(_ mode: String) {
        try? connection.inDatabase { try Self.checkpoint($0, mode) }
    }

    /// Copies all of the log and empties it, once nobody writes any more.
    func finish() throws {
        try dispatch.sync {
            try connection.inDatabase { try Self.checkpoint($0, "TRUNCATE") }
            try connection.close()
        }
    }

    private static func checkpoint(_ database: Database, _ mode: String) throws {
        _ = try Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(\(mode))")
    }
}
