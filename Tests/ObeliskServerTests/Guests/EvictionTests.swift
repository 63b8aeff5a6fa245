#if os(Linux)
    import Foundation
    import ObeliskCore
    import ObeliskEngine
    import ObeliskTestSupport
    import Testing

    /// Sleepers that memory has no room for. It looks at a whole process, and so has its own.
    @Suite(.timeLimit(.minutes(5))) struct EvictionTests {
        @Test func `ten thousand blocked workflows take the memory of those kept, and all wake`() async {
            await #expect(processExitsWith: .success) { try await EvictionTests.sleepAndWake(10_000) }
        }

        private static func resident() throws -> Int {
            let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
            return (Int(text.split(separator: " ")[1]) ?? 0) * 4_096
        }

        static func sleepAndWake(_ count: Int) async throws {
            let clock = ManualClock()
            let server = try await ProbeServer(clock: clock)
            var configuration = EngineConfiguration()
            configuration.warmRunsMax = 100
            configuration.timersMax = 500
            try await server.run(configuration, threadCount: 2) { engine in
                // What the first thousand cost beside their instances is not asked: caches and buffers.
                let ids = (0..<count).map { ExecutionID(stored: "nap-\($0)") }
                try await putToSleep(ids[..<1_000], server, engine)
                let before = try resident()
                try await putToSleep(ids[1_000...], server, engine)
                let growth = try resident() - before
                // Kept warm, they would take 18 KiB each and more.
                #expect(growth < count * 2_048, "\(count) sleepers grew memory by \(growth) bytes")
                // What the last evictions gave up is stored a moment later.
                var owned = Int.max
                while owned > 101 {
                    let rows = try await server.store.executions(ExecutionQuery(limit: count + 1))
                    #expect(rows.allSatisfy { $0.status.word == "blocked" })
                    owned = rows.count { $0.owner != nil }
                }
                clock.advance(by: .seconds(3_600))
                for id in ids { #expect(try await server.outcome(of: id, engine) == .ok(nil)) }
            }
        }

        /// Submits in batches, and returns once all are blocked.
        private static func putToSleep(
            _ ids: ArraySlice<ExecutionID>, _ server: ProbeServer, _ engine: Engine
        ) async throws {
            for start in stride(from: ids.startIndex, to: ids.endIndex, by: 500) {
                let batch = Array(ids[start..<min(start + 500, ids.endIndex)])
                try await server.submit("flow", "nap", batch)
                for id in batch {
                    var changes = engine.followers.changes(of: id).makeAsyncIterator()
                    while try await server.store.execution(id)?.status != .blocked { await changes.next() }
                }
            }
        }
    }
#endif
