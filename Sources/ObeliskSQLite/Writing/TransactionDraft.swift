internal import ObeliskCore

/// One transaction under way: validated on what is stored and on what it has done itself, and written at its end.
///
/// Until `write` nothing is written, so that a conflict leaves no trace. It lives inside one `BEGIN IMMEDIATE`.
struct TransactionDraft {
    /// An execution as the transaction has left it so far. It is named by its index among the entries.
    struct Entry {
        /// Its key is 0 until it is written, if it is new; its count of responses includes those of this transaction.
        var stored: KeyedRow
        var isInserted = false
        var isUpdated = false
        /// The index of its parent's entry, if it is new.
        var parent: Int?
        /// Where it stood in the indexes when it was taken up; nil for a new one.
        var position: IndexPosition?
        /// The sequence of its last response as stored, without those of this transaction.
        var storedResponseCount = 0
        /// Whether all delays that are stored for it are removed.
        var endsStoredDelays = false
        /// Whether it is told that its log has grown.
        var isChangeTold = false

        /// The row itself.
        var row: ExecutionRow {
            get { stored.row }
            _modify { yield &stored.row }
        }
    }

    /// What decides in which indexes a row is, but for its component.
    struct IndexPosition {
        let isFinished: Bool
        let isLocked: Bool
        let isBlocked: Bool
        let due: Timestamp?
        let hold: Hold
        let owner: Generation?
        var isComponentChanged = false

        init(_ row: ExecutionRow) {
            isFinished = row.isFinished
            isLocked = row.state == .locked
            if case .blocked = row.state { isBlocked = true } else { isBlocked = false }
            due = row.state.due
            hold = row.hold
            owner = row.owner
        }

        /// Whether a row is in the same places still.
        func isStill(that row: ExecutionRow) -> Bool {
            let now = IndexPosition(row)
            return now.isLocked == isLocked && now.isBlocked == isBlocked && now.due == due && now.hold == hold
                && now.owner == owner && now.isFinished == isFinished && !isComponentChanged
        }
    }

    /// An event to be written, with its place in the log.
    struct EventDraft {
        let entry: Int
        let version: Int
        let epoch: Int
        let time: Timestamp
        let kind: String
        let body: JSONText
    }

    /// A response to be written for the execution that waits for it.
    struct ResponseDraft {
        let entry: Int
        let response: Response
        /// The entry of the child that answers.
        let child: Int?
        /// For a child: the version of its `finished`.
        let childVersion: Int?
    }

    /// Names a delay among those of all executions.
    struct DelayKey: Hashable {
        let entry: Int
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
        case free(Int)
        case response(of: Int, Response, woke: Bool)
    }

    /// How it reads and writes.
    let statements: WriterStatements
    /// What needs no look-up.
    let memory: WriterMemory
    let now: Timestamp
    /// Whether whatever is new is looked for before it is written.
    let isCareful: Bool
    /// Whether something was taken to be new without a look.
    var hasAssumed = false
    /// The executions that were taken up or made, in order.
    var entries: [Entry] = []
    /// Their places by id, once they are too many to look through.
    private var places: [ExecutionID: Int] = [:]
    /// What is to be written besides rows, and told.
    var events: [EventDraft] = []
    var responses: [ResponseDraft] = []
    var delays: [DelayKey: DelayChange] = [:]
    var output: [(entry: Int, lines: [OutputLine])] = []
    /// Of those lines what was not there before, known once they are written.
    var newOutput: [Notice] = []
    var published: [(Int, Published)] = []
    var notes: [Note] = []
    var receipt = Receipt()
    /// By how much it changes the number of executions without a parent that have not finished.
    var unfinishedChange = 0

    /// How many entries are looked through rather than hashed.
    private static let fewEntries = 12

    init(_ statements: WriterStatements, _ memory: WriterMemory, now: Timestamp, isCareful: Bool) {
        self.statements = statements
        self.memory = memory
        self.now = now
        self.isCareful = isCareful
    }

