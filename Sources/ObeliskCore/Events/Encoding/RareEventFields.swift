internal import WIT

/// The fields that only some kinds of events have.
final class RareEventFields {
    var component: String?
    var dueAt: Timestamp?
    var seed: UInt64?
    var semantics: Int?
    var memoryBytesMax: Int?
    var scheduledBy: String?
    var deadline: Timestamp?
    var labels: [String: String]?
    var priority: Int?
    var traceContext: String?
    var node: String?
    var generation: Int?
    var digest: String?
    var attempt: Int?
    var reason: String?
    var retryAt: Timestamp?
    var version: Int?
    var recorded: String?
    var found: String?
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

    /// Reads the value of a name; false, with nothing read, where no event has such a field.
    func read(_ name: String, from reader: inout JSONReader) throws(JSONError) -> Bool {
        if try readLife(name, from: &reader) { return true }
        return try readHistory(name, from: &reader)
    }

    private func readLife(_ name: String, from reader: inout JSONReader) throws(JSONError) -> Bool {
        switch name {
        case "component": component = try reader.readString()
        case "due_at": dueAt = try reader.readTimestamp()
        case "seed": seed = try reader.readUInt64()
        case "semantics": semantics = try reader.readInt()
        case "memory_bytes_max": memoryBytesMax = try reader.readInt()
        case "scheduled_by": scheduledBy = try reader.readString()
        case "deadline": deadline = try reader.readTimestamp()
        case "labels":
            var labels: [String: String] = [:]
            try reader.beginObject()
            while let label = try reader.nextKey() { labels[label] = try reader.readString() }
            self.labels = labels
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

    private func readHistory(_ name: String, from reader: inout JSONReader) throws(JSONError) -> Bool {
        switch name {
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
