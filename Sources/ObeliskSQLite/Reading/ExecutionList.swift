internal import GRDB
internal import ObeliskCore

/// A page of executions, by the way that leads there without looking at what the page cannot hold:
///
/// - a beginning of an id, through the index of ids: as much work as there are such ids;
/// - states other than `finished`, through the indexes of what has not finished, each in order;
/// - a function, through the blocks of keys that hold one of it;
/// - everything else, from the newest on: what has finished is only missed where it has not yet.
struct ExecutionList {
    private let query: ExecutionQuery
    private let database: Database

    init(_ query: ExecutionQuery, _ database: Database) {
        self.query = query
        self.database = database
    }

    /// The page, newest first.
    func page() throws -> [ExecutionRow] {
        var end = Int64.max
        if let after = query.after {
            guard let key = try SQLiteStore.key(of: after, database) else { return [] }
            end = key
        }
        if query.idPrefix?.isEmpty == false {
            return try rows(Selection(query, .id), before: end)
        }
        if !query.statuses.isEmpty, !query.statuses.contains("finished") {
            return try pageByState(before: end)
        }
        if let prefix = query.functionPrefix { return try pageByFunction(prefix, before: end) }
        return try rows(Selection(query, query.includesChildren ? .all : .tops), before: end)
    }

    /// Merges what each state's index holds.
    private func pageByState(before end: Int64) throws -> [ExecutionRow] {
        var found: [KeyedRow] = []
        for status in query.statuses.sorted() {
            found += try keyedRows(
                Selection(query, Hold(rawValue: status) == nil ? .state : .hold), status, before: end)
        }
        return found.sorted { $0.key > $1.key }.prefix(query.limit).map(\.row)
    }

    /// Goes through the blocks that hold executions of the function, from the newest on.
    private func pageByFunction(_ prefix: String, before end: Int64) throws -> [ExecutionRow] {
        let functions = try self.functions(prefix)
        let next = try PreparedStatement(Selection.previousBlock, on: database)
        var found: [ExecutionRow] = []
        var lastBlock = (end - 1) / Schema.keysPerBlock + 1
        while found.count < query.limit {
            var block: Int64?
            for function in functions {
                for isTop in query.includesChildren ? [0, 1] : [1] {
                    let before = try next.first(
                        { bindings in
                            bindings.bind(function)
                            bindings.bind(isTop)
                            bindings.bind(lastBlock)
                        }, { $0.int64(ifPresent: 0) })
                    if let before = before ?? nil { block = max(block ?? before, before) }
                }
            }
            guard let block else { break }
            lastBlock = block
            let start = block * Schema.keysPerBlock
            found += try rows(
                Selection(query, .block), from: start, before: min(end, start + Schema.keysPerBlock),
                limit: query.limit - found.count)
        }
        return found
    }

    /// The functions there have been that fit: one step through the index for each.
    private func functions(_ prefix: String) throws -> [String] {
        let next = try PreparedStatement(Selection.nextFunction, on: database)
        func first(from start: String, to end: String) throws -> String? {
            try next.first(
                { bindings in
                    bindings.bind(start)
                    bindings.bind(end)
                }, { $0.text(0) })
        }
        var names: [String] = []
        if let name = try first(from: prefix, to: prefix) { names.append(name) }
        // What goes on with a dot stands right before what goes on with a slash.
        var start = prefix + "."
        while let name = try first(from: start, to: prefix + "/\u{10FFFF}") {
            names.append(name)
            start = name + "\u{1}"
        }
        return names
    }

    private func rows(
        _ selection: Selection, from start: Int64 = 0, before end: Int64, limit: Int? = nil
    ) throws -> [ExecutionRow] {
        try keyedRows(selection, nil, from: start, before: end, limit: limit).map(\.row)
    }

    private func keyedRows(
        _ selection: Selection, _ status: String?, from start: Int64 = 0, before end: Int64, limit: Int? = nil
    ) throws -> [KeyedRow] {
        try PreparedStatement(selection.sql, on: database).all(
            { bindings in
                if let status { bindings.bind(status) }
                bindings.bind(start)
                bindings.bind(end)
                for text in selection.texts { bindings.bind(text) }
                bindings.bind(limit ?? query.limit)
            }, { try ExecutionColumns.decodeKeyed($0) })
    }
}
