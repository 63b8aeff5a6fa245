import ObeliskCore
import Wasmtime

// The records and variants of `obelisk:types`, between the component's form and the core's.
extension ComponentValue {
    /// A `datetime`.
    init(_ time: Timestamp) {
        let (seconds, nanoseconds) = time.secondsAndNanoseconds
        self = .record([.init("seconds", .u64(seconds)), .init("nanoseconds", .u32(nanoseconds))])
    }

    /// A `function`.
    init(_ function: FunctionName) {
        self = .record([
            .init("interface-name", .string(function.interface)), .init("function-name", .string(function.function)),
        ])
    }

    /// A `failure-kind`.
    init(_ kind: FailureKind) {
        self = .enumeration(kind.rawValue.split(separator: "_").joined(separator: "-"))
    }

    /// An `outcome`, with payloads as JSON text.
    init(_ outcome: Outcome) {
        switch outcome {
        case .ok(let payload): self = .variant(case: "ok", payload: .option(payload.map { .string($0.text) }))
        case .err(let payload): self = .variant(case: "err", payload: .option(payload.map { .string($0.text) }))
        case .failed(let failure): self = .variant(case: "failed", payload: ComponentValue(failure.kind))
        }
    }

    /// A `submit-error`.
    init(_ refusal: Refusal) {
        switch refusal {
        case .functionNotFound: self = .variant(case: "function-not-found", payload: nil)
        case .invalidParams(let reason): self = .variant(case: "invalid-params", payload: .string(reason))
        case .limitReached(let limit): self = .variant(case: "limit-reached", payload: .string(limit))
        }
    }

    /// The text of a `string`.
    var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The text of an `option<string>`; nil outside: no such value.
    var optionalText: String?? {
        switch self {
        case .option(nil): .some(nil)
        case .option(.string(let text)?): .some(text)
        default: nil
        }
    }

    /// The value of a field.
    func field(_ name: String) -> ComponentValue? {
        guard case .record(let fields) = self else { return nil }
        return fields.first { $0.name == name }?.value
    }

    /// A `function`; nil if it is none.
    var functionName: FunctionName? {
        guard let interface = field("interface-name")?.text, let function = field("function-name")?.text else {
            return nil
        }
        return FunctionName(interface: interface, function: function)
    }

    /// A `schedule-at`; nil if it is none.
    var scheduleAt: ScheduleAt? {
        switch self {
        case .variant("now", nil): .now
        case .variant("at", let time?):
            if case .u64(let seconds) = time.field("seconds"), case .u32(let nanoseconds) = time.field("nanoseconds") {
                .at(Timestamp(seconds: seconds, nanoseconds: nanoseconds))
            } else {
                nil
            }
        case .variant("after", let duration?): duration.duration.map { .after($0) }
        default: nil
        }
    }

    /// A `duration`, at most a hundred thousand years; nil if it is none.
    private var duration: Duration? {
        switch self {
        case .variant("milliseconds", .u64(let count)?):
            .milliseconds(Int64(clamping: min(count, 3_155_760_000_000_000)))
        case .variant("seconds", .u64(let count)?): .seconds(Int64(clamping: min(count, 3_155_760_000_000)))
        case .variant("minutes", .u32(let count)?): .seconds(Int64(count) * 60)
        case .variant("hours", .u32(let count)?): .seconds(Int64(count) * 3_600)
        case .variant("days", .u32(let count)?): .seconds(Int64(count) * 86_400)
        default: nil
        }
    }

    /// The fields of a log line; nil if they are none.
    var logFields: [[String]]? {
        guard case .list(let pairs) = self else { return nil }
        var fields: [[String]] = []
        for pair in pairs {
            guard case .tuple(let both) = pair, both.count == 2, let key = both[0].text, let value = both[1].text
            else { return nil }
            fields.append([key, value])
        }
        return fields
    }
}
