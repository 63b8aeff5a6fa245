internal import WIT

extension JSONReader {
    /// A number that fits `Int`.
    mutating func readInt() throws(JSONError) -> Int {
        Int(try readInt64())
    }

    /// An instant in the form that `Timestamp.text` writes.
    mutating func readTimestamp() throws(JSONError) -> Timestamp {
        let text = try readString()
        guard let time = Timestamp(text: text) else {
            throw failure("expected an instant such as 2026-01-31T12:00:00.000000Z, found \"\(text)\"")
        }
        return time
    }

    /// A function by its printable form.
    mutating func readFunctionName() throws(JSONError) -> FunctionName {
        let text = try readString()
        guard let function = FunctionName(stored: text) else {
            throw failure("expected a function such as ns:pkg/ifc.name, found \"\(text)\"")
        }
        return function
    }

    /// A child or a delay; their ids begin differently.
    mutating func readMember() throws(JSONError) -> MemberID {
        let text = try readString()
        return text.hasPrefix("Delay_") ? .delay(DelayID(stored: text)) : .child(ExecutionID(stored: text))
    }

    /// Reads what `JSONWriter.field(_:ScheduleAt)` writes.
    mutating func readScheduleAt() throws(JSONError) -> ScheduleAt {
        guard try peek() == .object else {
            let word = try readString()
            guard word == "now" else { throw failure("expected \"now\" or an object, found \"\(word)\"") }
            return .now
        }
        var result: ScheduleAt?
        try beginObject()
        while let name = try nextKey() {
            switch name {
            case "at": result = .at(try readTimestamp())
            case "after_microseconds": result = .after(.microseconds(try readInt64()))
            default: try skipValue()
            }
        }
        guard let result else { throw failure("expected 'at' or 'after_microseconds'") }
        return result
    }

    /// Reads what `JSONWriter.outcome` writes.
    mutating func readOutcome() throws(JSONError) -> Outcome {
        var result: Outcome?
        if try peek() == .string {
            let word = try readString()
            guard word == "ok" || word == "err" else { throw failure("expected \"ok\" or \"err\", found \"\(word)\"") }
            return word == "ok" ? .ok(nil) : .err(nil)
        }
        try beginObject()
        while let name = try nextKey() {
            switch name {
            case "ok": result = .ok(JSONText(valid: try readRaw()))
            case "err": result = .err(JSONText(valid: try readRaw()))
            case "failed": result = .failed(try readFailure())
            default: try skipValue()
            }
        }
        guard let result else { throw failure("expected one of 'ok', 'err' and 'failed'") }
        return result
    }

    /// A word, or an object of a word and its reason.
    mutating func readRefusal() throws(JSONError) -> Refusal {
        let (word, text) = try readTagged()
        switch word {
        case "function_not_found": return .functionNotFound
        case "invalid_params": return .invalidParams(text)
        case "limit_reached": return .limitReached(text)
        default: throw failure("'\(word)' is no refusal this version knows")
        }
    }

    /// A word, or an object of a word and its reason.
    mutating func readRejection() throws(JSONError) -> Stubbed.Rejection {
        let (word, text) = try readTagged()
        switch word {
        case "invalid_id": return .invalidID(text)
        case "execution_not_found": return .executionNotFound
        case "invalid_result": return .invalidResult(text)
        case "conflict": return .conflict
        default: throw failure("'\(word)' is no rejection this version knows")
        }
    }

    /// A word alone, or an object of one word and a text.
    private mutating func readTagged() throws(JSONError) -> (word: String, text: String) {
        guard try peek() == .object else { return (try readString(), "") }
        var result = (word: "", text: "")
        try beginObject()
        while let name = try nextKey() { result = (name, try readString()) }
        return result
    }

    private mutating func readFailure() throws(JSONError) -> Failure {
        var kind: FailureKind?
        var reason: String?
        var detail: String?
        try beginObject()
        while let name = try nextKey() {
            switch name {
            case "kind": kind = FailureKind(rawValue: try readString()) ?? .uncategorized
            case "reason": reason = try readString()
            case "detail": detail = try readString()
            default: try skipValue()
            }
        }
        guard let kind else { throw failure("expected 'kind'") }
        return Failure(kind, reason: reason, detail: detail)
    }
}
