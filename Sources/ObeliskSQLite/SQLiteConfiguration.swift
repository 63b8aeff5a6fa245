internal import ObeliskCore

/// Where a SQLite store is, how it is shared, and its limits.
package struct SQLiteConfiguration: Sendable {
    /// What a process does with the file.
    package enum Role: Sendable {
        /// Serves it; one process at a time.
        case server
        /// Executes what a server's clients submit; any number of processes.
        case executor
    }

    /// When a commit counts as durable.
    package enum Synchronous: String, Sendable {
        /// It has reached the disk.
        case full = "FULL"
        /// The operating system has it: it survives a crash of the process, but a crash of the machine may undo the
        /// last commits. The file stays sound either way.
        case normal = "NORMAL"
    }

    /// The database's file; its directory is made where it is missing.
    package var path: String
    package var role: Role = .server
    package var synchronous: Synchronous = .full
    /// Connections that read at the same time.
    package var readersMax = 4
    /// Reads that wait for one of them; further ones are refused.
    package var queuedReadsMax = 100_000
    /// Logical transactions that share one physical commit.
    package var batchTransactionsMax = 1_000
    /// About how much one physical commit writes; the transaction that passes this still belongs to it.
    package var batchBytesMax = 4 << 20
    /// Logical transactions that wait for the writer; further ones are refused.
    package var queuedTransactionsMax = 100_000
    /// Memory for the pages that the writer has read or written.
    package var writerCacheBytesMax = 2 << 20
    /// Rows of executions that the writer remembers rather than looks up, about 400 bytes each.
    package var rememberedRowsMax = 4_096
    /// The largest the database may grow, in pages of 4 KiB; writes beyond it are refused like those on a full disk.
    package var pagesMax: Int?
    /// How long to wait for another process's write.
    package var busyTimeout: Duration = .seconds(10)
    /// Whether a node learns from the file system that another has joined; else it has to look.
    package var hearsKnocks = true
    /// After how many batches the writer looks whether another process waits for the file.
    package var batchesBetweenTurns = 16
    /// How long it then leaves the file alone before it looks again.
    package var turnPause: Duration = .milliseconds(1)
    /// After how many such pauses it goes on although another waits still: twice as long as SQLite's longest rest
    /// between two looks at a lock.
    package var turnPausesMax = 200
    /// By how many pages (of 4 KiB) the write-ahead log grows before it is copied to the database's file.
    package var checkpointPagesMin = 4_000
    /// From how many pages on the writer is held up until the log can start anew; else it could grow for ever.
    package var checkpointPagesMax = 64_000

    package init(path: String) {
        self.path = path
    }
}