    /// The next transaction: all as new, but for the room of the arrays that most transactions use.
    mutating func startAnew(now: Timestamp, isCareful: Bool) {
        var next = TransactionDraft(statements, memory, now: now, isCareful: isCareful)
        entries.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
        responses.removeAll(keepingCapacity: true)
        notes.removeAll(keepingCapacity: true)
        next.entries = entries
        next.events = events
        next.responses = responses
        next.notes = notes
        self = next
    }

    /// The entry of an execution as this transaction sees it; nil if there is none.
    mutating func entry(_ id: ExecutionID) throws -> Int? {
        if let known = place(of: id) { return known }
        if let row = memory.row(id) { return adopt(row) }
        guard
            let row = try statements.row.first({ $0.bind(id.text) }, { try ExecutionColumns.decodeKeyed($0) })
        else { return nil }
        memory.keep(row)
        return adopt(row)
    }

    /// The entry of an execution, or a conflict where there is none.
    mutating func existingEntry(_ id: ExecutionID) throws -> Int {
        guard let entry = try entry(id) else { throw Rejection(.noSuchExecution(id)) }
        return entry
    }

    /// Where an execution is among the entries, if it is.
    func place(of id: ExecutionID) -> Int? {
        if entries.count > Self.fewEntries { return places[id] }
        return entries.firstIndex { $0.stored.row.id == id }
    }

    /// Takes up a row that is stored.
    mutating func adopt(_ row: KeyedRow) -> Int {
        var entry = Entry(stored: row)
        entry.position = IndexPosition(row.row)
        entry.storedResponseCount = row.responseCount
        return add(entry)
    }

    /// Adds a row that is new.
    mutating func insert(_ row: ExecutionRow, parent: Int?) -> Int {
        if row.parent == nil { unfinishedChange += 1 }
        let stored = KeyedRow(key: 0, parentKey: nil, responseCount: 0, mayHaveDelays: false, row: row)
        return add(Entry(stored: stored, isInserted: true, parent: parent))
    }

    private mutating func add(_ entry: Entry) -> Int {
        entries.append(entry)
        if entries.count == Self.fewEntries + 1 {
            for (index, entry) in entries.enumerated() { places[entry.row.id] = index }
        } else if entries.count > Self.fewEntries {
            places[entry.row.id] = entries.count - 1
        }
        return entries.count - 1
    }

    /// Appends an event to a log, under the epoch that is in force once it is there.
    mutating func append(_ event: Event, body: JSONText, to entry: Int, at time: Timestamp) {
        let isFirst: Bool
        if case .created = event { isFirst = entries[entry].isInserted } else { isFirst = false }
        if event.startsEpoch { entries[entry].row.epoch += 1 }
        if case .componentChanged(let change) = event {
            entries[entry].row.component = change.component
            entries[entry].position?.isComponentChanged = true
        }
        if !isFirst { entries[entry].row.version += 1 }
        entries[entry].row.updatedAt = time
        entries[entry].isUpdated = true
        events.append(
            EventDraft(
                entry: entry, version: entries[entry].row.version, epoch: entries[entry].row.epoch, time: time,
                kind: event.kind, body: body))
        if !entries[entry].isChangeTold {
            entries[entry].isChangeTold = true
            notes.append(.plain(.changed(entries[entry].row.id)))
        }
    }

    /// Removes all delays of an execution, stored ones and those of this transaction.
    mutating func removeDelays(of entry: Int) {
        entries[entry].endsStoredDelays = true
        for (key, change) in delays where key.entry == entry {
            if case .set = change { delays[key] = .passed }
        }
    }

    /// Whether a generation has stopped or been replaced; one that never began has not.
    func hasEnded(_ generation: Generation) throws -> Bool {
        if let known = memory.hasEnded(generation) { return known }
        let hasEnded = try statements.hasEnded.first({ $0.bind(generation.number) }, { _ in true }) ?? false
        memory.note(generation, hasEnded: hasEnded)
        return hasEnded
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
