internal import GRDB
internal import GRDBSQLite

/// A compiled statement of one connection: values are bound and columns read in place, without a box for each.
///
/// GRDB compiles, owns and finalizes it; this type only binds, steps and resets, on one thread at a time. `@safe`: the
/// pointer lives as long as `statement`, which is held here, and never leaves this file's types, which are handed to
/// closures for the length of one step.
@safe final class PreparedStatement {
    private let statement: Statement
    private let pointer: SQLiteStatement
    private let parameterCount: CInt
    private let texts = BoundTexts()

    init(_ sql: String, on database: Database) throws {
        statement = try database.cachedStatement(sql: sql)
        unsafe pointer = unsafe statement.sqliteStatement
        parameterCount = unsafe sqlite3_bind_parameter_count(pointer)
    }

    /// What was compiled; asked of SQLite itself, for GRDB wants to be asked on a queue of its own.
    var sql: String { unsafe sqlite3_sql(pointer).map { unsafe String(cString: $0) } ?? "" }

    /// Runs a statement that gives no rows.
    func execute(_ bind: (inout Bindings) -> Void = { _ in }) throws {
        defer { unsafe sqlite3_reset(pointer) }
        bindAll(bind)
        while try step() {}
    }

    /// Runs a statement that gives no rows, and tells whether it has changed one.
    func changes(_ bind: (inout Bindings) -> Void) throws -> Bool {
        try execute(bind)
        return unsafe sqlite3_changes(sqlite3_db_handle(pointer)) > 0
    }

    /// Runs an insertion, and gives the key of the new row.
    func insert(_ bind: (inout Bindings) -> Void) throws -> Int64 {
        try execute(bind)
        return unsafe sqlite3_last_insert_rowid(sqlite3_db_handle(pointer))
    }

    /// Gives the first row, if there is one.
    func first<Value>(_ bind: (inout Bindings) -> Void, _ read: (Columns) throws -> Value) throws -> Value? {
        defer { unsafe sqlite3_reset(pointer) }
        bindAll(bind)
        return try step() ? try read(unsafe Columns(pointer)) : nil
    }

    /// Gives each row in turn.
    func forEach(_ bind: (inout Bindings) -> Void, _ read: (Columns) throws -> Void) throws {
        defer { unsafe sqlite3_reset(pointer) }
        bindAll(bind)
        while try step() { try read(unsafe Columns(pointer)) }
    }

    /// Gives all rows.
    func all<Value>(_ bind: (inout Bindings) -> Void, _ read: (Columns) throws -> Value) throws -> [Value] {
        var values: [Value] = []
        try forEach(bind) { values.append(try read($0)) }
        return values
    }

    private func bindAll(_ bind: (inout Bindings) -> Void) {
        var bindings = unsafe Bindings(pointer, texts)
        bind(&bindings)
        precondition(
            bindings.count == parameterCount,
            "\(bindings.count) values bound where \(parameterCount) are needed: \(sql)")
    }

    /// Whether there is another row.
    private func step() throws -> Bool {
        let code = unsafe sqlite3_step(pointer)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let message = unsafe String(cString: sqlite3_errmsg(sqlite3_db_handle(pointer)))
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: sql)
        }
    }
}

/// Binds a statement's values from left to right.
@safe struct Bindings {
    private let pointer: SQLiteStatement
    private let texts: BoundTexts
    /// How many values are bound; SQLite counts them from 1.
    private(set) var count: CInt = 0

    fileprivate init(_ pointer: SQLiteStatement, _ texts: BoundTexts) {
        unsafe self.pointer = unsafe pointer
        self.texts = texts
        texts.forget()
    }

    /// Binds the next value; nil becomes NULL.
    mutating func bind(_ value: String?) {
        guard var value else { return bindNull() }
        value.withUTF8 { unsafe bindText(UnsafeRawBufferPointer($0)) }
    }

    /// Binds a word of the program itself, which SQLite may read where it is for as long as the process lives.
    mutating func bind(word: StaticString) {
        count += 1
        let code = unsafe word.utf8Start.withMemoryRebound(to: CChar.self, capacity: word.utf8CodeUnitCount) { start in
            unsafe sqlite3_bind_text64(pointer, count, start, UInt64(word.utf8CodeUnitCount), nil, UInt8(SQLITE_UTF8))
        }
        precondition(code == SQLITE_OK, "value \(count) cannot be bound: SQLite's code \(code)")
    }

    /// Binds the bytes of a text in UTF-8.
    mutating func bind(text: [UInt8]?) {
        guard let text else { return bindNull() }
        unsafe text.withUnsafeBytes { unsafe bindText($0) }
    }

    private mutating func bindText(_ bytes: UnsafeRawBufferPointer) {
        count += 1
        let kept = unsafe texts.keep(bytes).assumingMemoryBound(to: CChar.self)
        // Without a destructor SQLite neither copies nor frees what `texts` keeps.
        let code = unsafe sqlite3_bind_text64(pointer, count, kept, UInt64(bytes.count), nil, UInt8(SQLITE_UTF8))
        precondition(code == SQLITE_OK, "value \(count) cannot be bound: SQLite's code \(code)")
    }

    mutating func bind(_ value: Int64?) {
        guard let value else { return bindNull() }
        count += 1
        let code = unsafe sqlite3_bind_int64(pointer, count, value)
        precondition(code == SQLITE_OK, "value \(count) cannot be bound: SQLite's code \(code)")
    }

    mutating func bind(_ value: Int) {
        bind(Int64(value))
    }

    /// Binds NULL.
    mutating func bindNull() {
        count += 1
        let code = unsafe sqlite3_bind_null(pointer, count)
        precondition(code == SQLITE_OK, "value \(count) cannot be bound: SQLite's code \(code)")
    }
}

/// The columns of the row a statement stands on, numbered from 0.
@safe struct Columns {
    private let pointer: SQLiteStatement

    fileprivate init(_ pointer: SQLiteStatement) {
        unsafe self.pointer = unsafe pointer
    }

    /// Whether the column holds NULL.
    func isNull(_ index: Int) -> Bool {
        unsafe sqlite3_column_type(pointer, CInt(index)) == SQLITE_NULL
    }

    /// The column as a number; 0 for NULL.
    func int64(_ index: Int) -> Int64 {
        unsafe sqlite3_column_int64(pointer, CInt(index))
    }

    /// The column as a number; 0 for NULL.
    func int(_ index: Int) -> Int {
        Int(int64(index))
    }

    /// The column as a number; nil for NULL.
    func int64(ifPresent index: Int) -> Int64? {
        isNull(index) ? nil : int64(index)
    }

    /// The column as text; empty for NULL.
    func text(_ index: Int) -> String {
        guard let start = unsafe sqlite3_column_text(pointer, CInt(index)) else { return "" }
        let count = Int(unsafe sqlite3_column_bytes(pointer, CInt(index)))
        return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func text(ifPresent index: Int) -> String? {
        isNull(index) ? nil : text(index)
    }

    /// The bytes of a text in UTF-8.
    func bytes(_ index: Int) -> [UInt8] {
        guard let start = unsafe sqlite3_column_text(pointer, CInt(index)) else { return [] }
        let count = Int(unsafe sqlite3_column_bytes(pointer, CInt(index)))
        return unsafe Array(UnsafeBufferPointer(start: start, count: count))
    }
}
