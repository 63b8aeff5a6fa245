import ObeliskCore
import ObeliskTestSupport
import Testing

extension ScriptedRun {
    /// Runs to the end; `choose` picks which open request is answered next. Responses that nobody waits for may come
    /// in between. A `try-next` is answered after `poll` requests of that set were.
    mutating func runToEnd(
        choosing choose: (Int) -> Int = { _ in 0 }, polling poll: () -> Int = { 0 }
    ) throws(Divergence) {
        while try proceed() != .ended {
            if isPolling {
                for _ in 0..<min(poll(), open.count) { respond(toOpen: choose(open.count)) }
                continue
            }
            var isAwake = false
            while !isAwake, !open.isEmpty { isAwake = respond(toOpen: choose(open.count)) }
            if !isAwake { preconditionFailure("waits with nothing open") }
        }
    }

    /// Goes on from a part of `original`'s log until the end, with responses arriving where they did in `original`.
    mutating func follow(_ original: ScriptedRun) throws(Divergence) {
        while try proceed() != .ended {
            let count = original.deliveries[log.count] ?? responses.count
            guard isPolling || count > responses.count else {
                throw Divergence(version: log.count, recorded: "goes on", found: "waits for ever")
            }
            while responses.count < count {
                let response = original.responses[responses.count]
                respond(response.joinSet, response.body)
            }
        }
    }

    /// How many responses were stored when the log's first `length` events were.
    func responsesStored(atLength length: Int) -> Int {
        deliveries.filter { $0.key < length }.values.max() ?? 0
    }

    /// The versions at which the log can be cut: behind the events of its beginning, each later event, and the end.
    var cuts: [Int] { Array(Self.life.count..<log.count) }

    /// What the machine writes once the first `count` workflow events are stored: their effects are stored with them.
    func writes(behindEvents count: Int) -> [Write] {
        var seen = 0
        var rest = writes[...]
        while seen < count, let write = rest.popFirst() {
            if case .event = write { seen += 1 }
        }
        if count > 0 { rest = rest.drop(while: \.isEffect) }
        return Array(rest)
    }

    /// Takes up every prefix of the log, with the responses stored by then, and checks that answers, log and writes are
    /// those of the whole run.
    func expectReplaysFromEveryPrefix(_ location: SourceLocation = #_sourceLocation) {
        for cut in cuts {
            let isReturned = log[..<cut].contains { if case .returned = $0.event { true } else { false } }
            let stored = responsesStored(atLength: cut)
            for count in Set([stored, deliveries[cut] ?? stored]) {
                var replay = ScriptedRun(
                    steps, log: Array(log[..<cut]), responses: Array(responses[..<count]))
                replay.outcome = outcome
                do {
                    try replay.follow(self)
                } catch {
                    Issue.record("cut at \(cut): \(error)", sourceLocation: location)
                    continue
                }
                #expect(replay.log.map(\.event) == log.map(\.event), "log, cut at \(cut)", sourceLocation: location)
                let rest = writes(behindEvents: cut - Self.life.count)
                #expect(replay.writes == rest, "writes, cut at \(cut)", sourceLocation: location)
                if !isReturned {
                    #expect(
                        replay.guest.answers == guest.answers, "answers, cut at \(cut)", sourceLocation: location)
                }
            }
        }
    }
}

extension Write {
    /// Whether this is stored together with the event before it.
    var isEffect: Bool {
        switch self {
        case .child, .delay, .cancelChild, .cancelDelay, .publish: true
        case .event, .log: false
        }
    }

    var event: Event? {
        if case .event(let event) = self { event } else { nil }
    }

    var line: LogLine? {
        if case .log(let line) = self { line } else { nil }
    }
}

extension ScriptedRun {
    /// Runs, and expects to stop so.
    mutating func proceed(to expected: Stop, _ location: SourceLocation = #_sourceLocation) throws(Divergence) {
        let stop = try proceed()
        #expect(stop == expected, sourceLocation: location)
    }

    /// Stores a response, and expects that it wakes the blocked call, or does not.
    mutating func respond(
        _ joinSet: JoinSetID, _ body: Response.Body, wakes: Bool, _ location: SourceLocation = #_sourceLocation
    ) {
        let isAwake = respond(joinSet, body)
        #expect(isAwake == wakes, sourceLocation: location)
    }

    /// Answers an open request, and expects that it wakes the blocked call, or does not.
    mutating func respond(toOpen index: Int, wakes: Bool, _ location: SourceLocation = #_sourceLocation) {
        let isAwake = respond(toOpen: index)
        #expect(isAwake == wakes, sourceLocation: location)
    }

    /// Hands a response to the machine alone.
    mutating func deliver(_ response: Response, wakes: Bool, _ location: SourceLocation = #_sourceLocation) {
        let isAwake = machine.deliver(response)
        #expect(isAwake == wakes, sourceLocation: location)
    }
}
