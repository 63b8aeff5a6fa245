import Foundation
import ObeliskCore
import ObeliskSQLite
import ObeliskTestSupport
import Synchronization
import Testing

@testable import ObeliskEngine

@Suite("Two engines on one file", .timeLimit(.minutes(10)))
struct TwoEnginesTests {
    @Test("parents and children run on either, one is killed, and all ends once")
    func killed() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "obelisk-two-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "obelisk.sqlite").path
        let gate = Mutex(false)
        let isOpen: @Sendable () -> Bool = { gate.withLock { $0 } }
        let killed = try NodeProcess("server", .server, at: path, isOpen)
        let survivor = try NodeProcess("second", .executor, at: path, isOpen)
        async let death = killed.failure()
        async let life: Void = survivor.run()
        for number in 0..<4 { await (number % 2 == 0 ? killed : survivor).submit("x\(number)") }
        // No attempt ends before the gate is open: both nodes take what they may, of parents that the other runs too.
        while try await !areShared(survivor.rows()) {}
        killed.store.close()
        #expect(await death != nil)
        gate.withLock { $0 = true }
        while try await !survivor.rows().allSatisfy({ $0.state == .finished(.ok) }) {}
        let contents = try await StoredExecution.all(in: survivor.store)
        #expect(contents.count == 4 * 9)
        #expect(contents.flatMap { $0.problems() } == [])
        let lost = contents.flatMap(\.events).count { if case .attemptLost = $0.event { true } else { false } }
        #expect(lost >= 1, "what the killed one ran was taken over")
        survivor.stop()
        try await life
    }

    /// Whether two nodes each run an attempt, and one of them for a parent of the other's.
    private func areShared(_ rows: [ExecutionRow]) -> Bool {
        let owners = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0.owner) })
        let attempts = rows.filter { $0.kind == .activity && $0.state == .locked }
        return Set(attempts.map(\.owner)).count == 2
            && attempts.contains { row in
                guard let parent = row.parent, case .some(.some(let owner)) = owners[parent.execution] else {
                    return false
                }
                return owner != row.owner
            }
    }
}

/// A node as a process runs it: one that another took for dead though it lived is started again.
private final class NodeProcess: Sendable {
    let store: SQLiteStore
    private let name: String
    private let runtime: ScriptedRuntime
    private let clock = MachineClock()
    private let engine = Mutex<Engine?>(nil)

    init(
        _ name: String, _ role: SQLiteConfiguration.Role, at path: String, _ isOpen: @escaping @Sendable () -> Bool
    ) throws {
        self.name = name
        var configuration = SQLiteConfiguration(path: path)
        configuration.role = role
        configuration.synchronous = .normal
        store = try SQLiteStore(configuration, clock: clock)
        // A few attempts each, so that neither can run them all.
        runtime = ScriptedRuntime(
            retry: RetryPolicy(retriesMax: 1_000, backoff: .milliseconds(5), jitter: 0), activitiesMax: 3)
        runtime.activity("one") { _, _ in isOpen() ? .returned(.ok(JSONText(valid: "1")), isPermanent: false) : nil }
        runtime.workflow("inner", [.call("one"), .sleep(.after(.milliseconds(20))), .call("one")])
        runtime.workflow(
            "main",
            [.create(), .submit(0, "inner"), .submit(0, "inner"), .submit(0, "one"), .drain(0), .call("one")])
    }

    deinit { store.close() }

    func run() async throws {
        var configuration = EngineConfiguration()
        configuration.node = name
        configuration.heartbeat = .milliseconds(100)
        configuration.foreignCommitPause = .milliseconds(10)
        while true {
            let engine = Engine(
                configuration: configuration, generation: try await store.begin(node: name),
                ports: Engine.Ports(
                    storage: store, runtime: runtime, registry: runtime, clock: clock, random: SeededRandom(seed: 1),
                    threads: GuestThreads(count: 1)))
            self.engine.withLock { $0 = engine }
            do { return try await engine.run() } catch let error as StorageError where error.code == .inUse {}
        }
    }

    /// What ended it, if anything did.
    func failure() async -> (any Error)? {
        do { try await run() } catch { return error }
        return nil
    }

    func stop() { engine.withLock { $0 }?.beginShutdown() }

    func submit(_ id: String) async {
        let created = Created(
            function: .demo("main"), params: .emptyArray, component: "workflows", due: clock.now, seed: 1,
            memoryBytesMax: 1 << 20)
        let creation = Creation(id: ExecutionID(stored: id), kind: .workflow, created: created, time: clock.now)
        _ = await store.commit([Transaction([.create(creation)])])
    }

    func rows() async throws -> [ExecutionRow] { try await store.executions(ExecutionQuery(limit: 1_000)) }
}

/// The machine's clock.
private struct MachineClock: EngineClock {
    var now: Timestamp {
        Timestamp(microsecondsSinceEpoch: Int64(Date().timeIntervalSince1970 * 1_000_000))
    }

    // Two engines run by themselves here: what sleeps is they, and not a test that waits.
    func sleep(until time: Timestamp) async throws { try await Task.sleep(for: max(.zero, time - now)) }
}
