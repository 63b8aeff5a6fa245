internal import ObeliskCore

/// One transaction under way: validated on what is stored and on what it has done itself, and written at its end.
///
/// Until `write` nothing is written, so that a conflict leaves no trace. It lives inside one `BEGIN IMMEDIATE`.
struct TransactionDraft {
    /// An execution as the transaction has left it so far.
    struct Entry {
        var row: ExecutionRow
        var isInserted = false
        var isUpdated = false
        /// Whether it had not finished when it was taken up; false for a new one.
        var wasUnfinished = false
        /// The sequence of its last response, once known.
        var lastSequence: Int?
        /// Whether all delays that are stored for it are removed.
        var endsStoredDelays = false
    }

    /// An event to be written, with its place in the log.
    struct EventDraft {
        let execution: ExecutionID
        let version: Int
        let epoch: Int
        let time: Timestamp
        let kind: String
        let body: JSONText
    }

    /// A response to be written for the execution that waits for it.
    struct ResponseDraft {
        let execution: ExecutionID
        let response: Response
        /// For a child: the version of its `finished`.
        let childVersion: Int?
    }

    /// Names a delay among those of all executions.
    struct DelayKey: Hashable {
        let execution: ExecutionID
        let id: DelayID
    }

    /// What became of a delay in this transaction.
    enum DelayChange {
        case set(Delay)
        case ended
        /// Set and ended at once: nothing is written.
        case passed
    }

    /// Something to be told once it is known how the transaction left the rows.
    enum Note {
        case plain(Notice)
        case free(ExecutionID)
        case response(of: ExecutionID, Response, woke: Bool)
    }

    /// How it reads and writes.
    let statements: WriterStatements
    let now: Timestamp
    private(set) var entries: [ExecutionID: Entry] = [:]
    /// The executions that were loaded or made, in order.
    private(set) var order: [ExecutionID] = []
    var events: [EventDraft] = []
    var responses: [ResponseDraft] = []
    var delays: [DelayKey: DelayChange] = [:]
    var output: [(ExecutionID, OutputLine)] = []
    var published: [(ExecutionID, Published)] = []
    var notes: [Note] = []
    var receipt = Receipt()
    private var changed: Set<ExecutionID> = []

    init(_ statements: WriterStatements, now: Timestamp) {
        self.statements = statements
        self.now = now
    }

    /// The row of an execution as this transaction sees it; nil if there is none.
    mutating func row(_ id: ExecutionID) throws -> ExecutionRow? {
        if let entry = entries[id] { return entry.row }
        guard
            let row = try statements.row.first({ $0.bind(id.text) }, { try ExecutionColumns.decode($0) })
        else { return nil }
        adopt(row)
        return row
    }

    /// The row of an execution, or a conflict where there is none.
    mutating func existingRow(_ id: ExecutionID) throws -> ExecutionRow {
        guard let row = try row(id) else { throw Rejection(.noSuchExecution(id)) }
        return row
    }

    /// Takes up a row that was read.
    mutating func adopt(_ row: ExecutionRow) {
        guard entries[row.id] == nil else { return }
        entries[row.id] = Entry(row: row, wasUnfinished: !row.isFinished)
        order.append(row.id)
    }

    /// Adds a row that is new.
    mutating func insert(_ row: ExecutionRow) {
        entries[row.id] = Entry(row: row, isInserted: true)
        order.append(row.id)
    }

    /// Changes a row that was taken up before.
    mutating func update(_ id: ExecutionID, _ change: (inout ExecutionRow) -> Void) {
        guard let index = entries.index(forKey: id) else {
            preconditionFailure("\(id) was not read before it is changed")
        }
        change(&entries.values[index].row)
        entries.values[index].isUpdated = true
    }

    /// Appends an event to a log, under the epoch that is in force once it is there.
    mutating func append(_ event: Event, body: JSONText, to id: ExecutionID, at time: Timestamp) {
        let isFirst = entries[id]?.isInserted == true && event.kind == "created"
        update(id) { row in
            if event.startsEpoch { row.epoch += 1 }
            if case .componentChanged(let change) = event { row.component = change.component }
            row.version = isFirst ? 0 : row.version + 1
            row.updatedAt = time
        }
        guard let row = entries[id]?.row else { return }
        events.append(
            EventDraft(
                execution: id, version: row.version, epoch: row.epoch, time: time, kind: event.kind, body: body))
        if changed.insert(id).inserted { notes.append(.plain(.changed(id))) }
    }

    /// The sequence for the next response of an execution.
    mutating func nextSequence(of id: ExecutionID) throws -> Int {
        let last: Int
        if let known = entries[id]?.lastSequence {
            last = known
        } else {
            last = try statements.lastSequence.first({ $0.bind(id.text) }, { $0.int(0) }) ?? 0
        }
        entries[id]?.lastSequence = last + 1
        return last + 1
    }

    /// Removes all delays of an execution, stored ones and those of this transaction.
    mutating func removeDelays(of id: ExecutionID) {
        entries[id]?.endsStoredDelays = true
        for (key, change) in delays where key.execution == id {
            if case .set = change { delays[key] = .passed }
        }
    }

    /// By how much this transaction changes the number of executions without a parent that have not finished.
    var unfinishedChange: Int {
        entries.values.reduce(0) { sum, entry in
            guard entry.row.parent == nil else { return sum }
            return sum + (entry.row.isFinished ? 0 : 1) - (entry.wasUnfinished ? 1 : 0)
        }
    }

    /// Whether a generation has stopped or been replaced; one that never began has not.
    func hasEnded(_ generation: Generation) throws -> Bool {
        try statements.hasEnded.first({ $0.bind(generation.number) }, { _ in true }) ?? false
    }

    /// Whether a row waits for its due time and anybody may claim it then.
    func isFree(_ row: ExecutionRow) throws -> Bool {
        guard case .pending = row.state, row.hold == .none || row.hold == .cancelling else { return false }
        guard let owner = row.owner else { return true }
        return try hasEnded(owner)
    }
}

/// What makes a transaction a conflict.
struct Rejection: Error {
    let conflict: Conflict

    init(_ conflict: Conflict) {
        self.conflict = conflict
    }
}

extension ExecutionRow {
    /// Whether the execution has ended, so that nothing may be appended.
    var isFinished: Bool {
        if case .finished = state { return true }
        return false
    }

    /// Lets go of the row: it has neither an owner nor a lease.
    mutating func releaseOwner() {
        owner = nil
        leaseUntil = nil
    }
}
