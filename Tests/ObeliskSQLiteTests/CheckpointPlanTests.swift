import Testing

@testable import ObeliskSQLite

@Suite struct CheckpointPlanTests {
    private var plan = CheckpointPlan(pagesMin: 100, pagesMax: 300)

    @Test mutating func mostIsCopiedBesideTheCommitsAndTheRestBetweenTwo() {
        #expect(plan.next(afterCommitTo: 99) == nil)
        #expect(plan.next(afterCommitTo: 105) == .copy)
        #expect(plan.next(afterCommitTo: 140) == nil)
        plan.copied()
        #expect(plan.next(afterCommitTo: 150) == .complete)
        plan.completed(isWhole: true)
        // The log has begun anew.
        #expect(plan.next(afterCommitTo: 10) == nil)
        #expect(plan.next(afterCommitTo: 100) == .copy)
    }

    @Test mutating func aLogThatReadersNeedIsCopiedAFewTimesAndNotAtEachCommit() {
        #expect(plan.next(afterCommitTo: 100) == .copy)
        plan.copied()
        for _ in 0..<CheckpointPlan.triesMax {
            #expect(plan.next(afterCommitTo: 110) == .complete)
            plan.completed(isWhole: false)
        }
        #expect(plan.next(afterCommitTo: 199) == nil)
        #expect(plan.next(afterCommitTo: 200) == .copy)
        plan.copied()
        #expect(plan.next(afterCommitTo: 290) == .complete)
        plan.completed(isWhole: true)
        #expect(plan.next(afterCommitTo: 299) == nil)
        #expect(plan.next(afterCommitTo: 310) == .restart)
    }

    @Test mutating func whatGrewTooMuchMeanwhileHoldsNoCommitUp() {
        #expect(plan.next(afterCommitTo: 100) == .copy)
        plan.copied()
        #expect(plan.next(afterCommitTo: 201) == .copy)
        plan.copied()
        #expect(plan.next(afterCommitTo: 301) == .complete)
    }

    @Test mutating func nothingIsCompletedOfALogThatHasBegunAnew() {
        #expect(plan.next(afterCommitTo: 100) == .copy)
        plan.copied()
        #expect(plan.next(afterCommitTo: 10) == nil)
        #expect(plan.next(afterCommitTo: 99) == nil)
        #expect(plan.next(afterCommitTo: 100) == .copy)
    }
}
