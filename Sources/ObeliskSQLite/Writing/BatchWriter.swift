internal import GRDB
internal import GRDBSQLite
internal import ObeliskCore

/// Makes physical commits on the writer's connection. Used by one thread at a time, whichever has the writer's work.
struct BatchWriter {
    /// What came of a batch: one result for each request.
    struct Batch {
        var results: [WriteResult] = []
        var notices: [Notice] = []
        /// Whether it was refused for want of room.
        var isOutOfRoom = false
    }

    private let database: Database
    private let turn: TurnFile
    private let busyTimeoutMillis: CInt
    private let clock: any EngineClock
    private let errors: ErrorTranslation
    private let memory: WriterMemory
    private let statements: WriterStatements
    /// The transaction under way, or the last one.
    private var draft: TransactionDraft
    /// SQLite's counter of other connections' commits, as last seen.
    private var dataVersion: Int?
    /// Whether others have committed and nobody was told yet.
    private var hasForeignCommits = false
    /// Set once the outcome of a commit was unknown: nothing may be written until the process has started anew.
    private var fatalError: StorageError?

    /// - Parameter database: the writer's connection, while it is held.
    init(
        _ database: Database, _ turn: TurnFile, _ configuration: SQLiteConfiguration, clock: any EngineClock,
        errors: ErrorTranslation
    ) throws {
        self.database = database
        self.turn = turn
        busyTimeoutMillis = CInt(configuration.busyTimeout.wholeMicroseconds / 1_000)
        self.clock = clock
        self.errors = errors
        memory = WriterMemory(rowsMax: configuration.rememberedRowsMax)
        statements = try WriterStatements(database)
        draft = TransactionDraft(statements, memory, now: clock.now, isCareful: false)
    }

    /// Carries out requests in one physical transaction.
    mutating func carryOut(_ requests: ArraySlice<WriteRequest>) -> Batch {
        var batch = carryOutAny(requests)
        if hasForeignCommits { batch.notices.insert(.foreign, at: 0) }
        hasForeignCommits = false
        return batch
    }

    private mutating func carryOutAny(_ requests: ArraySlice<WriteRequest>) -> Batch {
        if let fatalError { return Batch(results: requests.map { _ in .fatal(fatalError) }) }
        do {
            if requests.allSatisfy(\.isLook) {
                try noticeForeignCommits(statements)
                return Batch(results: requests.map { _ in .looked })
            }
            do {
                return try carryOut(requests, isCareful: false)
            } catch is NeedsCare {
                return try carryOut(requests, isCareful: true)
            }
        } catch let error as UnknownOutcome {
            fatalError = error.cause
            return Batch(results: requests.map { _ in .fatal(error.cause) })
        } catch {
            let refusal = errors.translate(error)
            return Batch(results: requests.map { _ in .refused(refusal) }, isOutOfRoom: refusal.code == .full)
        }
    }

    /// Throws where nothing of the batch was written, or an `UnknownOutcome`.
    ///
    /// A request is validated before it is written, so that one that fails while it is written is rare; savepoints,
    /// which cost a copy of each page, are made only in a second, careful pass.
    private mutating func carryOut(_ requests: ArraySlice<WriteRequest>, isCareful: Bool) throws -> Batch {
        try begin(statements)
        var batch = Batch()
        batch.results.reserveCapacity(requests.count)
        do {
            try noticeForeignCommits(statements)
            for request in requests {
                batch.results.append(try carryOut(request, isCareful: isCareful, &batch.notices))
            }
            guard batch.results.contains(where: \.isWritten) else {
                try statements.rollback.execute()
                return batch
            }
            try writeCounter(statements)
        } catch {
            try abandon(statements)
            throw error
        }
        do {
            try statements.commit.execute()
        } catch {
            try commitFailed(error, statements)
        }
        return batch
    }

    /// Begins a transaction that may write; where others are writing, it is told to them that one more waits.
    private func begin(_ statements: WriterStatements) throws {
        let connection = unsafe database.sqliteConnection
        do {
            unsafe sqlite3_busy_timeout(connection, 0)
            defer { unsafe sqlite3_busy_timeout(connection, busyTimeoutMillis) }
            return try statements.begin.execute()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            try turn.hold { try statements.begin.execute() }
        }
    }

    /// Asked of SQLite itself, for GRDB wants to be asked on a queue of its own.
    private var isInsideTransaction: Bool {
        unsafe sqlite3_get_autocommit(database.sqliteConnection) == 0
    }

