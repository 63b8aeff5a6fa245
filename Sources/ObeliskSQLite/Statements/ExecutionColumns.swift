internal import ObeliskCore

/// How an execution's row stands in its table.
enum ExecutionColumns {
    /// In the order `decode` and `bind` take them.
    static let list = """
        id, function, component, kind, parent, join_set, state, due_at, blocked_on, ended_as, hold, version, epoch, \
        attempt, owner, lease_until, created_at, updated_at
        """

    /// Whether a row of the table `execution` is claimable at its due time; `execution_due` holds exactly the rows that
    /// meet the first line.
    static let isFree = """
        state = 'pending' AND hold IN ('none', 'cancelling')
        AND (owner IS NULL
            OR EXISTS (SELECT 1 FROM node WHERE generation = owner AND ended_at IS NOT NULL))
        """

    /// Reads a row.
    static func decode(_ columns: Columns) throws(StorageError) -> ExecutionRow {
        let id = ExecutionID(stored: columns.text(0))
        guard let function = try? FunctionName(parsing: columns.text(1)),
            let kind = ComponentKind(rawValue: columns.text(3)), let state = state(columns),
            let hold = Hold(rawValue: columns.text(10))
        else {
            throw StorageError(
                .damaged, "the row of execution \(id) cannot be read: its function, kind, state or hold is not valid")
        }
        return ExecutionRow(
            id: id, function: function, component: columns.text(2), kind: kind,
            parent: columns.text(ifPresent: 4).map {
                Parent(execution: ExecutionID(stored: $0), joinSet: JoinSetID(stored: columns.text(5)))
            },
            state: state, hold: hold, version: columns.int(11), epoch: columns.int(12), attempt: columns.int(13),
            owner: columns.int64(ifPresent: 14).map(Generation.init),
            leaseUntil: columns.int64(ifPresent: 15).map(Timestamp.init(microsecondsSinceEpoch:)),
            createdAt: Timestamp(microsecondsSinceEpoch: columns.int64(16)),
            updatedAt: Timestamp(microsecondsSinceEpoch: columns.int64(17)))
    }

    private static func state(_ columns: Columns) -> ExecutionState? {
        switch columns.text(6) {
        case "pending": .pending(due: Timestamp(microsecondsSinceEpoch: columns.int64(7)))
        case "locked": .locked
        case "blocked": .blocked(on: JoinSetID(stored: columns.text(8)))
        case "finished": FinishedKind(stored: columns.text(9)).map(ExecutionState.finished)
        default: nil
        }
    }

    /// Binds the columns that never change, in the order of an insertion's first values.
    static func bindFixed(_ row: ExecutionRow, to bindings: inout Bindings) {
        bindings.bind(row.id.text)
        bindings.bind(row.function.text)
        bindings.bind(row.kind.rawValue)
        bindings.bind(row.parent?.execution.text)
        bindings.bind(row.parent?.joinSet.text)
        bindings.bind(row.createdAt.microsecondsSinceEpoch)
    }

    /// Binds the columns that change, in the order of `changing`.
    static func bindChanging(_ row: ExecutionRow, to bindings: inout Bindings) {
        bindings.bind(row.component)
        switch row.state {
        case .pending(let due): bindState("pending", due: due, to: &bindings)
        case .locked: bindState("locked", to: &bindings)
        case .blocked(let joinSet): bindState("blocked", blockedOn: joinSet, to: &bindings)
        case .finished(let kind): bindState("finished", endedAs: kind, to: &bindings)
        }
        bindings.bind(row.hold.rawValue)
        bindings.bind(row.version)
        bindings.bind(row.epoch)
        bindings.bind(row.attempt)
        bindings.bind(row.owner?.number)
        bindings.bind(row.leaseUntil?.microsecondsSinceEpoch)
        bindings.bind(row.updatedAt.microsecondsSinceEpoch)
    }

    /// The names of the columns that `bindFixed` binds, then those that `bindChanging` does.
    static let fixed = ["id", "function", "kind", "parent", "join_set", "created_at"]
    static let changing = [
        "component", "state", "due_at", "blocked_on", "ended_as", "hold", "version", "epoch", "attempt", "owner",
        "lease_until", "updated_at",
    ]

    private static func bindState(
        _ word: String, due: Timestamp? = nil, blockedOn: JoinSetID? = nil, endedAs: FinishedKind? = nil,
        to bindings: inout Bindings
    ) {
        bindings.bind(word)
        bindings.bind(due?.microsecondsSinceEpoch)
        bindings.bind(blockedOn?.text)
        bindings.bind(endedAs?.stored)
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
