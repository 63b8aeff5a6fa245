import Testing

@testable import ObeliskSQLite

@Suite struct CheckpointPlanTests {
    private var plan = CheckpointPlan(pagesMin: 100, pagesMax: 300)

    @Test mutating func mostIsCopiedBesideTheCommitsAndTheRestBetweenTwo() {
        #expect(plan.next(afterCommitTo: 99) == nil)
        #expect(plan.next(afterCommitTo: 105) == .copy)
        #expect(plan.next(afterCommitTo: 240) == nil)
        plan.copied()
        #expect(plan.next(afterCommitTo: 250) == .complete)
        // The log has begun anew.
        #expect(plan.next(afterCommitTo: 10) == nil)
        #expect(plan.next(afterCommitTo: 100) == .copy)
    }

    @Test mutating func aLogThatReadersNeedIsNotCopiedAtEachCommit() {
        #expect(plan.next(afterCommitTo: 100) == .copy)
        plan.copied()
        #expect(plan.next(afterCommitTo: 110) == .complete)
        #expect(plan.next(afterCommitTo: 199) == nil)
        #expect(plan.next(afterCommitTo: 200) == .copy)
        plan.copied()
        #expect(plan.next(afterCommitTo: 290) == .complete)
        #expect(plan.next(afterCommitTo: 299) == nil)
        #expect(plan.next(afterCommitTo: 310) == .restart)
    }
}
