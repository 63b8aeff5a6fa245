import ObeliskCore
import ObeliskTestSupport
import Testing

@testable import ObeliskEngine

@Suite("What clients submit", .timeLimit(.minutes(10)))
struct SubmissionTests {
    private func creation(_ scene: Scene, dueIn delay: Duration = .zero) -> Creation {
        let created = Created(
            function: .demo("main"), params: .emptyArray, component: "workflows", due: scene.now + delay, seed: 1,
            memoryBytesMax: 1 << 20)
        return Creation(id: ExecutionID(stored: "x"), kind: .workflow, created: created, time: scene.now)
    }

    private func taken(_ scene: Scene) -> Int? { scene.state.executors["workflows"]?.permitsTaken }

    @Test("is locked as it is stored, and begins once it is durable")
    func locked() {
        let scene = Scene()
        var creation = creation(scene)
        scene.state.admit(submission: &creation, at: scene.now)
        #expect(creation.lock?.locked.generation == Generation(1))
        #expect(taken(scene) == 1)
        #expect(
            scene.tell(.submitted(creation, .committed(Receipt(creations: [.createdLocked])))) == ["begin x v1 e1"])
        #expect(taken(scene) == 1)
    }

    @Test("gives its permit back where it is not begun: the store passes nobody over, has it already, or refuses it")
    func unlocked() {
        let outcomes: [CommitOutcome] = [
            .committed(Receipt(creations: [.created])), .committed(Receipt(creations: [.existed])),
            .conflict(.exists(ExecutionID(stored: "x"))), .refused(StorageError(.full, "no room")),
        ]
        for outcome in outcomes {
            let scene = Scene()
            var creation = creation(scene)
            scene.state.admit(submission: &creation, at: scene.now)
            #expect(creation.lock != nil)
            #expect(scene.tell(.submitted(creation, outcome)) == [])
            #expect(taken(scene) == 0)
        }
    }

    @Test("waits to be claimed where it is due later, no permit is free, something may be due already, or a stop began")
    func waits() {
        let later = Scene()
        var creation = creation(later, dueIn: .seconds(1))
        later.state.admit(submission: &creation, at: later.now)
        #expect(creation.lock == nil)

        let full = Scene(workflowsMax: 1)
        full.begin("y")
        creation = self.creation(full)
        full.state.admit(submission: &creation, at: full.now)
        #expect(creation.lock == nil)

        let behind = Scene()
        behind.tell(.noticed([.due(component: "workflows", at: behind.now)]))
        creation = self.creation(behind)
        behind.state.admit(submission: &creation, at: behind.now)
        #expect(creation.lock == nil)

        let stopping = Scene()
        stopping.tell(.stopping)
        creation = self.creation(stopping)
        stopping.state.admit(submission: &creation, at: stopping.now)
        #expect(creation.lock == nil)
    }

    @Test("is waited for by a stop, and then left to the next start")
    func stopped() {
        let scene = Scene()
        var creation = creation(scene)
        scene.state.admit(submission: &creation, at: scene.now)
        #expect(scene.tell(.stopping) == [])
        #expect(scene.tell(.submitted(creation, .committed(Receipt(creations: [.createdLocked])))) == ["stopped"])
        #expect(taken(scene) == 0)
    }

    @Test("is stored and started by one transaction, and runs to its end")
    func whole() async throws {
        let clock = ManualClock()
        let store = InMemoryStore(clock: clock)
        let runtime = ScriptedRuntime()
        runtime.activity("one") { _, _ in .returned(.ok(JSONText(valid: "1")), isPermanent: false) }
        runtime.workflow("main", [.call("one")])
        let engine = Engine(
            configuration: EngineConfiguration(), generation: try await store.begin(node: "server"),
            ports: Engine.Ports(
                storage: store, runtime: runtime, registry: runtime, clock: clock, random: SeededRandom(seed: 1),
                threads: GuestThreads(count: 1)))
        async let end: Void = engine.run()
        // Until both components have been found to have nothing due, what is submitted waits to be claimed.
        var isLocked = false
        var number = 0
        while !isLocked {
            number += 1
            let id = ExecutionID(stored: "x\(number)")
            var ends = engine.followers.end(of: id).makeAsyncIterator()
            let created = Created(
                function: .demo("main"), params: .emptyArray, component: "workflows", due: clock.now, seed: 1,
                memoryBytesMax: 1 << 20)
            let outcome = await engine.submit(
                Creation(id: id, kind: .workflow, created: created, time: clock.now))
            guard case .committed(let receipt) = outcome else {
                Issue.record("\(id) is not stored: \(outcome)")
                break
            }
            isLocked = receipt.creations == [.createdLocked]
            await ends.next()
            #expect(store.state.logs[id]?.row.state == .finished(.ok))
        }
        engine.beginShutdown()
        try await end
    }
}
