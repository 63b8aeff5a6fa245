import ObeliskCore
import Testing

@testable import ObeliskEngine

@Suite("The engine's state: permits")
struct PermitTests {
    private func taken(_ scene: Scene, _ component: String) -> Int? {
        scene.state.executors[component]?.permitsTaken
    }

    @Test("a waiting parent lends its one permit to the child of its own component")
    func oneForAll() {
        let scene = Scene(workflowsMax: 1)
        scene.begin("x")
        #expect(taken(scene, "workflows") == 1)
        var burst = Burst.call("x", number: 1)
        guard case .child(var child) = burst.writes[1] else { return }
        child.target = Target(component: "workflows", kind: .workflow, memoryBytesMax: 1)
        burst.writes[1] = .child(child)
        #expect(
            scene.tell(.advanced(scene.id("x"), burst)) == [
                "claim 1 workflows",
                "commit append x v1 e1 [child_requested] blocked on o:1-one seen 0, create x.o:1-one_1",
            ])
        scene.claimed("workflows", [])
        #expect(taken(scene, "workflows") == 0)
        scene.answer(.committed(Receipt(creations: [.created])))
        #expect(scene.tell(.noticed([.due(component: "workflows", at: scene.now)])) == ["claim 1 workflows"])
        #expect(scene.claimed("workflows", [scene.workflow("x.o:1-one_1")]) == ["begin x.o:1-one_1 v1 e1"])
    }

    @Test("a child is locked as it is made only if a permit is free and nothing older may be due")
    func lockOnCreate() {
        let scene = Scene(activitiesMax: 1)
        scene.begin("x")
        scene.begin("y")
        scene.begin("z")
        #expect(scene.tell(.advanced(scene.id("x"), .call("x", number: 1)))[0].hasSuffix("create x.o:1-one_1 locked"))
        #expect(scene.tell(.advanced(scene.id("y"), .call("y", number: 1)))[0].hasSuffix("create y.o:1-one_1"))
        scene.answer(.committed(Receipt(creations: [.createdLocked])))
        #expect(scene.answer(.committed(Receipt(creations: [.created]))) == [])
        scene.tell(.noticed([.due(component: "activities", at: scene.now)]))
        #expect(scene.ended("x.o:1-one_1").contains("claim 1 activities"))
        #expect(scene.tell(.advanced(scene.id("z"), .call("z", number: 1)))[0].hasSuffix("create z.o:1-one_1"))
    }

    @Test("a component without a limit of its own takes no more from the store than can be held in memory")
    func runningMax() {
        var configuration = EngineConfiguration()
        configuration.runningMax = 150
        let scene = Scene(configuration: configuration)
        scene.tell(.noticed([.due(component: "workflows", at: scene.now)]))
        let rows = (1...150).map { scene.workflow("x\($0)") }
        #expect(scene.claimed("workflows", Array(rows.prefix(100))).last == "claim 50 workflows")
        #expect(scene.claimed("workflows", Array(rows.suffix(50))).filter { $0.hasPrefix("claim") } == [])
    }

    @Test("a permit that a creation could not use is given back")
    func createdUnlocked() {
        let scene = Scene(activitiesMax: 1)
        scene.begin("x")
        scene.tell(.advanced(scene.id("x"), .call("x", number: 1)))
        #expect(taken(scene, "activities") == 1)
        scene.answer(.committed(Receipt(creations: [.created])))
        #expect(taken(scene, "activities") == 0)
        scene.begin("y")
        scene.tell(.advanced(scene.id("y"), .call("y", number: 1)))
        scene.answer(.conflict(.fenced(scene.id("y").execution, version: 2, epoch: 2)))
        #expect(taken(scene, "activities") == 0)
    }

    @Test("warm runs that could go on and rows that are due take turns")
    func turns() {
        let scene = Scene(workflowsMax: 1)
        let rows = ["a", "b"]
        for row in rows { scene.beginBlocked(row) }
        scene.begin("busy")
        for row in rows {
            scene.tell(
                .noticed([
                    .response(
                        of: ExecutionID(stored: row),
                        Response(
                            sequence: 1, joinSet: .oneOff(1, "one"), body: .child(ExecutionID(stored: "x"), .ok(nil))),
                        owner: Generation(1), isDue: true)
                ]))
        }
        scene.tell(.noticed([.due(component: "workflows", at: scene.now)]))
        let ending = Burst(writes: [.event(.finished(.ok(nil)))], end: .finished(.ok))
        let next = { (id: String) in scene.tell(.advanced(scene.id(id), ending)).filter { !$0.hasPrefix("commit") } }
        #expect(next("busy") == ["advance a 1:x ok"])
        #expect(next("a") == ["claim 1 workflows"])
        scene.claimed("workflows", [scene.workflow("cold")])
        scene.tell(.began(scene.id("cold"), scene.body("cold"), seen: 0))
        #expect(next("cold") == ["advance b 1:x ok"])
        #expect(next("b") == ["claim 1 workflows"])
    }

    @Test("a run for which there was no instance lets go of the longest blocked, and is due again soon")
    func exhausted() {
        let scene = Scene()
        scene.beginBlocked("old")
        scene.begin("x")
        #expect(
            scene.tell(.advanced(scene.id("x"), Burst(writes: [], end: .exhausted("full")))) == [
                "discard", "commit append old v1 e1 [] released",
                "commit append x v1 e1 [unlocked] pending +0.05s",
            ])
        if !scene.commits.isEmpty { scene.commits.removeFirst() }
        #expect(scene.answer() == ["discard"])
        #expect(taken(scene, "workflows") == 0)
        scene.beginBlocked("older")
        scene.attempt("a")
        #expect(
            scene.ended("a", .givenBack(reason: "full", due: scene.now)) == [
                "discard", "commit append older v1 e1 [] released", "commit append a v1 e1 [unlocked] pending +0.0s",
            ])
    }

    @Test("a claim for which there was no room is made again, whatever timers are known")
    func claimRefused() {
        var configuration = EngineConfiguration()
        configuration.timersMax = 1
        let scene = Scene(configuration: configuration)
        for delay in 1...3 {
            let id = DelayID(stored: "x.g:1_\(delay)")
            scene.tell(
                .noticed([
                    .delaySet(
                        Delay(
                            id: id, execution: ExecutionID(stored: "x"), joinSet: .generated(1),
                            expiresAt: scene.now + .milliseconds(100 * delay)))
                ]))
        }
        scene.tell(.noticed([.due(component: "workflows", at: scene.now)]))
        guard let request = scene.claims.removeValue(forKey: "workflows") else { return }
        scene.tell(.claimed(request, .failure(StorageError(.full, "no room"))))
        #expect(scene.pass(.milliseconds(500)).contains("claim 100 workflows"))
    }
}
