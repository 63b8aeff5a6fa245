package import ObeliskCore

/// All that a store holds of one execution.
package struct ExecutionLog: Hashable, Sendable {
    /// Its place in the order of creation.
    let number: Int
    package var row: ExecutionRow
    package var created: Created
    package var events: [LoggedEvent] = []
    /// The response with sequence n stands at index n - 1.
    package var responses: [Response] = []
    package var delays: [DelayID: Delay] = [:]
    /// The line with cursor n stands at index n - 1.
    package var output: [OutputLine] = []
    package var published: [String: JSONText] = [:]
    var outputKeys: Set<OutputKey> = []

    init(number: Int, row: ExecutionRow, created: Created) {
        self.number = number
        self.row = row
        self.created = created
    }
}

/// What keeps an output line from being written twice.
struct OutputKey: Hashable {
    let position: Int
    let ordinal: Int

    init(_ line: OutputLine) {
        position = line.position
        ordinal = line.ordinal
    }
}

extension ExecutionLog {
    /// How far a log had come when a transaction first touched it. Logs only grow, so lengths are enough to go back.
    struct Mark {
        let row: ExecutionRow
        let eventCount: Int
        let responseCount: Int
        let outputCount: Int
        let delays: [DelayID: Delay]
        let published: [String: JSONText]
    }

    /// Where the log stands now.
    var mark: Mark {
        Mark(
            row: row, eventCount: events.count, responseCount: responses.count, outputCount: output.count,
            delays: delays, published: published)
    }

    /// Takes back all that came after `mark`.
    mutating func goBack(to mark: Mark) {
        row = mark.row
        events.removeLast(events.count - mark.eventCount)
        responses.removeLast(responses.count - mark.responseCount)
        for line in output[mark.outputCount...] { outputKeys.remove(OutputKey(line)) }
        output.removeLast(output.count - mark.outputCount)
        delays = mark.delays
        published = mark.published
    }

    /// Appends events at the log's end, each under the epoch that is in force once it is there.
    mutating func append(_ new: [Event], at time: Timestamp) {
        for event in new {
            if event.startsEpoch { row.epoch += 1 }
            if case .componentChanged(let change) = event { row.component = change.component }
            row.version = events.count
            events.append(LoggedEvent(version: events.count, epoch: row.epoch, time: time, event: event))
        }
        row.updatedAt = time
    }
}
