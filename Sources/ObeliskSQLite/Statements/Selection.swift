internal import ObeliskCore

/// The statement for a page of executions between two keys, newest first, by one way.
struct Selection {
    /// What leads to the rows.
    enum Way: CaseIterable {
        /// The index of ids, by a beginning.
        case id
        /// The index of states that are not `finished`, without a hold.
        case state
        /// The index of holds.
        case hold
        /// The index of what has no parent.
        case tops
        /// A block of keys.
        case block
        /// All keys.
        case all
    }

    /// Takes the status of the ways `state` and `hold`, then the least key, the key behind the last, `texts`, and how
    /// many rows at most.
    let sql: String
    let texts: [String]

    /// The block before another that holds executions of a function; NULL if there is none.
    static let previousBlock = "SELECT max(block) FROM function_block WHERE function = ? AND is_top = ? AND block < ?"

    /// The first function of two bounds, both included.
    static let nextFunction = """
        SELECT function FROM function_block WHERE function >= ? AND function <= ? ORDER BY function LIMIT 1
        """

    /// The word of a row's status, as `ExecutionStatus.word` gives it.
    private static let statusWord = """
        CASE WHEN state = 'finished' THEN state WHEN hold <> 'none' THEN hold ELSE state END
        """

    init(_ query: ExecutionQuery, _ way: Way) {
        var texts: [String] = []
        var conditions = ["key >= ? AND key < ?"]
        if let prefix = query.idPrefix, !prefix.isEmpty {
            // The bounds let the index be used; no id holds a character behind U+10FFFF.
            conditions.append("id >= ? AND id < ?")
            texts += [prefix, prefix + "\u{10FFFF}"]
        }
        if let prefix = query.functionPrefix {
            conditions.append("(function = ? OR substr(function, 1, length(?) + 1) IN (?, ?))")
            texts += [prefix, prefix, prefix + ".", prefix + "/"]
        }
        let source: String
        switch way {
        case .state:
            source = "INDEXED BY execution_open WHERE state <> 'finished' AND state = ? AND hold = 'none'"
        case .hold: source = "INDEXED BY execution_held WHERE hold <> 'none' AND hold = ? AND state <> 'finished'"
        case .tops: source = "INDEXED BY execution_top WHERE parent IS NULL"
        case .id: source = "INDEXED BY sqlite_autoindex_execution_1 WHERE true"
        case .block, .all: source = "NOT INDEXED WHERE true"
        }
        if way != .state, way != .hold, !query.statuses.isEmpty {
            conditions.append("\(Self.statusWord) IN (\(query.statuses.map { _ in "?" }.joined(separator: ", ")))")
            texts += query.statuses.sorted()
        }
        if way != .tops, !query.includesChildren { conditions.append("parent IS NULL") }
        sql = """
            SELECT \(ExecutionColumns.list) FROM execution \(source) AND \(conditions.joined(separator: " AND "))
            ORDER BY key DESC LIMIT ?
            """
        self.texts = texts
    }
}