    /// Whatever another connection has committed may contradict what is remembered.
    private mutating func noticeForeignCommits(_ statements: WriterStatements) throws {
        let version = try statements.dataVersion.first({ _ in }, { $0.int(0) })
        if let dataVersion, dataVersion != version {
            hasForeignCommits = true
            memory.forget()
        }
        dataVersion = version
    }

    /// Once a batch, however many of its transactions have changed it.
    private func writeCounter(_ statements: WriterStatements) throws {
        let change = memory.unfinishedChange
        if change != 0 { try statements.countUnfinished.execute { $0.bind(change) } }
        memory.unfinishedIsStored()
    }

    /// Carries out one request; throws only where the whole batch has to be given up.
    private mutating func carryOut(
        _ request: WriteRequest, isCareful: Bool, _ notices: inout [Notice]
    ) throws -> WriteResult {
        draft.startAnew(now: clock.now, isCareful: isCareful)
        do {
            let result = try prepare(request)
            let new = try draft.notices()
            try write()
            draft.remember()
            notices += new
            notices += draft.newOutput
            return result
        } catch let rejection as Rejection {
            // It may be one that follows from an assumption, and not the first there is.
            if draft.hasAssumed { return try carryOut(request, isCareful: true, &notices) }
            return .conflict(rejection.conflict)
        } catch let error as StorageError {
            return .refused(error)
        } catch let error as DatabaseError where error.isOfOneTransaction && isInsideTransaction {
            return .refused(errors.translate(error))
        } catch let error as EventDecodingError {
            return .refused(errors.translate(error))
        }
    }

    /// Validates a request and notes what it writes.
    private mutating func prepare(_ request: WriteRequest) throws -> WriteResult {
        switch request {
        case .commit(let transaction, _):
            try draft.carryOut(transaction)
            return .committed(draft.receipt)
        case .claim(let claim, _): return .claimed(try draft.claim(claim))
        case .begin(let name, _): return .began(try draft.begin(node: name), try NodeList(reading: database))
        case .end(let generation, _):
            try draft.end(generation)
            return .ended
        case .beat(let heartbeat, _):
            let isAlive = try draft.beat(heartbeat)
            return .beaten(try NodeList(reading: database), isAlive: isAlive)
        case .look: return .looked
        }
    }

    private mutating func write() throws {
        guard draft.isCareful else {
            do {
                return try draft.write()
            } catch let error as DatabaseError where error.isOfOneTransaction {
                throw NeedsCare()
            }
        }
        try statements.savepoint.execute()
        do {
            try draft.write()
        } catch {
            memory.forgetWhatIsStored()
            // A full disk or a read error may have ended the whole transaction, and the savepoint with it; the first
            // error says why, so a failure here is passed over.
            try? statements.rollbackToSavepoint.execute()
            try? statements.release.execute()
            throw error
        }
        try statements.release.execute()
    }

    /// Rolls back where SQLite has not done so itself; if that fails, the connection's state is unknown.
    private func abandon(_ statements: WriterStatements) throws {
        memory.forget()
        guard isInsideTransaction else { return }
        do {
            try statements.rollback.execute()
        } catch {
            throw unknownOutcome(error)
        }
    }

    /// A full disk or a busy database leaves the transaction to be rolled back; after any other error, what the disk
    /// holds is unknown.
    private func commitFailed(_ error: any Error, _ statements: WriterStatements) throws {
        guard let code = (error as? DatabaseError)?.resultCode, code == .SQLITE_FULL || code == .SQLITE_BUSY else {
            try? statements.rollback.execute()
            throw unknownOutcome(error)
        }
        try abandon(statements)
        throw error
    }

    private func unknownOutcome(_ error: any Error) -> UnknownOutcome {
        let cause = errors.translate(error)
        return UnknownOutcome(
            cause: StorageError(
                cause.code,
                "\(cause.message). Whether the last commit is stored is not known: start again, and all goes on from "
                    + "what is"))
    }
}

/// A commit of which nobody knows whether it was done.
private struct UnknownOutcome: Error {
    let cause: StorageError
}

/// A request failed while it was written: the batch is done again, so that the others come to no harm.
private struct NeedsCare: Error {}

extension DatabaseError {
    /// Whether the error lies in one logical transaction, so that its neighbours can go on.
    fileprivate var isOfOneTransaction: Bool {
        switch resultCode {
        case .SQLITE_CONSTRAINT, .SQLITE_TOOBIG, .SQLITE_MISMATCH, .SQLITE_RANGE, .SQLITE_ERROR: true
        default: false
        }
    }
}
