internal import ObeliskCore

/// What the writer knows of the store without asking: rows and facts it read or wrote itself.
///
/// It decides as the tables would, by this argument. Everything in here was read or written by the writer's own
/// connection inside a transaction, and is forgotten with a transaction that is rolled back. Each batch begins with
/// `BEGIN IMMEDIATE` and then reads `PRAGMA data_version`, which differs from what the same connection read before
/// exactly when another connection has committed in between; if it does, all is forgotten. From there to `COMMIT`
/// SQLite's lock keeps every other connection from committing. So whatever is found here is what a look-up would find.
///
/// Bounded: of rows about `rowsMax` are kept, those used last; of the rest there is little.
final class WriterMemory {
    private let rowsMax: Int
    /// Filled first; once it holds half of what may be kept it becomes `older`, whose rows are dropped.
    private var newer: [ExecutionID: KeyedRow] = [:]
    private var older: [ExecutionID: KeyedRow] = [:]
    private var generations: [(generation: Generation, hasEnded: Bool)] = []
    /// The components of which no row waits for its due time, now or later.
    private(set) var componentsWithoutClaimable: Set<String> = []
    private var blocks: [FunctionName: (children: Int64, tops: Int64)] = [:]
    /// What was asked of `blocks` last, for executions of one function tend to follow one another.
    private var lastBlock: (number: Int64, function: FunctionName, isTop: Bool)?
    /// How many executions without a parent have not finished, once read; with all that this batch has changed.
    private(set) var unfinished: Int?
    /// What the table does not hold of it yet.
    private(set) var unfinishedChange = 0

    private static let functionsMax = 1_000
    private static let componentsMax = 1_000
    private static let generationsMax = 16

    init(rowsMax: Int) {
        self.rowsMax = rowsMax
    }

    /// Forgets everything: another connection has committed, or the whole batch is being taken back.
    func forget() {
        forgetWhatIsStored()
        unfinishedChange = 0
    }

    /// Forgets what the tables hold, for some of it is being taken back; not what this batch has yet to write.
    func forgetWhatIsStored() {
        newer.removeAll(keepingCapacity: true)
        older = [:]
        componentsWithoutClaimable.removeAll(keepingCapacity: true)
        blocks.removeAll(keepingCapacity: true)
        lastBlock = nil
        unfinished = nil
        forgetGenerations()
    }
}

extension WriterMemory {
    /// The row of an execution; nil where it has to be looked up.
    func row(_ id: ExecutionID) -> KeyedRow? {
        if let row = newer[id] { return row }
        guard let row = older.removeValue(forKey: id) else { return nil }
        insert(row)
        return row
    }

    /// Keeps a row as it is stored now. One that has finished is hardly ever asked for again.
    func keep(_ row: KeyedRow) {
        if row.row.isFinished {
            newer.removeValue(forKey: row.row.id)
            older.removeValue(forKey: row.row.id)
        } else {
            if !older.isEmpty { older.removeValue(forKey: row.row.id) }
            insert(row)
            if row.row.state.due != nil { componentsWithoutClaimable.remove(row.row.component) }
        }
    }

    private func insert(_ row: KeyedRow) {
        if newer.count >= rowsMax / 2, newer[row.row.id] == nil {
            older = newer
            newer = [:]
        }
        newer[row.row.id] = row
    }

    /// Notes that no row of a component waits for its due time.
    func noteNothingClaimable(of component: String) {
        if componentsWithoutClaimable.count >= Self.componentsMax {
            componentsWithoutClaimable.removeAll(keepingCapacity: true)
        }
        componentsWithoutClaimable.insert(component)
    }
}

extension WriterMemory {
    /// Whether a generation has ended; nil where that has to be looked up.
    func hasEnded(_ generation: Generation) -> Bool? {
        for known in generations where known.generation == generation { return known.hasEnded }
        return nil
    }

    /// Notes whether a generation has ended.
    func note(_ generation: Generation, hasEnded: Bool) {
        if generations.count >= Self.generationsMax { generations.removeAll(keepingCapacity: true) }
        generations.append((generation, hasEnded))
    }

    /// Forgets who has ended: nodes are about to begin or to end.
    func forgetGenerations() {
        generations.removeAll(keepingCapacity: true)
    }

    /// Notes how many executions without a parent the table says have not finished.
    func noteUnfinished(stored: Int) {
        unfinished = stored + unfinishedChange
    }

    /// Counts executions without a parent that were made, less those that have finished.
    func countUnfinished(_ change: Int) {
        unfinishedChange += change
        if let count = unfinished { unfinished = count + change }
    }

    /// Notes that the table holds the whole count.
    func unfinishedIsStored() {
        unfinishedChange = 0
    }

    /// Whether it is new that an execution of this function is in a block of keys; from now on it is known.
    func isNew(block: Int64, of function: FunctionName, isTop: Bool) -> Bool {
        if let lastBlock, lastBlock.number == block, lastBlock.isTop == isTop, lastBlock.function == function {
            return false
        }
        lastBlock = (block, function, isTop)
        if blocks.count >= Self.functionsMax, blocks[function] == nil { blocks.removeAll(keepingCapacity: true) }
        let known = blocks[function, default: (-1, -1)]
        if (isTop ? known.tops : known.children) == block { return false }
        blocks[function] = isTop ? (known.children, block) : (block, known.tops)
        return true
    }
}
