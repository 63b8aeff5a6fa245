import ObeliskCore
import ObeliskSQLite
import ObeliskTestSupport
import Testing

/// The SQLite store against the model: the same operations, drawn from a seed, have the same outcomes, tell the same
/// and leave the same behind.
@Suite struct RandomOperationsTests {
    @Test(arguments: 1...UInt64(24))
    func bothStoresAgree(_ seed: UInt64) async throws {
        let model = try StoreUnderTest(.inMemory)
        let sqlite = try StoreUnderTest(.sqlite)
        let memory = try #require(model.store as? InMemoryStore)
        var generator = OperationGenerator(seed: seed)
        for step in 0..<150 {
            if generator.generations.isEmpty || generator.chance(3) {
                let name = generator.pick(["server", "executor"])
                let generation = try await model.store.begin(node: name)
                #expect(try await sqlite.store.begin(node: name) == generation)
                generator.generations.append(generation)
            } else if generator.chance(2) {
                let generation = generator.pick(generator.generations)
                try await model.store.end(generation)
                try await sqlite.store.end(generation)
            } else if generator.chance(20) {
                let request = generator.claim(now: model.now)
                let expected = await claims(model.store, request)
                #expect(await claims(sqlite.store, request) == expected, "seed \(seed), step \(step)")
            } else {
                let transactions = generator.transactions(on: memory.state, now: model.now)
                let expected = await model.store.commit(transactions)
                let found = await sqlite.store.commit(transactions)
                try #require(found == expected, "seed \(seed), step \(step): \(transactions)")
            }
            try #require(sqlite.takeNotices() == model.takeNotices(), "seed \(seed), step \(step)")
            try await compare(model, sqlite, generator.ids, "seed \(seed), step \(step)", isThorough: step % 25 == 24)
            if generator.chance(30) {
                model.clock.advance(by: .milliseconds(700))
                sqlite.clock.advance(by: .milliseconds(700))
            }
        }
    }

    /// Each of two connections remembers rows that the other changes.
    @Test(arguments: 101...UInt64(112))
    func twoWritersOfOneFileDoAsTheModel(_ seed: UInt64) async throws {
        let model = try StoreUnderTest(.inMemory)
        let sqlite = try StoreUnderTest(.sqlite)
        let memory = try #require(model.store as? InMemoryStore)
        var configuration = SQLiteConfiguration(path: try #require(sqlite.path))
        configuration.role = .executor
        configuration.rememberedRowsMax = 6
        let other = try SQLiteStore(configuration, clock: sqlite.clock)
        var generator = OperationGenerator(seed: seed)
        for step in 0..<150 {
            let store = generator.chance(50) ? sqlite.store : other
            if generator.generations.isEmpty || generator.chance(3) {
                let name = generator.pick(["server", "executor"])
                let generation = try await model.store.begin(node: name)
                #expect(try await sqlite.store.begin(node: name) == generation)
                generator.generations.append(generation)
            } else if generator.chance(2) {
                let generation = generator.pick(generator.generations)
                try await model.store.end(generation)
                try await store.end(generation)
            } else if generator.chance(20) {
                let request = generator.claim(now: model.now)
                let expected = await claims(model.store, request)
                #expect(await claims(store, request) == expected, "seed \(seed), step \(step)")
            } else {
                let transactions = generator.transactions(on: memory.state, now: model.now)
                let expected = await model.store.commit(transactions)
                let found = await store.commit(transactions)
                try #require(found == expected, "seed \(seed), step \(step): \(transactions)")
            }
            try await compare(model, sqlite, generator.ids, "seed \(seed), step \(step)", isThorough: step % 25 == 24)
            if generator.chance(30) {
                model.clock.advance(by: .milliseconds(700))
                sqlite.clock.advance(by: .milliseconds(700))
            }
        }
        other.close()
    }

    private func claims(_ store: any Storage, _ request: ClaimRequest) async -> Result<[Claimed], StorageError> {
        do throws(StorageError) {
            return .success(try await store.claim(request))
        } catch {
            return .failure(error)
        }
    }

    private func compare(
        _ model: StoreUnderTest, _ sqlite: StoreUnderTest, _ ids: [ExecutionID], _ place: Comment, isThorough: Bool
    ) async throws {
        let all = ExecutionQuery(limit: 100)
        try #require(try await sqlite.store.executions(all) == model.store.executions(all), place)
        let start = model.now + .seconds(-2)
        for limit in [2, 100] {
            let timers = try await model.store.timers(from: start, limit: limit)
            try #require(try await sqlite.store.timers(from: start, limit: limit) == timers, place)
            let orphans = try await model.store.orphans(limit: limit)
            try #require(try await sqlite.store.orphans(limit: limit) == orphans, place)
            for owner in try await model.store.nodes().live.map(\.generation) {
                let woken = try await model.store.woken(of: owner, after: nil, limit: limit)
                let found = try await sqlite.store.woken(of: owner, after: nil, limit: limit)
                try #require(found == woken, place)
                guard let last = woken.last else { continue }
                let next = try await model.store.woken(of: owner, after: last, limit: limit)
                try #require(try await sqlite.store.woken(of: owner, after: last, limit: limit) == next, place)
            }
        }
        guard isThorough else { return }
        for id in ids {
            let events = try await model.store.events(of: id, from: 0, limit: 1_000)
            try #require(try await sqlite.store.events(of: id, from: 0, limit: 1_000) == events, place)
            #expect(events.map(\.version) == Array(0..<events.count), place)
            let responses = try await model.store.responses(of: id, after: 0, limit: 1_000)
            try #require(try await sqlite.store.responses(of: id, after: 0, limit: 1_000) == responses, place)
            let output = try await model.store.output(of: id, after: 0, limit: 1_000)
            try #require(try await sqlite.store.output(of: id, after: 0, limit: 1_000) == output, place)
            let published = try await model.store.published(by: id)
            try #require(try await sqlite.store.published(by: id) == published, place)
        }
    }
}
