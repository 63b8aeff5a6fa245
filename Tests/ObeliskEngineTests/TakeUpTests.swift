import ObeliskCore
import ObeliskTestSupport
import Testing

@testable import ObeliskEngine

@Suite("Taking up what is stored")
struct TakeUpTests {
    @Test("a run that was evicted and paused before its release is taken up once it is resumed")
    func staleFence() throws {
        let scene = Scene()
        scene.beginBlocked("x")
        scene.begin("other")
        scene.state.release(try #require(scene.state.runs[ExecutionID(stored: "x")]), scene.now)
        scene.tell(.noticed([.fenced(ExecutionID(stored: "x"), owner: Generation(1))]))
        scene.tell(.noticed([.due(component: "workflows", at: scene.now)]))
        let lines = scene.claimed("workflows", [scene.workflow("x", version: 4, epoch: 4)])
        #expect(lines.contains("begin x v4 e4") || lines.contains("commit append x v4 e4 [] pending +0.0s"))
    }

    @Test("an answer of the store that comes late displaces no later stay of the execution")
    func lateAnswer() {
        let scene = Scene(activitiesMax: 1)
        scene.begin("x")
        scene.tell(.advanced(scene.id("x"), .call("x", number: 1)))
        let creation = scene.commits.removeFirst()
        scene.state.executors["activities"]?.permitsTaken -= 1
        let child = "x.o:1-one_1"
        scene.attempt(child, version: 3, epoch: 3, attempt: 2)
        scene.state.executors["activities"]?.permitsTaken += 1
        let late = scene.tell(.committed(creation, .committed(Receipt(creations: [.createdLocked]))))
        #expect(late.contains { $0.hasPrefix("start") } == false)
        #expect(scene.state.attempts[ExecutionID(stored: child)]?.number == 2)
        scene.tell(.noticed([.due(component: "workflows", at: scene.now)]))
        scene.claimed("workflows", [scene.workflow("y", version: 5, epoch: 4)])
        scene.tell(.noticed([.due(component: "workflows", at: scene.now)]))
        #expect(scene.claimed("workflows", [scene.workflow("y")]) == [])
        #expect(scene.state.runs[ExecutionID(stored: "y")]?.epoch == 4)
    }

    @Test("begins with a claim for each component, and with all timers")
    func start() {
        let scene = Scene()
        var state = EngineState(
            configuration: EngineConfiguration(), generation: Generation(1), components: scene.runtime.components)
        let nodes = NodeList(live: [.own], latest: Generation(1))
        #expect(
            state.start(at: scene.now, nodes: nodes).map { $0.line(at: scene.now) } == [
                "claim 100 activities", "claim 100 workflows", "read timers from the start",
            ])
    }

    @Test("a log of rules that this version does not know is parked, with both sides named")
    func semantics() {
        let scene = Scene(workflowsMax: 1)
        scene.tell(.noticed([.due(component: "workflows", at: scene.now)]))
        let newer = scene.workflow("x", semantics: Semantics.current + 1)
        #expect(scene.claimed("workflows", [newer]).contains("commit append x v1 e1 [parked] parked"))
        guard case .append(let append)? = scene.commits.first?.transaction.operations.first,
            case .parked(let divergence) = append.events[0]
        else {
            Issue.record("not parked")
            return
        }
        #expect(divergence.version == 0)
        #expect(divergence.recorded.contains("2"))
        #expect(divergence.found.contains("1"))
        scene.claimed("workflows", [])
        #expect(scene.state.executors["workflows"]?.permitsTaken == 0)
        #expect(scene.state.runs.isEmpty)
    }

    @Test("a response that arrives while stored ones are read is not lost")
    func reading() {
        let scene = Scene()
        scene.begin("x")
        scene.tell(.advanced(scene.id("x"), Burst(writes: [], end: .blocked(on: .generated(1)))))
        #expect(scene.answer(.committed(Receipt(isDueAtOnce: true))).first == "read responses of x after 0")
        let responses = (1...3).map { (number: Int) in
            Response(
                sequence: number, joinSet: .generated(1),
                body: .child(ExecutionID(stored: "x.g:1_\(number)"), .ok(nil)))
        }
        for response in responses.suffix(2) {
            scene.tell(
                .noticed([.response(of: ExecutionID(stored: "x"), response, owner: Generation(1), isDue: false)]))
        }
        #expect(
            scene.tell(.responsesRead(scene.id("x"), .success(Array(responses.prefix(2))))) == [
                "advance x 1:x.g:1_1 ok 2:x.g:1_2 ok 3:x.g:1_3 ok"
            ])
    }

    @Test("another process's commit lets blocked runs look for what it may have stored for them")
    func foreign() {
        let scene = Scene()
        scene.beginBlocked("x")
        #expect(scene.tell(.noticed([.foreign])).contains("read responses of x after 0"))
        #expect(scene.tell(.noticed([.foreign])).contains { $0.hasPrefix("read responses") } == false)
        #expect(scene.tell(.responsesRead(scene.id("x"), .success([]))).contains("read responses of x after 0"))
        let response = Response(
            sequence: 1, joinSet: .oneOff(1, "one"), body: .child(ExecutionID(stored: "c"), .ok(nil)))
        #expect(scene.tell(.responsesRead(scene.id("x"), .success([response]))).contains("advance x 1:c ok"))
        #expect(scene.state.blockedCount == 0)
    }

    @Test("a log that cannot be read is parked; a store that cannot be read ends the process")
    func unreadable() {
        let scene = Scene()
        scene.tell(.noticed([.due(component: "workflows", at: scene.now)]))
        scene.claimed("workflows", [scene.workflow("x")])
        #expect(
            scene.tell(.beginFailed(scene.id("x"), StorageError(.damaged, "bad JSON"))) == [
                "commit append x v1 e1 [parked] parked"
            ])
        scene.tell(.noticed([.due(component: "workflows", at: scene.now)]))
        scene.claimed("workflows", [scene.workflow("y")])
        #expect(scene.tell(.beginFailed(scene.id("y"), StorageError(.failed, "gone"))) == ["fail storage_failed"])
    }

    @Test("a lost attempt counts and is due at once, the last one ends its activity, a workflow is due again")
    func recovery() {
        let scene = Scene()
        let runtime = ScriptedRuntime(retry: RetryPolicy(retriesMax: 1, backoff: .seconds(5), jitter: 0))
        var cancelling = scene.activity("c", version: 2, epoch: 2).row
        cancelling.hold = .cancelling
        let rows = [
            scene.activity("a").row, scene.activity("b", version: 3, epoch: 2, attempt: 2).row, cancelling,
            scene.workflow("x", version: 7, epoch: 3).row,
        ]
        let transactions = Recovery.transactions(for: rows, registry: runtime, now: scene.now)
        let lines = transactions.map {
            EngineAction.commit(Commit(purpose: .release, transaction: $0)).line(at: scene.now)
        }
        #expect(
            lines == [
                "commit append a v1 e1 [attempt_lost] pending +0.0s", "commit append b v3 e2 [finished] finished",
                "commit append c v2 e2 [finished] finished", "commit append x v7 e3 [] pending +0.0s",
            ])
        guard case .append(let append) = transactions[1].operations[0] else { return }
        guard case .finished(.failed(let failure)) = append.events[0] else { return }
        #expect(failure.kind == .workerLost)
    }
}
