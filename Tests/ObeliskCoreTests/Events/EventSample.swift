import ObeliskCore

/// An event with the text it was stored as when its kind was first written. These texts never change: what is stored
/// must be readable for ever.
struct EventSample: Sendable, CustomStringConvertible {
    let event: Event
    let body: String

    init(_ event: Event, _ body: String) {
        self.event = event
        self.body = body
    }

    var description: String { "\(event.kind) \(body)" }

    static let all = life + history

    static let time = Timestamp(microsecondsSinceEpoch: 1_800_000_000_123_456)
    static let timeText = "2027-01-15T08:00:00.123456Z"
    static let parent = ExecutionID(stored: "E_01HF7YAT00000000000000000A")
    static let child = ExecutionID(stored: "E_01HF7YAT00000000000000000A.n:all_2")
    static let delay = DelayID(stored: "Delay_01HF7YAT00000000000000000A.n:all_1")
    static let set = JoinSetID(stored: "n:all")
    static let function = FunctionName(interface: "demo:fibo/fibo@1.0.0", function: "fibo")
    static let params = JSONText(valid: #"[10, "a\n"]"#)
}
