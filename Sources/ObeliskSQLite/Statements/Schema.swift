internal import GRDB

/// The tables, as numbered migrations: what one release has shipped is never changed, only followed by another.
enum Schema {
    /// Marks a file as ours in SQLite's header: "OBLK".
    static let applicationID = 0x4F42_4C4B

    /// The number of the first migration; files of smaller numbers were made before the first release.
    static let firstMigration = 4

    /// How many executions, by their keys, share an entry of `function_block`.
    static let keysPerBlock: Int64 = 256

    /// The most events a log may have; an event's place is its execution's key times this, and its version.
    static let eventsPerLogMax: Int64 = 1_000_000_000

    /// Where an event stands in the table of events.
    static func place(of version: Int, in key: Int64) -> Int64 { key * eventsPerLogMax + Int64(version) }

    /// Brings a file's tables up to date, each migration in a transaction of its own.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("\(firstMigration)") { try $0.execute(sql: first) }
        return migrator
    }

    /// Times are microseconds since 1970; words are those of events and states, bodies JSON.
    ///
    /// An execution's `key` is its place in the order of creation, and stands for it in all other tables, where the
    /// column is called `execution`, `parent` or `child`; `history` is there for people. `due_at` is set exactly while
    /// `state` is `pending`, `blocked_on` while it is `blocked`, `ended_as` once it is `finished`. `responses` is the
    /// sequence of the last response.
    ///
    /// An event's `place` is its execution's key times 10⁹ and its version: one number, so that a log stands together
    /// and is read in order, and so that SQLite adds pages at the table's end rather than splitting them evenly, as it
    /// does in a table of two key columns.
    ///
    /// All indexes of `execution` but the one of ids are partial: an execution that has finished is in none of them
    /// unless it has no parent, and one that goes on being blocked is moved in none. `function_block` holds where
    /// executions of a function are, by blocks of keys.
    private static let first = """
        CREATE TABLE role (
            name TEXT NOT NULL PRIMARY KEY,
            pid INTEGER NOT NULL,
            since INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE node (
            generation INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            began_at INTEGER NOT NULL,
            heartbeat_at INTEGER,
            ended_at INTEGER
        );
        CREATE INDEX node_live ON node (name) WHERE ended_at IS NULL;
        CREATE TABLE execution (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            function TEXT NOT NULL,
            component TEXT NOT NULL,
            kind TEXT NOT NULL,
            parent INTEGER,
            join_set TEXT,
            state TEXT NOT NULL,
            due_at INTEGER,
            blocked_on TEXT,
            ended_as TEXT,
            hold TEXT NOT NULL,
            version INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            owner INTEGER,
            lease_until INTEGER,
            responses INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL
        );
        CREATE INDEX execution_due ON execution (component, due_at)
            WHERE due_at IS NOT NULL AND hold IN ('none', 'cancelling');
        CREATE INDEX execution_woken ON execution (owner) WHERE due_at IS NOT NULL AND owner IS NOT NULL;
        CREATE INDEX execution_open ON execution (state) WHERE state <> 'finished';
        CREATE INDEX execution_held ON execution (hold) WHERE hold <> 'none';
        CREATE INDEX execution_top ON execution (parent) WHERE parent IS NULL;
        CREATE TABLE function_block (
            function TEXT NOT NULL,
            is_top INTEGER NOT NULL,
            block INTEGER NOT NULL,
            PRIMARY KEY (function, is_top, block)
        ) WITHOUT ROWID;
        CREATE TABLE event (
            place INTEGER PRIMARY KEY,
            epoch INTEGER NOT NULL,
            time INTEGER NOT NULL,
            kind TEXT NOT NULL,
            body TEXT NOT NULL
        );
        CREATE TABLE response (
            execution INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            join_set TEXT NOT NULL,
            child INTEGER,
            child_version INTEGER,
            delay TEXT,
            delay_ended_as TEXT,
            PRIMARY KEY (execution, sequence)
        ) WITHOUT ROWID;
        CREATE TABLE delay (
            execution INTEGER NOT NULL,
            name TEXT NOT NULL,
            join_set TEXT NOT NULL,
            expires_at INTEGER NOT NULL,
            PRIMARY KEY (execution, name)
        ) WITHOUT ROWID;
        CREATE INDEX delay_expiring ON delay (expires_at);
        CREATE TABLE output (
            execution INTEGER NOT NULL,
            cursor INTEGER NOT NULL,
            position INTEGER NOT NULL,
            ordinal INTEGER NOT NULL,
            time INTEGER NOT NULL,
            source TEXT NOT NULL,
            fields TEXT,
            text TEXT NOT NULL,
            PRIMARY KEY (execution, cursor)
        ) WITHOUT ROWID;
        CREATE UNIQUE INDEX output_once ON output (execution, position, ordinal);
        CREATE TABLE published (
            execution INTEGER NOT NULL,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (execution, name)
        ) WITHOUT ROWID;
        CREATE TABLE counter (
            name TEXT NOT NULL PRIMARY KEY,
            value INTEGER NOT NULL
        ) WITHOUT ROWID;
        INSERT INTO counter (name, value) VALUES ('unfinished', 0);
        CREATE VIEW history (id, version, epoch, at, kind, body) AS
            SELECT execution.id, place % 1000000000, event.epoch,
                strftime('%Y-%m-%d %H:%M:%f', time / 1e6, 'unixepoch'), event.kind, event.body
            FROM event JOIN execution ON execution.key = place / 1000000000;
        """
}
