import ObeliskCore
import Testing

@Suite struct SubmitTests {
    @Test(arguments: StoreKind.allCases)
    func aTransactionIsAnsweredOnceByWhoeverMakesItsCommit(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let ids = (0..<200).map { ExecutionID(stored: "x\($0)") }
        let before = world.store.statistics
        await withTaskGroup { group in
            for (index, id) in ids.enumerated() {
                let transaction = Transaction([.create(world.creation(id))])
                group.addTask {
                    // Both ways in, side by side.
                    let outcome =
                        index.isMultiple(of: 3)
                        ? await world.store.commit([transaction])[0] : await world.store.submitted(transaction)
                    #expect(outcome == .committed(Receipt(creations: [.created])))
                    let again = await world.store.submitted(transaction)
                    #expect(again == .conflict(.exists(id)))
                }
            }
        }
        let after = world.store.statistics
        #expect(after.transactions - before.transactions == ids.count)
        #expect(after.commits - before.commits <= ids.count)
        let stored = try await world.store.executions(ExecutionQuery(limit: 1_000))
        #expect(Set(stored.map(\.id)) == Set(ids))
        #expect(Set(world.takeNotices()).isSuperset(of: ids.map { .changed($0) }))
    }

    @Test(arguments: StoreKind.allCases)
    func whatACommitBroughtAboutIsToldBeforeItsOutcomeIsKnown(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        _ = await world.store.submitted(Transaction([.create(world.creation(.a))]))
        #expect(world.takeNotices().contains(.changed(.a)))
    }

    @Test(arguments: StoreKind.allCases)
    func aRowAndItsOutcomeAreReadTogether(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        #expect(try await world.store.result(of: .a) == nil)
        try await world.createLocked(.a, by: try await world.store.begin(node: "server"))
        let running = try #require(try await world.store.result(of: .a))
        #expect(running.outcome == nil && running.row.state == .locked)
        let outcome = Outcome.err(JSONText(valid: "\"no\""))
        try await world.committed(world.append(.a, version: 1, epoch: 1, [.finished(outcome)], .finished))
        let ended = try #require(try await world.store.result(of: .a))
        #expect(ended.outcome == outcome && ended.row.state == .finished(.err) && ended.row.version == 2)
    }
}

extension Storage {
    /// Hands over a transaction; traps if it is answered twice.
    func submitted(_ transaction: Transaction) async -> CommitOutcome {
        await withCheckedContinuation { continuation in
            let outcome = submit(transaction) { continuation.resume(returning: $0) }
            if let outcome { continuation.resume(returning: outcome) }
        }
    }
}
