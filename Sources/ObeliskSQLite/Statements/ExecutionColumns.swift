internal import ObeliskCore

/// An execution's row with what only the store knows of it.
struct KeyedRow {
    /// Its place in the order of creation.
    var key: Int64
    /// The key of its parent.
    var parentKey: Int64?
    /// The sequence of the last response that is stored for it.
    var responseCount: Int
    /// Whether a delay may be stored for it.
    var mayHaveDelays = true
    var row: ExecutionRow
}

/// How an execution's row stands in its table.
enum ExecutionColumns {
    /// In the order `decode` takes them.
    static let list = """
        key, id, function, component, kind, parent, \
        (SELECT elder.id FROM execution AS elder WHERE elder.key = execution.parent), join_set, state, due_at, \
        blocked_on, ended_as, hold, version, epoch, attempt, owner, lease_until, responses, created_at, updated_at
        """

    /// Whether a row of the table `execution` waits for its due time and is claimed then; `execution_due` holds exactly
    /// the rows that meet this.
    static let isClaimable = "due_at IS NOT NULL AND hold IN ('none', 'cancelling')"

    /// Whether nobody who lives owns a row.
    static let isFree = """
        (owner IS NULL OR EXISTS (SELECT 1 FROM node WHERE generation = owner AND ended_at IS NOT NULL))
        """

    /// Reads a row with what only the store knows.
    static func decodeKeyed(_ columns: Columns) throws(StorageError) -> KeyedRow {
        KeyedRow(
            key: columns.int64(0), parentKey: columns.int64(ifPresent: 5), responseCount: columns.int(18),
            row: try decode(columns))
    }

    /// Reads a row.
    static func decode(_ columns: Columns) throws(StorageError) -> ExecutionRow {
        let id = ExecutionID(stored: columns.text(1))
        guard let function = FunctionName(stored: columns.text(2)),
            let kind = ComponentKind(rawValue: columns.text(4)), let state = state(columns),
            let hold = Hold(rawValue: columns.text(12))
        else {
            throw StorageError(
                .damaged, "the row of execution \(id) cannot be read: its function, kind, state or hold is not valid")
        }
        return ExecutionRow(
            id: id, function: function, component: columns.text(3), kind: kind,
            parent: columns.text(ifPresent: 6).map {
                Parent(execution: ExecutionID(stored: $0), joinSet: JoinSetID(stored: columns.text(7)))
            },
            state: state, hold: hold, version: columns.int(13), epoch: columns.int(14), attempt: columns.int(15),
            owner: columns.int64(ifPresent: 16).map(Generation.init),
            leaseUntil: columns.int64(ifPresent: 17).map(Timestamp.init(microsecondsSinceEpoch:)),
            createdAt: Timestamp(microsecondsSinceEpoch: columns.int64(19)),
            updatedAt: Timestamp(microsecondsSinceEpoch: columns.int64(20)))
    }

    private static func state(_ columns: Columns) -> ExecutionState? {
        switch columns.text(8) {
        case "pending": .pending(due: Timestamp(microsecondsSinceEpoch: columns.int64(9)))
        case "locked": .locked
        case "blocked": .blocked(on: JoinSetID(stored: columns.text(10)))
        case "finished": FinishedKind(stored: columns.text(11)).map(ExecutionState.finished)
        default: nil
        }
    }

    /// The columns that never change, in the order `bindFixed` binds them.
    static let fixed = ["id", "function", "kind", "parent", "join_set", "created_at"]

    /// Binds the columns that never change.
    static func bindFixed(_ stored: KeyedRow, to bindings: inout Bindings) {
        bindings.bind(stored.row.id.text)
        bindings.bind(stored.row.function.text)
        bindings.bind(word: stored.row.kind.word)
        bindings.bind(stored.parentKey)
        bindings.bind(stored.row.parent?.joinSet.text)
        bindings.bind(stored.row.createdAt.microsecondsSinceEpoch)
    }

    /// The columns that are in an index, or in the condition of one, in the order `bindIndexed` binds them.
    static let indexed = ["component", "state", "due_at", "hold", "owner"]

    /// Binds the columns that decide in which indexes a row is.
    static func bindIndexed(_ stored: KeyedRow, to bindings: inout Bindings) {
        bindings.bind(stored.row.component)
        bindings.bind(word: stored.row.state.word)
        bindings.bind(stored.row.state.due?.microsecondsSinceEpoch)
        bindings.bind(word: stored.row.hold.word)
        bindings.bind(stored.row.owner?.number)
    }

    /// The columns that change and are in no index, in the order `bindPlain` binds them.
    static let plain = [
        "blocked_on", "ended_as", "version", "epoch", "attempt", "lease_until", "responses", "updated_at",
    ]

    /// Binds the columns that change without moving a row in any index.
    static func bindPlain(_ stored: KeyedRow, to bindings: inout Bindings) {
        if case .blocked(let joinSet) = stored.row.state { bindings.bind(joinSet.text) } else { bindings.bindNull() }
        if case .finished(let kind) = stored.row.state { bindings.bind(kind.stored) } else { bindings.bindNull() }
        bindings.bind(stored.row.version)
        bindings.bind(stored.row.epoch)
        bindings.bind(stored.row.attempt)
        bindings.bind(stored.row.leaseUntil?.microsecondsSinceEpoch)
        bindings.bind(stored.responseCount)
        bindings.bind(stored.row.updatedAt.microsecondsSinceEpoch)
    }
}

extension ExecutionState {
    /// The state's word in its column.
    var word: StaticString {
        switch self {
        case .pending: "pending"
        case .locked: "locked"
        case .blocked: "blocked"
        case .finished: "finished"
        }
    }

    /// When a pending execution is to be claimed.
    var due: Timestamp? {
        if case .pending(let due) = self { due } else { nil }
    }
}

extension Hold {
    fileprivate var word: StaticString {
        switch self {
        case .none: "none"
        case .paused: "paused"
        case .parked: "parked"
        case .cancelling: "cancelling"
        }
    }
}

extension ComponentKind {
    fileprivate var word: StaticString {
        switch self {
        case .workflow: "workflow"
        case .activity: "activity"
        case .activityStub: "activity_stub"
        case .activityExternal: "activity_external"
        }
    }
}

extension FinishedKind {
    /// `ok`, `err`, or the kind of a failure.
    fileprivate var stored: String {
        switch self {
        case .ok: "ok"
        case .err: "err"
        case .failed(let kind): kind.rawValue
        }
    }

    fileprivate init?(stored word: String) {
        switch word {
        case "ok": self = .ok
        case "err": self = .err
        default:
            guard let kind = FailureKind(rawValue: word) else { return nil }
            self = .failed(kind)
        }
    }
}
