/// Everything `obelisk.toml` and the environment say, checked and complete: what is not said has its default.
package struct ServerConfiguration: Sendable, Equatable {
    /// `[node]`.
    package var node: Node
    /// `[api]`.
    package var api: API
    /// `[database]`.
    package var database: Database
    /// `[wasm]`.
    package var wasm: WASM
    /// `[limits]`.
    package var limits: Limits
    /// `[log]`.
    package var log: Log
    /// `[[workflow]]`, in the order of the file.
    package var workflows: [WorkflowConfiguration]
    /// `[[activity]]`, in the order of the file.
    package var activities: [ActivityConfiguration]
    /// `[[activity_stub]]`, in the order of the file.
    package var activityStubs: [ActivityStubConfiguration]
    /// `[[activity_external]]`, in the order of the file.
    package var activityExternals: [ActivityExternalConfiguration]

    /// This process among those that share the store.
    package struct Node: Sendable, Equatable {
        /// `name`: no two live processes on one store may have the same.
        package var name: String
    }

    /// Where clients reach the server.
    package struct API: Sendable, Equatable {
        /// `listening_address`; port 0 takes a free one.
        package var listeningAddress: ListeningAddress
    }

    /// Where executions are stored.
    package struct Database: Sendable, Equatable {
        /// `[database.sqlite]`.
        package var sqlite: SQLite
    }

    /// The embedded store.
    package struct SQLite: Sendable, Equatable {
        /// `directory`: holds `obelisk.sqlite`; made if absent.
        package var directory: String
        /// `synchronous`.
        package var synchronous: Synchronous
        /// `readers`: connections that read at the same time.
        package var readers: Int
        /// `batch_transactions`: transactions of the engine that may share one of the database.
        package var batchTransactions: Int
        /// `batch_size`: about how many bytes may share one transaction of the database.
        package var batchBytes: Int
        /// `queue_capacity`: transactions that may wait for the writer; further ones are refused.
        package var queueCapacity: Int
        /// `busy_timeout`: how long to wait for another process's write.
        package var busyTimeout: Duration
    }

    /// When the database waits for the disk.
    package enum Synchronous: String, Sendable, CaseIterable {
        /// A commit outlives a loss of power.
        case full
        /// A commit outlives a crash of the process; the last ones may not outlive a loss of power.
        case normal
    }

    /// How components are run.
    package struct WASM: Sendable, Equatable {
        /// `cache_directory`: holds compiled components.
        package var cacheDirectory: String
        /// `allocator`.
        package var allocator: Allocator
        /// `pool_instances`: how many instances the pooling allocator has room for.
        package var poolInstances: Int
        /// `further_instances`: instances beside the pool; nil is as many as the system lets the process map.
        package var furtherInstances: Int?
        /// `memory_limit`: the memory an instance may have; kept in each execution as it is created.
        package var memoryLimitBytes: Int
        /// `stack_limit`: the stack an instance may use.
        package var stackLimitBytes: Int
        /// `handles`: handles to executions, delays and join sets that one instance may hold.
        package var handles: Int
        /// `memories`: linear memories one instance may have, each of which may grow to `memory_limit`.
        package var memories: Int
        /// `table_elements`: elements one table of an instance may have, at 16 bytes each.
        package var tableElements: Int
        /// `tables`: tables one instance may have.
        package var tables: Int
        /// `fuel`: what a burst of a workflow or an attempt may use; nil is no limit.
        package var fuel: Int?
        /// `parallel_compilation`.
        package var parallelCompilation: Bool
    }

    /// Where instances' memory comes from.
    package enum Allocator: String, Sendable, CaseIterable {
        /// Pooling where the machine has the address space for it, else on demand.
        case automatic = "auto"
        /// Reserved up front.
        case pooling
        /// Mapped for each instance.
        case onDemand = "on_demand"
    }

    /// What the server says on standard error.
    package struct Log: Sendable, Equatable {
        /// `level`: the least severe lines it says of itself.
        package var level: LogLevel
        /// `guests`: which lines of executions it shows.
        package var guests: GuestLines
    }

    /// Which lines that executions write are shown, once they are stored; the least severe is named.
    package enum GuestLines: String, Sendable, CaseIterable {
        case off, trace, debug, info, warning, error
    }

    /// How severe a line of the log is.
    package enum LogLevel: String, Sendable, CaseIterable {
        case trace, debug, info, warning, error
    }
}
