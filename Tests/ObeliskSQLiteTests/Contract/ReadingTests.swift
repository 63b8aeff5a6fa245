import ObeliskCore
import ObeliskTestSupport
import Testing

@Suite struct ReadingTests {
    @Test(arguments: StoreKind.allCases)
    func timersComeInOrderAndByPages(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let other = try await world.store.begin(node: "executor")
        let own = try await world.store.begin(node: "server")
        let start = world.now
        try await world.createLocked(.parent, by: own)
        try await world.committed(.setDelay(world.delay(1, of: .parent, after: 4)))
        try await world.committed(.setDelay(world.delay(2, of: .parent, after: 2)))
        try await world.committed(.create(world.creation(.a, due: start + .seconds(3))))
        try await world.committed(.create(world.creation(.b, due: start + .seconds(3))))
        let mine = Lock.by(own, until: start + .seconds(1))
        let theirs = Lock.by(other, until: start + .seconds(5))
        try await world.committed(.create(world.creation(.c, .activity, lock: mine)))
        let foreign = ExecutionID(stored: "foreign")
        try await world.committed(.create(world.creation(foreign, .activity, lock: theirs)))

        let all = try await world.store.timers(from: start, limit: 10)
        #expect(
            all.map(\.subject) == [
                .delay(
                    Delay(
                        id: DelayID(of: .parent, in: .first, index: 2), execution: .parent, joinSet: .first,
                        expiresAt: start + .seconds(2))),
                .component("workflow"),
                .delay(
                    Delay(
                        id: DelayID(of: .parent, in: .first, index: 1), execution: .parent, joinSet: .first,
                        expiresAt: start + .seconds(4))),
                .lease(foreign, epoch: 1),
            ])
        #expect(all.map(\.at) == [2, 3, 4, 5].map { start + .seconds($0) })
        #expect(try await world.store.timers(from: start, limit: 2) == Array(all.prefix(2)))
        #expect(try await world.store.timers(from: start + .seconds(4), limit: 2) == Array(all.suffix(2)))
    }

    @Test(arguments: StoreKind.allCases)
    func anOutputLineIsWrittenOnce(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        try await world.committed(.create(world.creation(.a)))
        func line(_ position: Int, _ ordinal: Int, _ text: String) -> OutputLine {
            let fields = ordinal == 0 ? [["key", "välue\n"]] : []
            return OutputLine(
                position: position, ordinal: ordinal, time: world.now, source: .log(.warn, fields: fields), text: text)
        }
        _ = world.takeNotices()
        try await world.committed(.output(.a, [line(1, 0, "one"), line(1, 1, "two")]))
        #expect(world.takeNotices() == [.output(.a, [line(1, 0, "one"), line(1, 1, "two")])])
        try await world.committed(.output(.a, [line(1, 1, "again"), line(2, 0, "three"), line(2, 0, "twice")]))
        #expect(world.takeNotices() == [.output(.a, [line(2, 0, "three")])])
        let lines = try await world.store.output(of: .a, after: 0, limit: 10)
        #expect(lines.map(\.line) == [line(1, 0, "one"), line(1, 1, "two"), line(2, 0, "three")])
        #expect(lines.map(\.cursor) == [1, 2, 3])
        #expect(try await world.store.output(of: .a, after: 1, limit: 1).map(\.line.text) == ["two"])
        #expect(await world.commit(.output(.b, [])) == .conflict(.noSuchExecution(.b)))
        let (new, none) = (line(3, 0, "four"), ExecutionID.b)
        #expect(await world.commit(.output(.a, [new]), .output(none, [])) == .conflict(.noSuchExecution(none)))
        #expect(world.takeNotices() == [])
    }

    @Test(arguments: StoreKind.allCases)
    func aPublishedValueReplacesItsForerunner(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        try await world.committed(.create(world.creation(.a)))
        for (name, value) in [("z", "1"), ("a", "2"), ("z", "3")] {
            try await world.committed(.publish(.a, Published(name: name, value: JSONText(valid: value))))
        }
        let values = try await world.store.published(by: .a)
        #expect(values.map(\.name) == ["a", "z"] && values.map(\.value.text) == ["2", "3"])
    }

    @Test(arguments: StoreKind.allCases)
    func aListGoesFromTheNewestOnByPagesAndFilters(_ kind: StoreKind) async throws {
        let world = try StoreUnderTest(kind)
        let generation = try await world.store.begin(node: "server")
        try await world.createLocked(.parent, by: generation)
        for name in ["job-1", "job-2", "task-1"] {
            world.clock.advance(by: .seconds(1))
            let id = ExecutionID(stored: name)
            let link = name == "job-2" ? Parent(execution: .parent, joinSet: .first) : nil
            try await world.committed(
                .create(world.creation(id, name == "task-1" ? .activity : .workflow, parent: link)))
        }
        try await world.committed(.command(ExecutionID(stored: "job-1"), .pause))
        try await world.committed(.command(ExecutionID(stored: "task-1"), .cancel))
        func ids(_ query: ExecutionQuery) async throws -> [String] {
            try await world.store.executions(query).map(\.id.text)
        }
        #expect(try await ids(ExecutionQuery(limit: 10)) == ["task-1", "job-2", "job-1", "parent"])
        let page = try await world.store.executions(ExecutionQuery(limit: 2))
        let after = try #require(page.last?.id)
        #expect(try await ids(ExecutionQuery(after: after, limit: 10)) == ["job-1", "parent"])
        #expect(try await ids(ExecutionQuery(after: ExecutionID(stored: "unknown"), limit: 10)).isEmpty)
        #expect(try await ids(ExecutionQuery(idPrefix: "job-", limit: 10)) == ["job-2", "job-1"])
        #expect(try await ids(ExecutionQuery(includesChildren: false, limit: 10)) == ["task-1", "job-1", "parent"])
        #expect(try await ids(ExecutionQuery(statuses: ["paused", "finished"], limit: 10)) == ["task-1", "job-1"])
        #expect(try await ids(ExecutionQuery(statuses: ["locked"], limit: 10)) == ["parent"])
        let workflows = "demo:test/workflow"
        #expect(try await ids(ExecutionQuery(functionPrefix: workflows, limit: 10)) == ["job-2", "job-1", "parent"])
        #expect(try await ids(ExecutionQuery(functionPrefix: workflows + ".run", limit: 1)) == ["job-2"])
        #expect(try await ids(ExecutionQuery(functionPrefix: "demo:test", limit: 10)).count == 4)
        #expect(try await ids(ExecutionQuery(functionPrefix: "demo:te", limit: 10)).isEmpty)
    }
}
