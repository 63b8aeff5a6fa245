internal import WIT

/// Every field that any event's body may hold, read in one pass; each name has one type in all bodies.
struct EventFields {
    var function: FunctionName?
    var params: JSONText?
    var component: String?
    var dueAt: Timestamp?
    var seed: UInt64?
    var semantics: Int?
    var memoryBytesMax: Int?
    var scheduledBy: String?
    var deadline: Timestamp?
    var labels: [String: String] = [:]
    var priority: Int?
    var traceContext: String?
    var node: String?
    var generation: Int?
    var digest: String?
    var attempt: Int?
    var reason: String?
    var outcome: Outcome?
    var retryAt: Timestamp?
    var version: Int?
    var recorded: String?
    var found: String?
    var joinSet: JoinSetID?
    var child: ExecutionID?
    var delay: DelayID?
    var cancellable: Bool?
    var refusal: Refusal?
    var at: ScheduleAt?
    var expiresAt: Timestamp?
    var name: String?
    var answer: String?
    var cancelled: [MemberID]?
    var execution: String?
    var result: String?
    var rejection: Stubbed.Rejection?
    var source: String?
    var min: UInt64?
    var max: UInt64?
    var value: JSONText?

    /// How many objects of a body may lie around a payload, which itself may be as deep as any JSON that was accepted.
    private static let wrappingDepth = 4

    /// Reads a body; names that no event has are passed over, so that a later version's additions can be read.
    init(_ body: [UInt8]) throws(JSONError) {
        var reader = JSONReader(body, depthLimit: JSONReader.depthLimit + Self.wrappingDepth)
        try reader.beginObject()
        while let name = try reader.nextKey() {
            if try readCommon(name, from: &reader) { continue }
            if try readLife(name, from: &reader) { continue }
            if try readHistory(name, from: &reader) { continue }
            try reader.skipValue()
        }
        try reader.finish()
    }

    /// The fields of a child's request and of a response that was taken: most of what a long log holds.
    private mutating func readCommon(_ name: String, from reader: inout JSONReader) throws(JSONError) -> Bool {
        switch name {
        case "join_set": joinSet = JoinSetID(stored: try reader.readString())
        case "child": child = ExecutionID(stored: try reader.readString())
        case "function": function = try reader.readFunctionName()
        case "params": params = JSONText(valid: try reader.readRaw())
        default: return false
        }
        return true
    }

    private mutating func readLife(_ name: String, from reader: inout JSONReader) throws(JSONError) -> Bool {
        switch name {
        case "outcome": outcome = try reader.readOutcome()
        case "component": component = try reader.readString()
        case "due_at": dueAt = try reader.readTimestamp()
        case "seed": seed = try reader.readUInt64()
        case "semantics": semantics = try reader.readInt()
        case "memory_bytes_max": memoryBytesMax = try reader.readInt()
        case "scheduled_by": scheduledBy = try reader.readString()
        case "deadline": deadline = try reader.readTimestamp()
        case "labels":
            try reader.beginObject()
            while let label = try reader.nextKey() { labels[label] = try reader.readString() }
        case "priority": priority = try reader.readInt()
        case "trace_context": traceContext = try reader.readString()
        case "node": node = try reader.readString()
        case "generation": generation = try reader.readInt()
        case "digest": digest = try reader.readString()
        case "attempt": attempt = try reader.readInt()
        case "reason": reason = try reader.readString()
        case "retry_at": retryAt = try reader.readTimestamp()
        case "version": version = try reader.readInt()
        case "recorded": recorded = try reader.readString()
        case "found": found = try reader.readString()
        default: return false
        }
        return true
    }

    private mutating func readHistory(_ name: String, from reader: inout JSONReader) throws(JSONError) -> Bool {
        switch name {
        case "delay": delay = DelayID(stored: try reader.readString())
        case "cancellable": cancellable = try reader.readBool()
        case "refusal": refusal = try reader.readRefusal()
        case "at": at = try reader.readScheduleAt()
        case "expires_at": expiresAt = try reader.readTimestamp()
        case "name": self.name = try reader.readString()
        case "answer": answer = try reader.readString()
        case "cancelled":
            var members: [MemberID] = []
            try reader.beginArray()
            while try reader.nextElement() { members.append(try reader.readMember()) }
            cancelled = members
        case "execution": execution = try reader.readString()
        case "result": result = try reader.readString()
        case "rejection": rejection = try reader.readRejection()
        case "source": source = try reader.readString()
        case "min": min = try reader.readUInt64()
        case "max": max = try reader.readUInt64()
        case "value": value = JSONText(valid: try reader.readRaw())
        default: return false
        }
        return true
    }
}
