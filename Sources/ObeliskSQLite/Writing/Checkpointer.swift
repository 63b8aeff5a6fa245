internal import Foundation
internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// Copies the write-ahead log into the database's file, on a queue and a connection of its own.
final class Checkpointer: Sendable {
    private let connection: DatabaseQueue
    private let pagesMin: Int
    private let pagesMax: Int
    private let dispatch = DispatchQueue(label: "obelisk-checkpoint")
    private let isRunning = Atomic(false)

    init(connection: DatabaseQueue, pagesMin: Int, pagesMax: Int) {
        self.connection = connection
        self.pagesMin = pagesMin
        self.pagesMax = pagesMax
    }

    /// Makes a connection tell after each of its commits how long the log has become.
    func follow(_ database: Database) {
        let context = unsafe Unmanaged.passUnretained(self).toOpaque()
        // The hook's context stays valid: the store holds this object for as long as the connection is open.
        unsafe sqlite3_wal_hook(
            database.sqliteConnection,
            { context, _, _, pageCount in
                guard let context = unsafe context else { return SQLITE_OK }
                let checkpointer = unsafe Unmanaged<Checkpointer>.fromOpaque(context).takeUnretainedValue()
                checkpointer.logGrew(to: Int(pageCount))
                return SQLITE_OK
            }, context)
    }

    /// Called on the thread that has committed, after each commit.
    private func logGrew(to pageCount: Int) {
        if pageCount >= pagesMin { start(pageCount >= pagesMax ? "RESTART" : "PASSIVE") }
    }

    /// Gives the log's room back to the file system, for a commit found none.
    func makeRoom() {
        start("TRUNCATE")
    }

    /// Makes a checkpoint unless one is under way.
    private func start(_ mode: String) {
        guard !isRunning.exchange(true, ordering: .acquiring) else { return }
        dispatch.async { [self] in
            // A checkpoint that fails, or that finds readers in its way, is made up for by the next one.
            try? connection.inDatabase { try Self.checkpoint($0, mode) }
            isRunning.store(false, ordering: .releasing)
        }
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
