import ObeliskTestSupport
import Testing

@testable import ObeliskCore

/// Every call that writes an event, replayed by every other call: it is refused there, with both sides named.
struct CallMatrixTests {
    private static let set = JoinSetID(stored: "g:1")
    private static let other = JoinSetID(stored: "g:2")
    private static let child = ScriptedRun.id.child(in: set, index: 1)
    private static let sibling = ScriptedRun.id.child(in: set, index: 2)
    private static let delay = DelayID(of: ScriptedRun.id, in: set, index: 1)
    private static let after = DelayID(of: ScriptedRun.id, in: set, index: 2)

    /// What comes before the call that is looked at: two sets, two children and two delays in the first.
    private static let before: [HostCall] = [
        .createJoinSet(name: nil), .createJoinSet(name: nil), .submit(set, .demo("a"), params: .emptyArray),
        .submit(set, .demo("a"), params: .emptyArray), .submitDelay(set, .after(.seconds(9))),
        .submitDelay(set, .after(.seconds(9))),
    ]

    /// Calls that write an event, every kind of them, and where it matters with another argument each.
    private static let writing: [HostCall] = [
        .now, .sleep(.now, name: nil), .sleep(.now, name: "a"), .sleep(.after(.seconds(1)), name: nil),
        .randomU64(min: 0, max: 9), .randomU64(min: 1, max: 9), .randomString(minLength: 1, maxLength: 5),
        .randomString(minLength: 1, maxLength: 6), .createJoinSet(name: nil), .createJoinSet(name: "a"),
        .call(.demo("a"), params: .emptyArray), .call(.demo("b"), params: .emptyArray),
        .call(.demo("a"), params: JSONText(valid: "[1]")), .submit(set, .demo("a"), params: .emptyArray),
        .submit(other, .demo("a"), params: .emptyArray), .submit(set, .demo("b"), params: .emptyArray),
        .submit(set, .demo("a"), params: JSONText(valid: "[1]")), .submitDelay(set, .now), .submitDelay(other, .now),
        .submitDelay(set, .after(.seconds(1))), .next(set, asking: nil), .next(set, asking: .demo("a")),
        .tryNext(other), .close(set), .close(other), .publish(name: "a", value: JSONText(valid: "1")),
        .publish(name: "b", value: JSONText(valid: "1")), .publish(name: "a", value: JSONText(valid: "2")),
        .cancelExecution(child), .cancelExecution(sibling), .cancelDelay(delay), .cancelDelay(after),
    ]

    /// Calls that write nothing.
    private static let silent: [HostCall] = [
        .currentExecution, .lastCall, .openRequests(set), .log(.info, message: "x", fields: []),
        .executionFunction(child), .executionJoinSet(child), .executionOutcome(child), .executionFailure(child),
        .delayJoinSet(delay), .delayExpiresAt(delay), .delayOutcome(delay),
    ]

    private static let responses = [
        Response(sequence: 1, joinSet: set, body: .child(child, .ok(nil)))
    ]

    @Test(arguments: writing.indices)
    func aCallThatIsNotTheRecordedOneIsRefused(recorded index: Int) throws {
        let recorded = Self.writing[index]
        let log = try log(of: Self.before + [recorded])
        let version = try self.log(of: Self.before).count
        for (number, found) in Self.writing.enumerated() where number != index {
            var machine = try replayed(log)
            let divergence = #expect(throws: Divergence.self, "\(found) in place of \(recorded)") {
                try Self.ask(&machine, found)
            }
            #expect(divergence?.version == version)
            #expect(divergence?.recorded == log[version].event.summary && divergence?.found == found.summary)
        }
        for found in Self.silent {
            var machine = try replayed(log)
            _ = try Self.ask(&machine, found)
            #expect(throws: Divergence.self, "\(found), then the end, in place of \(recorded)") {
                try machine.finish(.ok(nil))
            }
        }
        var machine = try replayed(log)
        _ = try Self.ask(&machine, recorded)
        #expect(machine.isLive)
    }

    /// So that a call that is made later is not forgotten: this does not compile without it.
    @Test func everyCallIsTried() {
        let kinds = Set((Self.writing + Self.silent).map(Self.kind))
        #expect(kinds == Set(0...24))
    }

    private static func kind(of call: HostCall) -> Int {
        switch call {
        case .currentExecution: 0
        case .now: 1
        case .sleep: 2
        case .randomU64: 3
        case .randomString: 4
        case .createJoinSet: 5
        case .call: 6
        case .lastCall: 7
        case .submit: 8
        case .submitDelay: 9
        case .next: 10
        case .tryNext: 11
        case .openRequests: 12
        case .close: 13
        case .publish: 14
        case .log: 15
        case .executionFunction: 16
        case .executionJoinSet: 17
        case .executionOutcome: 18
        case .executionFailure: 19
        case .cancelExecution: 20
        case .delayJoinSet: 21
        case .delayExpiresAt: 22
        case .delayOutcome: 23
        case .cancelDelay: 24
        }
    }

    /// The log of a guest that makes these calls, up to where it waits for the last.
    private func log(of calls: [HostCall]) throws -> [LoggedEvent] {
        var machine = WorkflowMachine(
            id: ScriptedRun.id, created: ScriptedRun.created, history: [], responses: [])
        for (number, call) in calls.enumerated() {
            if number == Self.before.count { for response in Self.responses { machine.deliver(response) } }
            _ = try Self.ask(&machine, call)
        }
        let events = machine.takeWrites().compactMap { if case .event(let event) = $0 { event } else { nil } }
        return (ScriptedRun.life + events).enumerated().map { ScriptedRun.entry($0.offset, $0.element) }
    }

    /// A machine on a log, whose guest has come to where it may differ.
    private func replayed(_ log: [LoggedEvent]) throws -> WorkflowMachine {
        var machine = WorkflowMachine(
            id: ScriptedRun.id, created: ScriptedRun.created, history: log, responses: Self.responses)
        for call in Self.before { _ = try Self.ask(&machine, call) }
        return machine
    }

    @discardableResult
    private static func ask(_ machine: inout WorkflowMachine, _ call: HostCall) throws(Divergence) -> Answer {
        var answer = try machine.handle(call)
        while case .needs(let question) = answer {
            switch question {
            case .now: answer = try machine.answer(question, .time(ScriptedRun.start))
            case .target:
                let target = Target(component: "test", kind: .activity, memoryBytesMax: 1 << 20)
                answer = try machine.answer(question, .target(.success(target)))
            case .responses: answer = try machine.answer(question, .responsesDelivered)
            }
        }
        return answer
    }
}
