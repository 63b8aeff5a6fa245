internal import WIT

/// A stored event that this version cannot read: damaged, or written by a newer version.
package struct EventDecodingError: Error, Hashable, Sendable, CustomStringConvertible {
    package let kind: String
    package let message: String

    package var description: String { "event '\(kind)' cannot be read: \(message)" }
}

extension Event {
    /// Reads what `kind` and `body` wrote.
    package init(kind: String, body: [UInt8]) throws(EventDecodingError) {
        do {
            let fields = try EventFields(body)
            if let event = try Event(life: kind, fields) ?? Event(history: kind, fields) {
                self = event
                return
            }
        } catch let error as JSONError {
            throw EventDecodingError(kind: kind, message: error.description)
        } catch let error as MissingField {
            throw EventDecodingError(kind: kind, message: "its field '\(error.name)' is missing or not valid")
        } catch {
            throw EventDecodingError(kind: kind, message: "\(error)")
        }
        throw EventDecodingError(kind: kind, message: "this version knows no such kind")
    }

    private init?(life kind: String, _ fields: EventFields) throws {
        switch kind {
        case "created": self = .created(try Created(fields))
        case "locked":
            self = .locked(
                Locked(
                    node: try fields.node.required("node"),
                    generation: Generation(Int64(try fields.generation.required("generation"))),
                    componentDigest: try fields.digest.required("digest"), attempt: fields.attempt))
        case "unlocked":
            self = .unlocked(
                Unlocked(reason: try fields.reason.required("reason"), due: try fields.dueAt.required("due_at")))
        case "attempt_failed": self = .attemptFailed(try AttemptEnded(fields))
        case "attempt_timed_out": self = .attemptTimedOut(try AttemptEnded(fields))
        case "attempt_lost": self = .attemptLost(try AttemptEnded(fields))
        case "paused": self = .paused
        case "resumed": self = .resumed
        case "cancel_requested": self = .cancelRequested
        case "component_changed":
            self = .componentChanged(
                ComponentChanged(
                    component: try fields.component.required("component"),
                    digest: try fields.digest.required("digest")))
        case "parked":
            self = .parked(
                Divergence(
                    version: fields.version, recorded: try fields.recorded.required("recorded"),
                    found: try fields.found.required("found")))
        case "returned": self = .returned(try fields.outcome.required("outcome"))
        case "finished": self = .finished(try fields.outcome.required("outcome"))
        default: return nil
        }
    }

    private init?(history kind: String, _ fields: EventFields) throws {
        switch kind {
        case "join_set_created": self = .joinSetCreated(try fields.joinSet.required("join_set"))
        case "join_set_closed": self = .joinSetClosed(try fields.joinSet.required("join_set"))
        case "child_requested": self = .childRequested(try ChildRequested(fields))
        case "delay_requested": self = .delayRequested(try DelayRequested(fields))
        case "delay_cancel_requested": self = .delayCancelRequested(try fields.delay.required("delay"))
        case "child_cancel_requested": self = .childCancelRequested(try fields.child.required("child"))
        case "response_taken":
            let member = fields.child.map(MemberID.child) ?? fields.delay.map(MemberID.delay)
            self = .responseTaken(
                ResponseTaken(
                    joinSet: try fields.joinSet.required("join_set"), member: try member.required("child"),
                    function: fields.function))
        case "try_next_answered":
            let miss = try fields.answer.flatMap(TryNextAnswered.Miss.init(rawValue:)).required("answer")
            self = .tryNextAnswered(
                TryNextAnswered(joinSet: try fields.joinSet.required("join_set"), miss: miss))
        case "join_set_closing":
            self = .joinSetClosing(
                JoinSetClosing(
                    joinSet: try fields.joinSet.required("join_set"),
                    cancelled: try fields.cancelled.required("cancelled")))
        case "scheduled": self = .scheduled(try Scheduled(fields))
        case "stubbed":
            self = .stubbed(
                Stubbed(
                    execution: try fields.execution.required("execution"),
                    result: try fields.result.required("result"), rejection: fields.rejection))
        case "value_recorded": self = .valueRecorded(try RecordedValue(fields))
        case "published":
            self = .published(
                Published(name: try fields.name.required("name"), value: try fields.value.required("value")))
        default: return nil
        }
    }
}

/// A body without a field that its kind needs.
private struct MissingField: Error {
    let name: String
}

extension Optional {
    fileprivate func required(_ name: String) throws(MissingField) -> Wrapped {
        guard let self else { throw MissingField(name: name) }
        return self
    }
}

extension Created {
    fileprivate convenience init(_ fields: EventFields) throws {
        self.init(
            function: try fields.function.required("function"), params: try fields.params.required("params"),
            component: try fields.component.required("component"), due: try fields.dueAt.required("due_at"),
            seed: try fields.seed.required("seed"), semantics: try fields.semantics.required("semantics"),
            memoryBytesMax: try fields.memoryBytesMax.required("memory_bytes_max"),
            scheduledBy: fields.scheduledBy.map(ExecutionID.init(stored:)), deadline: fields.deadline,
            labels: fields.labels ?? [:], priority: fields.priority, traceContext: fields.traceContext)
    }
}

extension AttemptEnded {
    fileprivate init(_ fields: EventFields) throws {
        self.init(
            attempt: try fields.attempt.required("attempt"), outcome: try fields.outcome.required("outcome"),
            retryAt: try fields.retryAt.required("retry_at"))
    }
}

extension ChildRequested {
    fileprivate init(_ fields: EventFields) throws {
        self.init(
            joinSet: try fields.joinSet.required("join_set"), child: try fields.child.required("child"),
            function: try fields.function.required("function"), params: try fields.params.required("params"),
            isCancellable: fields.cancellable ?? true, refusal: fields.refusal)
    }
}

extension DelayRequested {
    fileprivate init(_ fields: EventFields) throws {
        self.init(
            joinSet: try fields.joinSet.required("join_set"), delay: try fields.delay.required("delay"),
            at: try fields.at.required("at"), expiresAt: try fields.expiresAt.required("expires_at"),
            name: fields.name)
    }
}

extension Scheduled {
    fileprivate init(_ fields: EventFields) throws {
        self.init(
            execution: ExecutionID(stored: try fields.execution.required("execution")),
            function: try fields.function.required("function"), params: try fields.params.required("params"),
            at: try fields.at.required("at"), due: try fields.dueAt.required("due_at"), refusal: fields.refusal)
    }
}

extension RecordedValue {
    fileprivate init(_ fields: EventFields) throws {
        var reader = JSONReader(try fields.value.required("value").bytes)
        switch fields.source {
        case "random_u64":
            self = .randomU64(
                min: try fields.min.required("min"), max: try fields.max.required("max"),
                value: try reader.readUInt64())
        case "random_string":
            self = .randomString(
                minLength: try fields.min.flatMap(Int.init(exactly:)).required("min"),
                maxLength: try fields.max.flatMap(Int.init(exactly:)).required("max"),
                value: try reader.readString())
        case "now": self = .now(try reader.readTimestamp())
        default: throw MissingField(name: "source")
        }
    }
}
