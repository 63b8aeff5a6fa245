/// What the readers' connections ask; lists of executions are put together in `ExecutionList`.
enum ReadingSQL {
    private static let keyOfID = "(SELECT key FROM execution WHERE id = ?)"

    /// The key of an id.
    static let key = "SELECT key FROM execution WHERE id = ?"

    /// The row of an id.
    static let execution = "SELECT \(ExecutionColumns.list) FROM execution WHERE id = ?"

    /// A part of a log: the events of two places and what is between, the second not included.
    static let events = """
        SELECT place, epoch, time, kind, body FROM event WHERE place >= ? AND place < ? ORDER BY place LIMIT ?
        """

    /// A child's outcome is stored once, in its own log.
    static let responses = """
        SELECT sequence, response.join_set, execution.id, delay, delay_ended_as, event.kind, body
        FROM response LEFT JOIN execution ON execution.key = child
            LEFT JOIN event ON place = child * \(Schema.eventsPerLogMax) + child_version
        WHERE response.execution = \(keyOfID) AND sequence > ? ORDER BY sequence LIMIT ?
        """

    /// Output lines behind a cursor.
    static let output = """
        SELECT cursor, position, ordinal, time, source, fields, text FROM output
        WHERE execution = \(keyOfID) AND cursor > ? ORDER BY cursor LIMIT ?
        """

    /// All that an execution has published.
    static let published = "SELECT name, value FROM published WHERE execution = \(keyOfID) ORDER BY name"

    /// Goes through all that is locked: as much as nodes run at the same time.
    static let orphans = """
        SELECT \(ExecutionColumns.list) FROM execution INDEXED BY execution_open
        WHERE state <> 'finished' AND state = 'locked'
            AND EXISTS (SELECT 1 FROM node WHERE generation = owner AND ended_at IS NOT NULL)
        ORDER BY owner, lease_until, key LIMIT ?
        """

    /// What a generation owns and is due, behind a key.
    static let woken = """
        SELECT id FROM execution INDEXED BY execution_woken
        WHERE due_at IS NOT NULL AND owner IS NOT NULL AND owner = ? AND key > ? ORDER BY key LIMIT ?
        """

    /// Delays from a time on.
    static let delayTimers = """
        SELECT execution.id, delay.name, delay.join_set, expires_at
        FROM delay INDEXED BY delay_expiring CROSS JOIN execution ON execution.key = delay.execution
        WHERE expires_at >= ? ORDER BY expires_at, delay.execution, delay.name LIMIT ?
        """

    /// The first component behind a name that has claimable rows.
    static let nextComponent = """
        SELECT component FROM execution INDEXED BY execution_due
        WHERE \(ExecutionColumns.isClaimable) AND component > ? ORDER BY component LIMIT 1
        """

    /// When rows of a component become due, from a time on.
    static let componentTimers = """
        SELECT DISTINCT due_at FROM execution INDEXED BY execution_due
        WHERE \(ExecutionColumns.isClaimable) AND component = ? AND due_at >= ? AND \(ExecutionColumns.isFree)
        ORDER BY due_at LIMIT ?
        """

    /// Goes through all that is locked, as `orphans` does.
    static let leaseTimers = """
        SELECT id, epoch, lease_until FROM execution INDEXED BY execution_open
        WHERE state <> 'finished' AND state = 'locked' AND lease_until >= ? AND owner IS NOT ?
            AND NOT EXISTS (SELECT 1 FROM node WHERE generation = owner AND ended_at IS NOT NULL)
        ORDER BY lease_until, key LIMIT ?
        """

    /// All of them, for a test of their plans.
    static let all = [
        key, execution, events, responses, output, published, orphans, woken, delayTimers, nextComponent,
        componentTimers, leaseTimers,
    ]
}
