import Foundation
import ObeliskCore
import ObeliskDeployment
import ObeliskTestSupport
import Testing

@testable import ObeliskEngine
@testable import ObeliskServer

/// Histories that were recorded once from the components of `Examples`, and are replayed by those of today.
///
/// `RECORD=1 swift test --filter ComponentHistoryTests` writes those that have no file yet; none is ever written anew.
@Suite("A history recorded from an example's component", .timeLimit(.minutes(5)))
struct ComponentHistoryTests {
    /// A call of an example, and the file of its history in `Tests/Histories/Components`.
    struct Example: Sendable, CustomTestStringConvertible {
        let name: String
        let project: String
        let function: String
        let params: String

        var testDescription: String { name }
        var file: String { "Components/\(name)" }
    }

    static let examples = [
        Example(name: "fibo-fiboa", project: "fibo", function: "demo:fibo/workflow.fiboa", params: "[10, 3]"),
        Example(name: "fibo-too-large", project: "fibo", function: "demo:fibo/workflow.fiboa", params: "[94, 1]"),
        Example(name: "fibo-sleepy", project: "fibo", function: "demo:fibo/workflow.fibo-sleepy", params: "[1500]"),
        Example(
            name: "order-shipped", project: "order", function: "demo:order/orders.place", params: order(to: "Main St")),
        Example(
            name: "order-undone", project: "order", function: "demo:order/orders.place", params: order(to: "The Moon")),
        Example(name: "blank", project: "blank", function: "my:app/welcome.welcome", params: #"["Ada", 1]"#),
    ]

    private static func order(to address: String) -> String {
        #"[{"id":"1","lines":[{"article":"tea","count":2}],"card":"4000-0000","address":"\#(address)"}]"#
    }

    @Test("replays to its end", arguments: examples)
    func replays(example: Example) async throws {
        let plan = try await plan(of: example)
        if RecordedHistory.isToBeRecorded(example.file) {
            try await record(example, plan).write(named: example.file)
        }
        let history = try RecordedHistory(named: example.file)
        let burst = try replay(history, history.beforeEnd, plan)
        let end = history.events[history.beforeEnd.count].event
        #expect(try Self.text(burst.events.first) == Self.text(end), "the guest comes to the same end")
        let closing = try replay(history, history.events.dropLast(), plan)
        #expect(closing.events.count == 1, "a replay writes nothing but the end")
        #expect(try Self.text(closing.events.first) == Self.text(history.events.last?.event))
    }

    /// An event with the keys of its body in the order of the files, which is not that of WIT.
    private static func text(_ event: Event?) throws -> String? {
        guard let event else { return nil }
        let body = try JSONSerialization.jsonObject(with: Data(event.body.bytes))
        let data = try JSONSerialization.data(withJSONObject: body, options: .sortedKeys)
        return event.kind + " " + String(decoding: data, as: UTF8.self)
    }

    @Test("that another function replays parks with both sides named")
    func differs() async throws {
        let plan = try await plan(of: Self.examples[0])
        let history = try RecordedHistory(named: Self.examples[0].file)
        guard case .created(let recorded)? = history.events.first?.event else { return }
        let created = Created(
            function: recorded.function, params: JSONText(valid: "[11, 3]"), component: recorded.component,
            due: recorded.due, seed: recorded.seed, memoryBytesMax: recorded.memoryBytesMax)
        let burst = try replay(history, history.beforeEnd, plan, as: created)
        guard case .parked(let divergence) = burst.end else {
            Issue.record("expected it to park, found \(burst.end)")
            return
        }
        #expect(divergence.recorded.contains(#""params":[10]"#) && divergence.found.contains("[11]"))
    }

    @Test("belongs to an example")
    func isKnown() throws {
        let folder = RecordedHistory.directory.appendingPathComponent("Components")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(files) == Set(Self.examples.map { $0.name + ".json" }))
    }

