import ObeliskCore
import Testing

@testable import ObeliskEngine

@Suite("The engine's state: shutdown")
struct ShutdownTests {
    private let full = CommitOutcome.refused(StorageError(.full, "no room"))

    @Test("what waits is let go at once, what runs may finish, then all is stopped")
    func graceful() {
        let scene = Scene()
        scene.beginBlocked("waits")
        scene.begin("runs")
        scene.attempt("a")
        #expect(scene.tell(.stopping) == ["discard"])
        #expect(scene.tell(.noticed([.due(component: "workflows", at: scene.now)])) == [])
        scene.tell(.advanced(scene.id("runs"), Burst(writes: [], end: .blocked(on: .oneOff(1, "one")))))
        #expect(scene.answer() == ["discard"])
        scene.ended("a")
        #expect(scene.answer() == ["stopped"])
    }

    @Test("attempts are given back at the end of the grace")
    func grace() {
        let scene = Scene()
        scene.attempt("a")
        scene.tell(.stopping)
        let givenBack = AttemptDecision.Ending.givenBack(reason: "the server stops", due: scene.now)
        #expect(scene.tell(.graceEnded) == ["stop \(givenBack)"])
        #expect(scene.ended("a", givenBack) == ["commit append a v1 e1 [unlocked] pending +0.0s"])
        #expect(scene.answer() == ["stopped"])
    }

    @Test("a claim under way is waited for, and what it brings is given back without being run")
    func claims() {
        let scene = Scene()
        scene.tell(.noticed([.due(component: "workflows", at: scene.now)]))
        scene.tell(.noticed([.due(component: "activities", at: scene.now)]))
        #expect(scene.tell(.stopping) == [])
        #expect(scene.claimed("workflows", [scene.workflow("x")]) == [])
        #expect(
            scene.claimed("activities", [scene.activity("a")]) == [
                "commit append a v1 e1 [unlocked] pending +0.0s", "arm +15.0s",
            ])
        #expect(scene.answer() == ["stopped"])
    }

    @Test("a run whose burst is being stored at the end of the grace goes on no further")
    func committing() {
        for end in [Burst.End.yielded, .polling(.generated(1))] {
            let scene = Scene()
            scene.begin("x")
            scene.tell(.advanced(scene.id("x"), Burst(writes: [], end: end)))
            scene.tell(.stopping)
            #expect(scene.tell(.graceEnded) == [])
            #expect(scene.answer() == ["discard", "stopped"])
        }
    }

    @Test("with a full disk, nothing is waited for beyond the grace")
    func fullDisk() {
        let scene = Scene()
        scene.beginBlocked("x")
        scene.attempt("x.o:1-one_1", parent: "x")
        scene.ended("x.o:1-one_1")
        scene.tell(.advanced(scene.id("x"), .call("x", number: 2)))
        scene.answer(full)
        scene.attempt("a")
        scene.tell(.stopping)
        #expect(scene.tell(.graceEnded).contains("stopped") == false)
        scene.ended("a", .givenBack(reason: "the server stops", due: scene.now))
        #expect(scene.answer(full) == ["stopped"])
    }

    @Test("a run that has what it waits for but no permit is let go")
    func ready() {
        let scene = Scene(workflowsMax: 1)
        scene.begin("x")
        scene.tell(.advanced(scene.id("x"), Burst(writes: [], end: .blocked(on: .oneOff(1, "one")))))
        scene.begin("busy")
        #expect(scene.answer(.committed(Receipt(isDueAtOnce: true))) == ["read responses of x after 0"])
        scene.tell(.stopping)
        #expect(scene.tell(.responsesRead(scene.id("x"), .success([]))) == ["discard"])
    }
}
