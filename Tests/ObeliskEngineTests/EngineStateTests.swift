import ObeliskCore
import Testing

@testable import ObeliskEngine

@Suite("The engine's state, event by event")
struct EngineStateTests {
    private let child = ExecutionID(stored: "x.o:1-one_1")

    /// A workflow that has called an activity, whose attempt runs.
    private func calling(_ scene: Scene) {
        scene.begin("x")
        scene.tell(.advanced(scene.id("x"), .call("x", number: 1)))
        scene.answer(.committed(Receipt(creations: [.createdLocked])))
    }

    @Test("a step of a chain is one commit: the result, what was observed, the next request and its lock")
    func step() {
        let scene = Scene()
        #expect(scene.tell(.noticed([.due(component: "workflows", at: scene.now)])) == ["claim 100 workflows"])
        #expect(scene.claimed("workflows", [scene.workflow("x")]) == ["begin x v1 e1"])
        #expect(scene.tell(.began(scene.id("x"), scene.body("x"), seen: 0)) == ["advance x"])
        #expect(
            scene.tell(.advanced(scene.id("x"), .call("x", number: 1))) == [
                "commit append x v1 e1 [child_requested] blocked on o:1-one seen 0, create x.o:1-one_1 locked"
            ])
        #expect(
            scene.answer(.committed(Receipt(creations: [.createdLocked]))) == [
                "start x.o:1-one_1 #1 v1 e1", "arm +15.0s",
            ])
        #expect(scene.ended("x.o:1-one_1") == ["advance x riding:x.o:1-one_1 ok"])
        #expect(
            scene.tell(.advanced(scene.id("x"), .call("x", number: 2))) == [
                "commit append x.o:1-one_1 v1 e1 [finished] finished, "
                    + "append x v2 e1 [child_requested] blocked on o:2-one seen 0, create x.o:2-one_1 locked"
            ])
        #expect(
            scene.answer(.committed(Receipt(creations: [.createdLocked], sequences: [1]))) == [
                "start x.o:2-one_1 #1 v1 e1"
            ])
        #expect(scene.ended("x.o:2-one_1") == ["advance x riding:x.o:2-one_1 ok"])
        #expect(
            scene.tell(
                .advanced(scene.id("x"), Burst(writes: [.event(.finished(.ok(nil)))], end: .finished(.ok)))
            ) == ["commit append x.o:2-one_1 v1 e1 [finished] finished, append x v3 e1 [finished] finished"])
        #expect(scene.answer(.committed(Receipt(sequences: [2]))) == ["discard"])
        #expect(scene.state.runs.isEmpty)
        #expect(scene.state.attempts.isEmpty)
    }

    @Test("a result whose parent is not here, or waits for something else, is committed alone")
    func alone() {
        let scene = Scene()
        scene.attempt("elsewhere.o:1-one_1", parent: "elsewhere")
        #expect(
            scene.ended("elsewhere.o:1-one_1") == ["commit append elsewhere.o:1-one_1 v1 e1 [finished] finished"])
        scene.answer()
        calling(scene)
        scene.tell(
            .noticed([
                .response(
                    of: scene.id("x").execution,
                    Response(sequence: 1, joinSet: .oneOff(9, "other"), body: .child(child, .ok(nil))),
                    owner: Generation(1),
                    isDue: false)
            ]))
        #expect(scene.ended("x.o:1-one_1").first == "advance x 1:x.o:1-one_1 ok riding:x.o:1-one_1 ok")
    }

    @Test("a conflict throws the run away, and commits the result that rode with it alone")
    func conflict() {
        let scene = Scene()
        calling(scene)
        scene.ended("x.o:1-one_1")
        scene.tell(.advanced(scene.id("x"), .call("x", number: 2)))
        #expect(
            scene.answer(.conflict(.fenced(scene.id("x").execution, version: 3, epoch: 2))) == [
                "commit append x.o:1-one_1 v1 e1 [finished] finished", "discard",
                "commit append x v2 e1 [] pending +0.0s",
            ])
        #expect(scene.answer() == [])
        #expect(scene.answer(.conflict(.fenced(scene.id("x").execution, version: 3, epoch: 2))) == [])
        #expect(scene.state.executors.values.allSatisfy { $0.permitsTaken == 0 })
        #expect(scene.state.attempts.isEmpty)
    }

    @Test("a commit for which there is no room is tried again as it was")
    func refused() {
        let scene = Scene()
        scene.begin("x")
        let lines = scene.tell(.advanced(scene.id("x"), .call("x", number: 1)))
        #expect(scene.answer(.refused(StorageError(.full, "no room"))) == ["arm +0.5s"])
        #expect(scene.pass(.milliseconds(499)) == [])
        #expect(scene.pass(.milliseconds(1)) == lines)
        #expect(scene.answer(.committed(Receipt(creations: [.createdLocked]))).first == "start x.o:1-one_1 #1 v1 e1")
    }

    @Test("a commit of unknown outcome ends the process")
    func fatal() {
        let scene = Scene()
        scene.begin("x")
        scene.tell(.advanced(scene.id("x"), .call("x", number: 1)))
        #expect(scene.answer(.fatal(StorageError(.failed, "lost"))) == ["fail storage_failed"])
    }

    @Test("a fence drops a run at once where it waits, and as soon as nothing runs for it elsewhere")
    func fences() {
        let scene = Scene()
        let fence = EngineEvent.noticed([.fenced(ExecutionID(stored: "x"), owner: Generation(1))])
        scene.beginBlocked("x")
        #expect(scene.tell(fence) == ["discard"])
        scene.begin("x")
        #expect(scene.tell(fence) == [])
        #expect(scene.tell(.advanced(scene.id("x"), .call("x", number: 1))) == ["discard"])
        scene.begin("x")
        scene.tell(.advanced(scene.id("x"), .call("x", number: 1)))
        #expect(scene.tell(fence) == [])
        #expect(scene.answer(.conflict(.fenced(scene.id("x").execution, version: 9, epoch: 9))).first == "discard")
        scene.commits = []
        scene.tell(.noticed([.due(component: "workflows", at: scene.now)]))
        scene.claimed("workflows", [scene.workflow("x")])
        #expect(scene.tell(fence) == [])
        #expect(scene.tell(.began(scene.id("x"), scene.body("x"), seen: 0)) == ["discard"])
        #expect(scene.state.executors.values.allSatisfy { $0.permitsTaken == 0 })
    }

    @Test("another generation's fence is none of ours")
    func foreignFence() {
        let scene = Scene()
        scene.beginBlocked("x")
        #expect(scene.tell(.noticed([.fenced(ExecutionID(stored: "x"), owner: Generation(2))])) == [])
        #expect(scene.state.runs.count == 1)
    }

    @Test("the longest blocked are evicted beyond the limit of count, and beyond that of age")
    func eviction() {
        var configuration = EngineConfiguration()
        configuration.warmRunsMax = 2
        let scene = Scene(configuration: configuration)
        scene.beginBlocked("a")
        _ = scene.pass(.seconds(1))
        scene.beginBlocked("b")
        _ = scene.pass(.seconds(1))
        scene.begin("c")
        scene.tell(.advanced(scene.id("c"), Burst(writes: [], end: .blocked(on: .oneOff(1, "one")))))
        #expect(scene.answer() == ["discard", "commit append a v1 e1 [] released"])
        #expect(scene.pass(.seconds(598)) == ["arm +1.0s"])
        #expect(scene.pass(.seconds(1)) == ["discard", "commit append b v1 e1 [] released", "arm +1.0s"])
        #expect(scene.state.runs.count == 1)
    }

    @Test("a poll that found nothing rests, longer each time, and holds no permit while it does")
    func polling() {
        let scene = Scene(workflowsMax: 1)
        scene.begin("x")
        let poll = Burst(writes: [], end: .polling(.generated(1)))
        #expect(scene.tell(.advanced(scene.id("x"), poll)) == ["commit append x v1 e1 [] running"])
        #expect(scene.answer() == ["advance x"])
        scene.tell(.advanced(scene.id("x"), poll))
        #expect(scene.answer() == ["claim 1 workflows", "arm +0.001s"])
        #expect(scene.claimed("workflows", []) == [])
        #expect(scene.state.executors["workflows"]?.permitsTaken == 0)
        #expect(scene.pass(.milliseconds(1)) == ["advance x"])
        scene.tell(.advanced(scene.id("x"), poll))
        #expect(scene.answer() == ["arm +0.002s"])
        #expect(scene.pass(.milliseconds(2)) == ["advance x"])
        #expect(scene.state.executors["workflows"]?.permitsTaken == 1)
    }

    @Test("a run interrupted with nothing to write goes on without a commit")
    func interrupted() {
        let scene = Scene()
        scene.begin("x")
        #expect(scene.tell(.advanced(scene.id("x"), Burst(writes: [], end: .interrupted))) == ["advance x yielding"])
    }
}
