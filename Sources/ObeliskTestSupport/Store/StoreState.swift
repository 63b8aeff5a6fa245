package import ObeliskCore

/// A store as plain values and pure functions: the model that the real stores are compared with.
package struct StoreState: Sendable {
    /// A start of a node.
    package struct Node: Hashable, Sendable {
        package var name: String
        package var isEnded = false
        package var heartbeat: Timestamp?
    }

    /// Every execution there has ever been.
    package internal(set) var logs: [ExecutionID: ExecutionLog] = [:]
    /// Generation n stands at index n - 1.
    package internal(set) var nodes: [Node] = []
    /// Every execution that has not finished, to look through when something due is sought.
    var unfinished: Set<ExecutionID> = []
    /// How many executions have been made, those that were taken back included.
    var createdCount = 0

    package init() {}

    /// Registers a start of a node, and ends its earlier ones.
    package mutating func begin(node name: String) -> Generation {
        for index in nodes.indices where nodes[index].name == name { nodes[index].isEnded = true }
        nodes.append(Node(name: name))
        return Generation(Int64(nodes.count))
    }

    /// Ends a generation; one that was never begun has nothing to end.
    package mutating func end(_ generation: Generation) {
        let index = Int(generation.number) - 1
        if nodes.indices.contains(index) { nodes[index].isEnded = true }
    }

    /// The starts that have not ended.
    package var nodeList: NodeList {
        let live = nodes.enumerated().filter { !$0.element.isEnded }.map { index, node in
            LiveNode(generation: Generation(Int64(index + 1)), name: node.name, heartbeat: node.heartbeat)
        }
        return NodeList(live: live, latest: Generation(Int64(nodes.count)))
    }

    /// Notes that a generation lives, and ends those that have been silent since; false where it was ended itself.
    package mutating func beat(_ heartbeat: Heartbeat) -> Bool {
        let index = Int(heartbeat.generation.number) - 1
        guard nodes.indices.contains(index), !nodes[index].isEnded else { return false }
        nodes[index].heartbeat = heartbeat.time
        for silent in heartbeat.silent where nodeList.live.contains(silent) { end(silent.generation) }
        return true
    }

    /// Whether a generation has stopped or been replaced; one that never began has not.
    func hasEnded(_ generation: Generation) -> Bool {
        let index = Int(generation.number) - 1
        return nodes.indices.contains(index) && nodes[index].isEnded
    }

    /// Whether a row waits for its due time and anybody may claim it then.
    func isFree(_ row: ExecutionRow) -> Bool {
        guard case .pending = row.state, row.hold == .none || row.hold == .cancelling else { return false }
        return row.owner.map(hasEnded) ?? true
    }

    /// The free rows of a component due at `time`, in the order they are claimed.
    func due(of component: String, at time: Timestamp) -> [ExecutionRow] {
        var due: [(at: Timestamp, log: ExecutionLog)] = []
        for id in unfinished {
            guard let log = logs[id], log.row.component == component, isFree(log.row),
                case .pending(let at) = log.row.state, at <= time
            else { continue }
            due.append((at, log))
        }
        return due.sorted { ($0.at, $0.log.number) < ($1.at, $1.log.number) }.map(\.log.row)
    }
}

/// What makes a transaction a conflict.
struct Rejection: Error {
    let conflict: Conflict

    init(_ conflict: Conflict) {
        self.conflict = conflict
    }
}

/// One transaction under way.
struct Step {
    /// Something to be told once the transaction is complete, when it is known how it left the rows.
    enum Note {
        case plain(Notice)
        /// A row that may have become free.
        case free(ExecutionID)
        case response(of: ExecutionID, Response, woke: Bool)
    }

    /// The time of what the store decides itself: commands and the ends of delays.
    let now: Timestamp
    var receipt = Receipt()
    var notes: [Note] = []
    /// Lines that were not there before; told last.
    var newOutput: [Notice] = []
    /// For each execution touched: how to go back, or nil where it was not there before.
    var marks: [ExecutionID: ExecutionLog.Mark?] = [:]
    /// Logs that events were appended to.
    var changed: Set<ExecutionID> = []
    /// Responses delivered by this transaction.
    var delivered: Set<Delivered> = []
    /// Delays ended by this transaction; it cannot set them anew.
    var endedDelays: Set<DelayID> = []

    /// Names a response among those of all executions.
    struct Delivered: Hashable {
        let execution: ExecutionID
        let sequence: Int
    }

    /// Lets it be told once that a log has grown.
    mutating func noteChange(of id: ExecutionID) {
        if changed.insert(id).inserted { notes.append(.plain(.changed(id))) }
    }
}
