import ObeliskAPI
package import ObeliskCore
package import ObeliskDeployment
package import ObeliskEngine

/// What clients can ask of a server, without any transport. Every answer follows the commit it tells of.
package struct ObeliskService: Sendable {
    /// The bounds of requests.
    package struct Limits: Sendable, Hashable {
        /// Bytes of the parameters of one submit.
        package var paramsBytesMax = 1 << 20
        /// Executions without a parent that may be unfinished; nil for no limit.
        package var unfinishedMax: Int? = 1_000_000
        /// Rows of one page.
        package var pageMax = 1_000
        /// Rows of a page whose size the client left open.
        package var pageDefault = 100
        /// Bytes of events after which a page ends.
        package var pageBytesMax = 2 << 20
        /// How long a follower rests after each change it is told.
        package var followRest = Duration.milliseconds(50)

        /// The bounds as they are by default.
        package init() {}
    }

    /// Where executions are.
    let storage: any Storage
    /// What is deployed.
    let registry: ComponentRegistry
    let clock: any EngineClock
    let random: any RandomSource
    let followers: Followers
    let limits: Limits
    /// Stores a new execution.
    let create: @Sendable (Creation) async -> CommitOutcome
    /// Told of a commit whose fate is unknown: the process must end.
    let onFatal: @Sendable (StorageError) -> Void

    /// A service over a store and what is deployed.
    ///
    /// - Parameter create: stores a new execution, and has it started where that is possible.
    package init(
        storage: any Storage, registry: ComponentRegistry, clock: any EngineClock, random: any RandomSource,
        followers: Followers, limits: Limits = Limits(),
        create: @escaping @Sendable (Creation) async -> CommitOutcome,
        onFatal: @escaping @Sendable (StorageError) -> Void
    ) {
        self.storage = storage
        self.registry = registry
        self.clock = clock
        self.random = random
        self.followers = followers
        self.limits = limits
        self.create = create
        self.onFatal = onFatal
    }

    /// Reads from the store, and tells its trouble in the protocol's words.
    func read<Value>(
        _ body: () async throws(StorageError) -> Value
    ) async throws(APIError) -> Value {
        do throws(StorageError) {
            return try await body()
        } catch {
            throw APIError(error)
        }
    }
}

extension APIError {
    /// The store's trouble as clients are told of it.
    init(_ error: StorageError) {
        switch error.code {
        case .full: self.init(.storageFull, error.message)
        case .busy: self.init(.limitReached, error.message)
        default: self.init(.internalError, error.message)
        }
    }
}
