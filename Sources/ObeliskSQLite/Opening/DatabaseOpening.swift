internal import CSQLiteTuning
internal import Foundation
internal import GRDB
internal import GRDBSQLite
internal import ObeliskCore

/// Opens the database's file: its directory, its connections, its tables.
struct DatabaseOpening {
    let configuration: SQLiteConfiguration
    let errors: ErrorTranslation

    init(_ configuration: SQLiteConfiguration) {
        self.configuration = configuration
        errors = ErrorTranslation(path: configuration.path)
    }

    /// Makes the directory of the file where it is missing.
    func makeDirectory() throws(StorageError) {
        let directory = URL(fileURLWithPath: configuration.path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        } catch {
            throw StorageError(
                .unavailable, "the directory \(directory) of the database cannot be made: \(error.localizedDescription)"
            )
        }
    }

    /// Opens the file and brings its tables up to date.
    func open(now: Timestamp) throws(StorageError) -> DatabasePool {
        let code = sqlite_tuning_install()
        guard code == SQLITE_OK else {
            throw StorageError(
                .unavailable, "SQLite cannot be prepared (its code is \(code)), so \(configuration.path) is not opened")
        }
        do {
            let pool = try DatabasePool(path: configuration.path, configuration: connections)
            try pool.writeWithoutTransaction { database in
                try checkApplication(database)
                try checkVersion(database)
            }
            try Schema.migrator.migrate(pool)
            try pool.writeWithoutTransaction { database in
                // Only now, for GRDB sets its own choice while it opens a pool.
                try database.execute(sql: "PRAGMA synchronous = \(configuration.synchronous.rawValue)")
                try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
                // Some builds overwrite with zeros what is deleted, which costs a write of each page.
                try database.execute(sql: "PRAGMA secure_delete = OFF")
                try database.execute(sql: "PRAGMA cache_size = -\(configuration.writerCacheBytesMax >> 10)")
                if let pagesMax = configuration.pagesMax {
                    try database.execute(sql: "PRAGMA max_page_count = \(pagesMax)")
                }
                if configuration.role == .server {
                    try database.execute(
                        sql: "INSERT OR REPLACE INTO role (name, pid, since) VALUES ('server', ?, ?)",
                        arguments: [Int(ProcessInfo.processInfo.processIdentifier), now.microsecondsSinceEpoch])
                }
            }
            return pool
        } catch {
            throw errors.translate(error)
        }
    }

    /// A connection for reads alone.
    func openReader() throws(StorageError) -> DatabaseQueue {
        var settings = connections
        settings.readonly = true
        do {
            return try DatabaseQueue(path: configuration.path, configuration: settings)
        } catch {
            throw errors.translate(error)
        }
    }

    /// The settings of every connection.
    private var connections: Configuration {
        var connections = Configuration()
        connections.foreignKeysEnabled = false
        connections.busyMode = .timeout(Double(configuration.busyTimeout.wholeMicroseconds) / 1_000_000)
        connections.label = "obelisk-store"
        connections.prepareDatabase { database in
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            // The VFS that gathers what is written to the log asks for it.
            try database.execute(sql: "PRAGMA cache_spill = OFF")
        }
        return connections
    }

    /// A connection for checkpoints alone.
    func openCheckpointConnection() throws(StorageError) -> DatabaseQueue {
        do {
            return try DatabaseQueue(path: configuration.path, configuration: connections)
        } catch {
            throw errors.translate(error)
        }
    }

    /// A file with tables that does not carry our mark belongs to somebody else; an empty one is marked.
    private func checkApplication(_ database: Database) throws {
        let mark = try Int.fetchOne(database, sql: "PRAGMA application_id")
        if mark == Schema.applicationID { return }
        let tableCount = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        guard mark == 0, tableCount == 0 else {
            throw StorageError(
                .damaged, "\(configuration.path) is a SQLite database of another program: give another path")
        }
        try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
    }

    private func checkVersion(_ database: Database) throws {
        let first = try Schema.migrator.appliedIdentifiers(database).compactMap(Int.init).min()
        if let first, first < Schema.firstMigration {
            throw StorageError(
                .damaged,
                "\(configuration.path) was written by Obelisk before its first release, when its tables were others: "
                    + "it cannot be read any more, so move it away and start anew")
        }
        guard try Schema.migrator.hasBeenSuperseded(database) else { return }
        throw StorageError(
            .newer, "\(configuration.path) was written by a newer version of Obelisk: use that version or a later one")
    }
}
