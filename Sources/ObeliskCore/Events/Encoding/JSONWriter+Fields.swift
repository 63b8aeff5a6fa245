internal import WIT

extension JSONWriter {
    /// A member of the open object.
    mutating func field(_ name: String, _ value: String) {
        key(name)
        string(value)
    }

    mutating func field(_ name: String, ifPresent value: String?) {
        if let value { field(name, value) }
    }

    mutating func field(_ name: String, _ value: Int) {
        key(name)
        number(Int64(value))
    }

    mutating func field(_ name: String, _ value: UInt64) {
        key(name)
        number(value)
    }

    mutating func field(_ name: String, _ value: Timestamp) {
        field(name, value.text)
    }

    mutating func field(_ name: String, _ value: JSONText) {
        key(name)
        raw(value.bytes)
    }

    mutating func field(_ name: String, _ value: ScheduleAt) {
        key(name)
        switch value {
        case .now: string("now")
        case .at(let time): object { $0.field("at", time) }
        case .after(let duration):
            object {
                $0.key("after_microseconds")
                $0.number(duration.wholeMicroseconds)
            }
        }
    }

    mutating func field(_ name: String, _ value: Outcome) {
        key(name)
        outcome(value)
    }

    mutating func field(_ name: String, ifPresent value: Refusal?) {
        guard let value else { return }
        key(name)
        switch value {
        case .functionNotFound: string("function_not_found")
        case .invalidParams(let reason): object { $0.field("invalid_params", reason) }
        case .limitReached(let limit): object { $0.field("limit_reached", limit) }
        }
    }

    mutating func field(_ name: String, ifPresent value: Stubbed.Rejection?) {
        guard let value else { return }
        key(name)
        switch value {
        case .invalidID(let reason): object { $0.field("invalid_id", reason) }
        case .executionNotFound: string("execution_not_found")
        case .invalidResult(let reason): object { $0.field("invalid_result", reason) }
        case .conflict: string("conflict")
        }
    }

    mutating func field(member: MemberID) {
        switch member {
        case .child(let id): field("child", id.text)
        case .delay(let id): field("delay", id.text)
        }
    }

    /// An object whose members `body` writes.
    mutating func object(_ body: (inout JSONWriter) -> Void) {
        beginObject()
        body(&self)
        endObject()
    }

    /// `{"ok": …}`, `{"err": …}` or `{"failed": {"kind": …, "reason": …, "detail": …}}`; a side without a payload is
    /// the word alone, so that it stays apart from the payload `null`.
    mutating func outcome(_ value: Outcome) {
        switch value {
        case .ok(nil): string("ok")
        case .err(nil): string("err")
        case .ok(let payload?): object { $0.field("ok", payload) }
        case .err(let payload?): object { $0.field("err", payload) }
        case .failed(let failure):
            object { writer in
                writer.key("failed")
                writer.object {
                    $0.field("kind", failure.kind.rawValue)
                    $0.field("reason", ifPresent: failure.reason)
                    $0.field("detail", ifPresent: failure.detail)
                }
            }
        }
    }
}
