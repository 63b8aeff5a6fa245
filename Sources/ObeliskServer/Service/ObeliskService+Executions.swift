package import ObeliskAPI
package import ObeliskCore
import ObeliskEngine

extension ObeliskService {
    /// The row of an execution named by its text.
    package func execution(_ text: String) async throws(APIError) -> ExecutionRow {
        try await row(of: try executionID(text))
    }

    /// How an execution ended, and its row; no outcome if it has not, unless this is to wait for it.
    package func result(
        of text: String, wait: Bool
    ) async throws(APIError) -> (outcome: Outcome?, row: ExecutionRow) {
        let id = try executionID(text)
        // Listening begins before the first look, so that no end falls between the two.
        var ends = wait ? followers.end(of: id).makeAsyncIterator() : nil
        while true {
            let found = try await read { () async throws(StorageError) in try await storage.result(of: id) }
            guard let found else { throw noSuchExecution(id) }
            guard found.outcome == nil, ends != nil else { return (found.outcome, found.row) }
            guard await ends?.next() != nil else { throw shuttingDown(id) }
        }
    }

    /// Tells the row now and then what changes of it, until the execution has finished.
    package func follow(
        _ text: String, onChange: (ExecutionRow) async throws(APIError) -> Void
    ) async throws(APIError) {
        let id = try executionID(text)
        // Listening begins before the first look, so that no change falls between the two.
        var changes = followers.changes(of: id).makeAsyncIterator()
        var last = try await row(of: id)
        try await onChange(last)
        while !last.status.isFinished {
            guard await changes.next() != nil, await rest() else { throw shuttingDown(id) }
            let row = try await row(of: id)
            if row.version != last.version || row.status != last.status {
                last = row
                try await onChange(row)
            }
        }
    }

    /// Lets some changes pass, so that a workflow of thousands of steps a second drowns neither its followers nor
    /// itself; false once the task is cancelled.
    private func rest() async -> Bool {
        do {
            try await clock.sleep(until: clock.now + limits.followRest)
            return true
        } catch {
            return false
        }
    }

    private func shuttingDown(_ id: ExecutionID) -> APIError {
        APIError(.shuttingDown, "the server is about to stop; `\(id)` goes on when it is started again")
    }

    /// A page of executions, latest first.
    package func executions(
        _ filter: ExecutionListFilter, pageSize: Int, cursor: String
    ) async throws(APIError) -> (rows: [ExecutionRow], next: String?) {
        var query = ExecutionQuery(limit: clamped(pageSize) + 1)
        query.idPrefix = filter.idPrefix.isEmpty ? nil : filter.idPrefix
        query.statuses = filter.states
        query.includesChildren = filter.includesChildren
        if filter.function.hasPrefix(".../") {
            query.functionPrefix = try lookUp(filter.function).text
        } else if !filter.function.isEmpty {
            query.functionPrefix = filter.function
        }
        if !cursor.isEmpty {
            query.after = try PageCursor(token: cursor).last
        }
        let whole = query
        let rows = try await read { () async throws(StorageError) in try await storage.executions(whole) }
        let page = Array(rows.prefix(whole.limit - 1))
        return (page, rows.count > page.count ? page.last.map { PageCursor(after: $0).token } : nil)
    }

    /// A page of an execution's log, and the version the next one begins with.
    package func events(
        of text: String, from version: Int, pageSize: Int
    ) async throws(APIError) -> (events: [LoggedEvent], next: Int?) {
        let id = try executionID(text)
        let last = try await row(of: id).version
        let limit = clamped(pageSize)
        let events = firstThatFit(
            try await read { () async throws(StorageError) in
                try await storage.events(of: id, from: version, limit: limit)
            })
        guard let end = events.last?.version, end < last else { return (events, nil) }
        return (events, end + 1)
    }

    /// As many events as fit into one page, and one at least.
    private func firstThatFit(_ events: [LoggedEvent]) -> [LoggedEvent] {
        var bytes = 0
        let end = events.firstIndex { logged in
            bytes += logged.event.body.bytes.count
            return bytes > limits.pageBytesMax
        }
        return Array(events.prefix(max(1, end ?? events.count)))
    }

    private func executionID(_ text: String) throws(APIError) -> ExecutionID {
        do throws(IdentifierError) {
            return try ExecutionID(parsing: text)
        } catch {
            throw APIError(.invalidID, error.description)
        }
    }

    private func row(of id: ExecutionID) async throws(APIError) -> ExecutionRow {
        let row = try await read { () async throws(StorageError) in try await storage.execution(id) }
        guard let row else { throw noSuchExecution(id) }
        return row
    }

    private func noSuchExecution(_ id: ExecutionID) -> APIError {
        APIError(.executionNotFound, "there is no execution `\(id)`")
    }

    private func clamped(_ pageSize: Int) -> Int {
        pageSize <= 0 ? min(limits.pageDefault, limits.pageMax) : min(pageSize, limits.pageMax)
    }
}

/// Which executions a list shows; empty parts let all pass.
package struct ExecutionListFilter: Sendable, Hashable {
    /// A function, which may be shortened, or the beginning of its full name up to a `.` or `/`.
    package var function = ""
    /// Status words.
    package var states: Set<String> = []
    /// What ids begin with.
    package var idPrefix = ""
    /// Whether children are shown too.
    package var includesChildren = false

    /// A filter that lets every top-level execution pass.
    package init() {}
}

extension ExecutionStatus {
    /// Whether the execution has ended.
    fileprivate var isFinished: Bool {
        if case .finished = self { true } else { false }
    }
}
