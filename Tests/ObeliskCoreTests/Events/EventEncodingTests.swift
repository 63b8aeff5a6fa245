import ObeliskCore
import Testing

/// The stored form of events: exact, readable, tolerant of additions, and refusing what it cannot read by name.
struct EventEncodingTests {
    @Test(arguments: EventSample.all)
    func anEventIsWrittenAsItAlwaysWasAndReadBack(sample: EventSample) throws {
        #expect(sample.event.body.text == sample.body)
        #expect(try Event(kind: sample.event.kind, body: Array(sample.body.utf8)) == sample.event)
    }

    @Test func everyKindHasASampleAndAWordOfItsOwn() {
        let words = """
            created locked unlocked attempt_failed attempt_timed_out attempt_lost paused resumed cancel_requested \
            component_changed parked returned finished join_set_created child_requested delay_requested \
            delay_cancel_requested child_cancel_requested response_taken try_next_answered join_set_closing \
            join_set_closed scheduled stubbed value_recorded published
            """
        #expect(Set(EventSample.all.map(\.event.kind)) == Set(words.split(separator: " ").map(String.init)))
    }

    @Test(arguments: EventSample.all)
    func fieldsOfALaterVersionArePassedOver(sample: EventSample) throws {
        let addition = #"{"zz_later":{"outcome":[1,{"x":null}]}"#
        let body = addition + (sample.body == "{}" ? "}" : ",\(sample.body.dropFirst())")
        #expect(try Event(kind: sample.event.kind, body: Array(body.utf8)) == sample.event)
    }

    /// Fields that may be missing; `child` stands for `delay` where a response is taken.
    private static let optional: Set<String> = [
        "scheduled_by", "deadline", "labels", "priority", "trace_context", "attempt?", "version", "cancellable",
        "refusal", "name?", "function?", "rejection",
    ]

    @Test(arguments: EventSample.all)
    func aMissingFieldIsRefusedByName(sample: EventSample) throws {
        for name in fieldNames(of: sample) {
            let body = sample.body.replacing("\"\(name)\":", with: "\"zz_\(name)\":", maxReplacements: 1)
            let read = Result { () throws(EventDecodingError) -> Event in
                try Event(kind: sample.event.kind, body: Array(body.utf8))
            }
            let isOptional =
                Self.optional.contains(name)
                || Self.optional.contains(name + "?")
                    && ["locked", "delay_requested", "response_taken"].contains(sample.event.kind)
            switch read {
            case .success: #expect(isOptional, "\(name) of \(sample.event.kind) is not missed")
            case .failure(let error):
                #expect(!isOptional, "\(name) of \(sample.event.kind) is needed: \(error)")
                let isMember = sample.event.kind == "response_taken" && name == "delay"
                #expect(error.kind == sample.event.kind && error.message.contains("'\(isMember ? "child" : name)'"))
            }
        }
    }

    @Test func whatCannotBeReadIsRefusedByKindAndReason() {
        let bad: [(kind: String, body: String, reason: String)] = [
            ("teleported", "{}", "knows no such kind"),
            ("paused", "[]", "expected object"),
            ("paused", "{}x", "expected the end"),
            ("finished", #"{"outcome":"maybe"}"#, "expected \"ok\" or \"err\""),
            ("finished", #"{"outcome":{"maybe":1}}"#, "expected one of"),
            ("finished", #"{"outcome":{"failed":{}}}"#, "expected 'kind'"),
            ("unlocked", #"{"reason":"","due_at":"tomorrow"}"#, "expected an instant"),
            ("value_recorded", #"{"source":"dice","value":1}"#, "'source'"),
            ("value_recorded", #"{"source":"random_string","min":18446744073709551615,"max":1,"value":""}"#, "'min'"),
            ("value_recorded", #"{"source":"random_u64","min":0,"max":1,"value":"x"}"#, "expected number"),
            ("try_next_answered", #"{"join_set":"g:1","answer":"maybe"}"#, "'answer'"),
            ("scheduled", #"{"at":{"later":1}}"#, "expected 'at' or 'after_microseconds'"),
            ("child_requested", #"{"refusal":"mood"}"#, "'mood' is no refusal"),
            ("child_requested", #"{"function":"fibo"}"#, "expected a function such as"),
            ("stubbed", #"{"rejection":{"mood":""}}"#, "'mood' is no rejection"),
        ]
        for (kind, body, reason) in bad {
            let error = #expect(throws: EventDecodingError.self, "\(kind) \(body)") {
                try Event(kind: kind, body: Array(body.utf8))
            }
            #expect(error?.kind == kind && error?.message.contains(reason) == true, "\(error?.message ?? "none")")
        }
    }

    @Test func aFailureKindOfALaterVersionReadsAsUncategorized() throws {
        let body = #"{"outcome":{"failed":{"kind":"abducted","reason":"by whom?"}}}"#
        let event = try Event(kind: "finished", body: Array(body.utf8))
        #expect(event == .finished(.failed(Failure(.uncategorized, reason: "by whom?"))))
    }

    /// JSON is accepted to a depth of 128; what was accepted must be readable inside a body too.
    @Test func payloadsAsDeepAsJSONMayBeAreReadBack() throws {
        let deep = JSONText(
            valid: String(repeating: "[", count: 128) + "1" + String(repeating: "]", count: 128))
        let events: [Event] = [
            .finished(.ok(deep)), .published(Published(name: "deep", value: deep)),
            .attemptFailed(
                AttemptEnded(attempt: 1, outcome: .err(deep), retryAt: Timestamp(microsecondsSinceEpoch: 0))),
        ]
        for event in events { #expect(try Event(kind: event.kind, body: event.body.bytes) == event) }
    }

    @Test func onlyWhatChangesWhoDecidesStartsAnEpoch() {
        let starting = Set(EventSample.all.filter(\.event.startsEpoch).map(\.event.kind))
        #expect(
            starting == ["locked", "unlocked", "paused", "resumed", "cancel_requested", "component_changed", "parked"])
    }

    /// The names of a body's own fields, not of those within.
    private func fieldNames(of sample: EventSample) -> [String] {
        var names: [String] = []
        var depth = 0
        for part in sample.body.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
            if part.offset.isMultiple(of: 2) {
                depth += part.element.count { $0 == "{" || $0 == "[" } - part.element.count { $0 == "}" || $0 == "]" }
            } else if depth == 1 {
                names.append(String(part.element))
            }
        }
        return names.filter { sample.body.contains("\"\($0)\":") }
    }
}
