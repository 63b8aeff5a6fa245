/// The port to a store: append-only logs with one mutable row each, changed by whole transactions only.
///
/// Every implementation passes the same contract suite. All methods may be called from any task; cancellation of the
/// calling task does not undo a transaction that was handed over.
package protocol Storage: Sendable {
    /// Registers a start of the node called `name`, and ends all its earlier generations, so that what they owned is
    /// free to be taken up at once.
    ///
    /// - Throws: `StorageError` where the store cannot be written, or where that node is seen to be alive.
    func begin(node name: String) async throws(StorageError) -> Generation

    /// Tells that a generation has stopped in good order: what it owns is free at once.
    func end(_ generation: Generation) async throws(StorageError)

    /// The starts of nodes that have not ended.
    func nodes() async throws(StorageError) -> NodeList

    /// Writes that a generation lives, ends those that are silent still, and tells who lives then.
    ///
    /// Where the generation itself was ended, nothing is written, and it is not in the list.
    func beat(_ heartbeat: Heartbeat) async throws(StorageError) -> NodeList

    /// Looks whether another process has committed, and tells the observer if so. Writes nothing.
    func lookForForeignCommits() async

    /// Carries out a transaction atomically and durably, in the order of submits for each log.
    ///
    /// Many callers' transactions share one physical commit. A transaction that fails its validation has written
    /// nothing and harms none of its neighbours.
    ///
    /// - Parameter answer: called once, behind the notices of the commit, on a thread that others wait for: it must
    ///   only note down what it hears. Not called where the outcome is returned.
    /// - Returns: the outcome, where nobody else was writing: the calling thread has made the commit, and was held up
    ///   for as long. Nil where `answer` brings it.
    func submit(
        _ transaction: Transaction, answer: @escaping @Sendable (CommitOutcome) -> Void
    ) -> CommitOutcome?

    /// Carries out each transaction as `submit` does, with one outcome each.
    func commit(_ transactions: [Transaction]) async -> [CommitOutcome]

    /// Locks due executions for a node and appends their `locked`, in one transaction: those due first
    /// at the front, of those due at the same time the ones created first.
    func claim(_ request: ClaimRequest) async throws(StorageError) -> [Claimed]

    /// What is told after each physical commit, in the order of commits, before its callers are answered.
    ///
    /// The closure is called on the writer's thread and must only note down what it hears. One observer at a time;
    /// setting another replaces it.
    func observe(_ observer: @escaping @Sendable ([Notice]) -> Void)

    /// The row of an execution; nil if there is none.
    func execution(_ id: ExecutionID) async throws(StorageError) -> ExecutionRow?

    /// The row of an execution and, once it has finished, how it ended, both of one moment; nil if there is none.
    func result(of id: ExecutionID) async throws(StorageError) -> (row: ExecutionRow, outcome: Outcome?)?

    /// Up to `limit` events of a log from `version` on, in order.
    func events(of id: ExecutionID, from version: Int, limit: Int) async throws(StorageError) -> [LoggedEvent]

    /// Up to `limit` responses that arrived for an execution behind the cursor `sequence`, in order of arrival.
    func responses(of id: ExecutionID, after sequence: Int, limit: Int) async throws(StorageError) -> [Response]

    /// A page of executions, the one that was created last first.
    func executions(_ query: ExecutionQuery) async throws(StorageError) -> [ExecutionRow]

    /// Up to `limit` timers due at or after `time`, earliest first: delays, due times of rows, and leases of other
    /// generations' attempts.
    func timers(from time: Timestamp, limit: Int) async throws(StorageError) -> [TimerEntry]

    /// Up to `limit` executions that are locked by a generation that has ended.
    func orphans(limit: Int) async throws(StorageError) -> [ExecutionRow]

    /// Up to `limit` executions behind `after`, in order of creation, that a generation owns and that are due: what
    /// they waited for has arrived.
    func woken(
        of owner: Generation, after: ExecutionID?, limit: Int
    ) async throws(StorageError) -> [ExecutionID]

    /// Up to `limit` output lines of an execution behind `cursor`, in the order they were written.
    func output(of id: ExecutionID, after cursor: Int, limit: Int) async throws(StorageError) -> [StoredOutputLine]

    /// The values an execution has published.
    func published(by id: ExecutionID) async throws(StorageError) -> [Published]

    /// How many physical commits this store has made since it was opened, and how many transactions they carried.
    var statistics: StorageStatistics { get }
}

/// Counters of a store since it was opened.
package struct StorageStatistics: Hashable, Sendable {
    /// Physical commits that wrote something.
    package var commits: Int
    /// Logical transactions those commits carried, claims included.
    package var transactions: Int

    package init(commits: Int = 0, transactions: Int = 0) {
        self.commits = commits
        self.transactions = transactions
    }
}
