internal import GRDB

/// The tables, as numbered migrations: what one release has shipped is never changed, only followed by another.
enum Schema {
    /// Marks a file as ours in SQLite's header: "OBLK".
    static let applicationID = 0x4F42_4C4B

    /// Brings a file's tables up to date, each migration in a transaction of its own.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { try $0.execute(sql: first) }
        migrator.registerMigration("2") { try $0.execute(sql: second) }
        migrator.registerMigration("3") { try $0.execute(sql: third) }
        return migrator
    }

    /// Times are microseconds since 1970; words are those of events and states, bodies JSON.
    ///
    /// `due_at` is set exactly while `state` is `pending`, `blocked_on` while it is `blocked`, `ended_as` once it is
    /// `finished`. The indexes are for claims, for other nodes' and ended nodes' executions, for timers and for lists.
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
            ended_at INTEGER
        );
        CREATE INDEX node_live ON node (name) WHERE ended_at IS NULL;
        CREATE TABLE execution (
            id TEXT NOT NULL PRIMARY KEY,
            function TEXT NOT NULL,
            component TEXT NOT NULL,
            kind TEXT NOT NULL,
            parent TEXT,
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
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX execution_due ON execution (component, due_at, id, owner)
            WHERE state = 'pending' AND hold IN ('none', 'cancelling');
        CREATE INDEX execution_locked ON execution (owner, lease_until, id) WHERE state = 'locked';
        CREATE INDEX execution_listed ON execution (created_at, id);
        CREATE INDEX execution_listed_top ON execution (created_at, id) WHERE parent IS NULL;
        CREATE TABLE event (
            execution TEXT NOT NULL,
            version INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            time INTEGER NOT NULL,
            kind TEXT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (execution, version)
        ) WITHOUT ROWID;
        CREATE TABLE response (
            execution TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            join_set TEXT NOT NULL,
            child TEXT,
            child_version INTEGER,
            delay TEXT,
            delay_ended_as TEXT,
            PRIMARY KEY (execution, sequence)
        ) WITHOUT ROWID;
        CREATE TABLE delay (
            execution TEXT NOT NULL,
            id TEXT NOT NULL,
            join_set TEXT NOT NULL,
            expires_at INTEGER NOT NULL,
            PRIMARY KEY (execution, id)
        ) WITHOUT ROWID;
        CREATE INDEX delay_expiring ON delay (expires_at, execution, id);
        CREATE TABLE output (
            execution TEXT NOT NULL,
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
            execution TEXT NOT NULL,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (execution, name)
        ) WITHOUT ROWID;
        """

    /// When a node last wrote that it lives; NULL where it never had to. And what its owner keeps, and is due: the rows
    /// that another process has woken.
    private static let second = """
        ALTER TABLE node ADD COLUMN heartbeat_at INTEGER;
        CREATE INDEX execution_woken ON execution (owner, id) WHERE state = 'pending' AND owner IS NOT NULL;
        """

    /// How many executions without a parent have not finished. Who makes or finishes one counts it in the same
    /// transaction, so that nobody has to look through the table.
    private static let third = """
        CREATE TABLE counter (
            name TEXT NOT NULL PRIMARY KEY,
            value INTEGER NOT NULL
        ) WITHOUT ROWID;
        INSERT INTO counter (name, value)
        SELECT 'unfinished', count(*) FROM execution WHERE parent IS NULL AND state <> 'finished';
        """
}
