import ObeliskCore
import Testing

/// What cancel, pause and resume do to a row of each kind, state and hold.
struct CommandDecisionTests {
    private static let now = Timestamp(microsecondsSinceEpoch: 9)
    private static let cancelled = Outcome.failed(Failure(.cancelled))

    private func row(
        _ kind: ComponentKind, _ state: ExecutionState, _ hold: Hold = .none, version: Int = 3
    ) -> ExecutionRow {
        let time = Timestamp(microsecondsSinceEpoch: 1)
        return ExecutionRow(
            id: ExecutionID(stored: "a"), function: FunctionName(interface: "a:b/c", function: "f"), component: "c",
            kind: kind, state: state, hold: hold, version: version, createdAt: time, updatedAt: time)
    }

    /// Result, events, and what changes, in one line.
    private func decided(_ command: Command, _ row: ExecutionRow) -> String {
        let decision = CommandDecision.decide(command, on: row, at: Self.now)
        var words = ["\(decision.result)"] + decision.events.map(\.kind)
        if case .finished(let outcome)? = decision.events.last, outcome != Self.cancelled { words.append("\(outcome)") }
        switch decision.state {
        case nil: break
        case .pending(Self.now): words.append("→pending")
        case .finished(.failed(.cancelled)): words.append("→finished")
        case let state?: words.append("→\(state)")
        }
        if let hold = decision.hold { words.append("hold:\(hold)") }
        if decision.releasesOwner { words.append("released") }
        return words.joined(separator: " ")
    }

    private let states: [(name: String, state: ExecutionState)] = [
        ("pending", .pending(due: Timestamp(microsecondsSinceEpoch: 99))), ("locked", .locked),
        ("blocked", .blocked(on: .generated(1))),
    ]

    /// Kind, state and hold, then what cancel, pause and resume come to.
    private let table = [
        """
        workflow pending none | done cancel_requested →pending hold:cancelling released \
        | done paused hold:paused released | unchanged
        """,
        """
        workflow locked none | done cancel_requested →pending hold:cancelling released \
        | done paused →pending hold:paused released | unchanged
        """,
        """
        workflow blocked none | done cancel_requested →pending hold:cancelling released \
        | done paused hold:paused released | unchanged
        """,
        """
        workflow pending paused | done cancel_requested →pending hold:cancelling released | unchanged \
        | done resumed hold:none
        """,
        """
        workflow blocked paused | done cancel_requested →pending hold:cancelling released | unchanged \
        | done resumed hold:none
        """,
        """
        workflow pending parked | done cancel_requested →pending hold:cancelling released | refused("parked") \
        | refused("parked")
        """,
        """
        workflow blocked parked | done cancel_requested →pending hold:cancelling released | refused("parked") \
        | refused("parked")
        """,
        #"workflow pending cancelling | unchanged | refused("cancelling") | refused("cancelling")"#,
        #"workflow locked cancelling | unchanged | refused("cancelling") | refused("cancelling")"#,
        #"workflow blocked cancelling | unchanged | refused("cancelling") | refused("cancelling")"#,
        """
        activity pending none | done cancel_requested finished →finished hold:none released \
        | done paused hold:paused released | unchanged
        """,
        """
        activity locked none | done cancel_requested hold:cancelling | refused("running: cancel it instead") \
        | unchanged
        """,
        """
        activity pending paused | done cancel_requested finished →finished hold:none released | unchanged \
        | done resumed hold:none
        """,
        #"activity locked cancelling | unchanged | refused("cancelling") | refused("cancelling")"#,
    ]

    @Test func everyCommandIsDecidedOnTheRow() throws {
        for line in table {
            let parts = line.split(separator: "|").map { $0.trimmingSpaces() }
            let subject = parts[0].split(separator: " ")
            let kind = try #require(ComponentKind(rawValue: String(subject[0])))
            let state = try #require(states.first { $0.name == subject[1] }).state
            let hold = try #require(Hold(rawValue: String(subject[2])))
            for (command, expected) in zip([Command.cancel, .pause, .resume], parts.dropFirst()) {
                #expect(decided(command, row(kind, state, hold)) == expected, "\(command) of \(parts[0])")
            }
        }
    }

    @Test func aWorkflowThatNeverRanEndsAtOnce() {
        let row = row(.workflow, .pending(due: Self.now), version: 0)
        #expect(decided(.cancel, row) == "done cancel_requested finished →finished hold:none released")
    }

    @Test(arguments: [FinishedKind.ok, .err, .failed(.trapped)], ComponentKind.allCases)
    func whatHasEndedStaysAsItIs(end: FinishedKind, kind: ComponentKind) {
        for command in [Command.cancel, .pause, .resume, .stub(.ok(nil))] {
            #expect(decided(command, row(kind, .finished(end))) == "alreadyFinished")
        }
    }

    @Test func onlyAStubThatNothingRunsTakesAResultWhateverHoldsIt() {
        let pending = ExecutionState.pending(due: Self.now)
        for hold in [Hold.none, .paused] {
            let taken = decided(.stub(.err(nil)), row(.activityStub, pending, hold))
            #expect(taken == "done finished err(nil) →finished(ObeliskCore.FinishedKind.err) hold:none released")
        }
        #expect(decided(.stub(.ok(nil)), row(.activityStub, .locked)) == #"refused("running")"#)
        for kind in ComponentKind.allCases where kind != .activityStub {
            #expect(decided(.stub(.ok(nil)), row(kind, pending)) == "refused(\"no stub but \(kind.rawValue)\")")
        }
        let cancelled = decided(.cancel, row(.activityStub, pending))
        #expect(cancelled == "done cancel_requested finished →finished hold:none released")
    }

    @Test func aHoldHidesTheStateBeneathAndAnEndHidesTheHold() {
        #expect(row(.workflow, .blocked(on: .generated(1)), .paused).status == .paused)
        #expect(row(.workflow, .locked, .cancelling).status == .cancelling)
        #expect(row(.workflow, .locked, .parked).status == .parked)
        #expect(row(.workflow, .finished(.ok), .paused).status == .finished(.ok))
        let shown = states.map { row(.workflow, $0.state).status.word }
        #expect(shown == states.map(\.name))
    }
}

extension Substring {
    fileprivate func trimmingSpaces() -> String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