    @Test("is there for every workflow of every example")
    func isComplete() async throws {
        let projects = try FileManager.default.contentsOfDirectory(
            atPath: Self.root.appendingPathComponent("Examples").path)
        #expect(Set(projects) == Set(Self.examples.map(\.project)))
        for project in Set(Self.examples.map(\.project)) {
            let own = Self.examples.filter { $0.project == project }
            let workflows = try await plan(of: own[0]).deployment.registry.entries
                .filter { $0.component.kind == .workflow }.flatMap(\.exports).map(\.name.text)
            #expect(Set(workflows) == Set(own.map(\.function)), "\(project)")
        }
    }

    private static var root: URL {
        RecordedHistory.directory.deletingLastPathComponent().deletingLastPathComponent()
    }

    private func plan(of example: Example) async throws -> ServerPlan {
        let root = Self.root
        let cache = FileManager.default.temporaryDirectory.appendingPathComponent("obelisk-histories").path
        return try await ServerPlan(
            ServerPlan.Source(
                file: root.appendingPathComponent("Examples/\(example.project)/obelisk.toml").path,
                environment: ["XDG_CACHE_HOME": cache, "OBELISK__WASM__ALLOCATOR": "on_demand"],
                workingDirectory: root.path))
    }

    /// Runs the component of today against the log, or a part of it.
    private func replay(
        _ history: RecordedHistory, _ events: [LoggedEvent], _ plan: ServerPlan, as changed: Created? = nil
    ) throws -> Burst {
        guard case .created(let created)? = history.events.first?.event else {
            throw RecordedHistory.Malformed(message: "a history begins with 'created'")
        }
        let machine = WorkflowMachine(
            id: history.execution, created: changed ?? created, history: events, responses: history.responses)
        // Components may be called otherwise than when the history was recorded; functions may not.
        let target = try plan.deployment.registry.resolve(created.function, params: created.params).get()
        let run = WorkflowRun(
            component: target.component, machine: machine,
            environment: WorkflowRun.Environment(
                runtime: plan.runtime, registry: plan.deployment.registry, clock: ManualClock(), writesMax: 1_000,
                bytesMax: 1 << 20))
        var burst = run.advance(with: [])
        while burst.end == .interrupted { burst = run.advance(with: []) }
        return burst
    }

    /// Runs the call on a real engine, whose clock jumps to whatever is next.
    private func record(_ example: Example, _ plan: ServerPlan) async throws -> RecordedHistory {
        let clock = ManualClock()
        let store = InMemoryStore(clock: clock)
        let registry = plan.deployment.registry
        let engine = Engine(
            configuration: EngineConfiguration(), generation: try await store.begin(node: "server"),
            ports: Engine.Ports(
                storage: store, runtime: plan.runtime, registry: registry, clock: clock, random: SeededRandom(seed: 1),
                threads: GuestThreads(count: 1)))
        let function = try FunctionName(parsing: example.function)
        let target = try registry.resolve(function, params: JSONText(valid: example.params)).get()
        let id = ExecutionID(stored: "x")
        let created = Created(
            function: function, params: JSONText(valid: example.params), component: target.component, due: clock.now,
            seed: 7, memoryBytesMax: target.memoryBytesMax)
        _ = await store.commit([
            Transaction([.create(Creation(id: id, kind: target.kind, created: created, time: clock.now))])
        ])
        try await withThrowingTaskGroup { group in
            group.addTask { try await engine.run() }
            while store.state.logs[id]?.row.status.word != "finished" {
                // Guests run in no time at all, as long as the clock is left alone for a while.
                for _ in 0..<10_000 { await Task.yield() }
                if let wake = clock.nextWake { clock.set(wake) }
            }
            group.cancelAll()
            try await group.waitForAll()
        }
        let log = try #require(store.state.logs[id])
        return RecordedHistory(execution: id, events: log.events, responses: log.responses, parked: nil)
    }
}

extension Burst {
    /// What it would append to the log.
    fileprivate var events: [Event] {
        writes.compactMap { if case .event(let event) = $0 { event } else { nil } }
    }
}
