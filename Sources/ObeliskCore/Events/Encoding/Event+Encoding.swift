internal import WIT

extension Event {
    /// The event's body: a JSON object readable by a person, without what the event's row says already.
    package var body: JSONText {
        var writer = JSONWriter(reservingCapacity: 160)
        writer.object { write(to: &$0) }
        return JSONText(valid: writer.bytes)
    }

    private func write(to writer: inout JSONWriter) {
        switch self {
        case .created(let created): created.write(to: &writer)
        case .locked(let locked): locked.write(to: &writer)
        case .unlocked(let unlocked):
            writer.field("reason", unlocked.reason)
            writer.field("due_at", unlocked.due)
        case .attemptFailed(let ended), .attemptTimedOut(let ended), .attemptLost(let ended):
            writer.field("attempt", ended.attempt)
            writer.field("outcome", ended.outcome)
            writer.field("retry_at", ended.retryAt)
        case .paused, .resumed, .cancelRequested: break
        case .componentChanged(let change):
            writer.field("component", change.component)
            writer.field("digest", change.digest)
        case .parked(let divergence):
            if let version = divergence.version { writer.field("version", version) }
            writer.field("recorded", divergence.recorded)
            writer.field("found", divergence.found)
        case .returned(let outcome), .finished(let outcome): writer.field("outcome", outcome)
        default: writeHistory(to: &writer)
        }
    }

    private func writeHistory(to writer: inout JSONWriter) {
        switch self {
        case .joinSetCreated(let id), .joinSetClosed(let id): writer.field("join_set", id.text)
        case .childRequested(let request):
            writer.field("join_set", request.joinSet.text)
            writer.field("child", request.child.text)
            writer.field("function", request.function.text)
            writer.field("params", request.params)
            if !request.isCancellable {
                writer.key("cancellable")
                writer.bool(false)
            }
            writer.field("refusal", ifPresent: request.refusal)
        case .delayRequested(let request):
            writer.field("join_set", request.joinSet.text)
            writer.field("delay", request.delay.text)
            writer.field("at", request.at)
            writer.field("expires_at", request.expiresAt)
            writer.field("name", ifPresent: request.name)
        case .delayCancelRequested(let id): writer.field(member: .delay(id))
        case .childCancelRequested(let id): writer.field(member: .child(id))
        case .responseTaken(let taken):
            writer.field("join_set", taken.joinSet.text)
            writer.field(member: taken.member)
            writer.field("function", ifPresent: taken.function?.text)
        case .tryNextAnswered(let answer):
            writer.field("join_set", answer.joinSet.text)
            writer.field("answer", answer.miss.rawValue)
        case .joinSetClosing(let closing):
            writer.field("join_set", closing.joinSet.text)
            writer.key("cancelled")
            writer.beginArray()
            for member in closing.cancelled { writer.string(member.description) }
            writer.endArray()
        case .scheduled(let scheduled): scheduled.write(to: &writer)
        case .stubbed(let stubbed):
            writer.field("execution", stubbed.execution)
            writer.field("result", stubbed.result)
            writer.field("rejection", ifPresent: stubbed.rejection)
        case .valueRecorded(let value): value.write(to: &writer)
        case .published(let published):
            writer.field("name", published.name)
            writer.field("value", published.value)
        default: break
        }
    }
}

extension Created {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.field("function", function.text)
        writer.field("params", params)
        writer.field("component", component)
        writer.field("due_at", due)
        writer.field("seed", seed)
        writer.field("semantics", semantics)
        writer.field("memory_bytes_max", memoryBytesMax)
        writer.field("scheduled_by", ifPresent: scheduledBy?.text)
        if let deadline { writer.field("deadline", deadline) }
        if !labels.isEmpty {
            writer.key("labels")
            writer.object { for (name, value) in labels.sorted(by: { $0.key < $1.key }) { $0.field(name, value) } }
        }
        if let priority { writer.field("priority", priority) }
        writer.field("trace_context", ifPresent: traceContext)
    }
}

extension Locked {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.field("node", node)
        writer.field("generation", Int(generation.number))
        writer.field("digest", componentDigest)
        if let attempt { writer.field("attempt", attempt) }
    }
}

extension Scheduled {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.field("execution", execution.text)
        writer.field("function", function.text)
        writer.field("params", params)
        writer.field("at", at)
        writer.field("due_at", due)
        writer.field("refusal", ifPresent: refusal)
    }
}

extension RecordedValue {
    fileprivate func write(to writer: inout JSONWriter) {
        switch self {
        case .randomU64(let min, let max, let value):
            writer.field("source", "random_u64")
            writer.field("min", min)
            writer.field("max", max)
            writer.field("value", value)
        case .randomString(let minLength, let maxLength, let value):
            writer.field("source", "random_string")
            writer.field("min", minLength)
            writer.field("max", maxLength)
            writer.field("value", value)
        case .now(let time):
            writer.field("source", "now")
            writer.field("value", time)
        }
    }
}
