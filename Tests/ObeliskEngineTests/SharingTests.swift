import Foundation
import ObeliskCore
import ObeliskSQLite
import ObeliskTestSupport
import Testing

@testable import ObeliskEngine

@Suite("A node that shares its store", .timeLimit(.minutes(5)))
struct SharingTests {
    private func nodes(_ others: LiveNode..., latest: Int64 = 2) -> Result<NodeList, StorageError> {
        .success(NodeList(live: [.own] + others, latest: Generation(latest)))
    }

    private func other(heardAt time: Int64? = nil) -> LiveNode {
        LiveNode(
            generation: Generation(2), name: "other", heartbeat: time.map(Timestamp.init(microsecondsSinceEpoch:)))
    }

    @Test("alone it neither beats nor looks")
    func alone() {
        let scene = Scene()
        #expect(scene.arms.isEmpty)
        #expect(scene.pass(.seconds(86_400)).isEmpty)
        #expect(scene.tell(.noticed([.foreign])).contains("read nodes"))
        #expect(scene.tell(.nodesRead(nodes(latest: 1))).isEmpty)
        #expect(scene.pass(.seconds(86_400)).allSatisfy { !$0.contains("beat") && !$0.contains("foreign") })
    }

    @Test("beats and looks while another lives, and no longer")
    func beats() {
        let scene = Scene()
        #expect(scene.tell(.nodesRead(nodes(other()))) == ["beat", "arm +0.2s"])
        // Told again, it has no second heart.
        #expect(scene.tell(.nodesRead(nodes(other()))).isEmpty)
        #expect(scene.tell(.beaten(nodes(other(heardAt: 1)))).isEmpty)
        #expect(scene.pass(.milliseconds(200)).contains("look for foreign commits"))
        #expect(scene.tell(.looked) == ["arm +0.2s"])
        #expect(scene.pass(.milliseconds(1_800)).contains("beat"))
        // The other has left in good order: what it may have left is looked for once.
        #expect(scene.tell(.beaten(nodes())).contains("recover"))
        scene.tell(.looked)
        #expect(scene.pass(.seconds(60)).allSatisfy { !$0.contains("beat") && !$0.contains("foreign") })
    }

    @Test("ends a node whose heartbeat was the same at five of its own, and frees what that held")
    func silence() {
        let scene = Scene()
        scene.tell(.nodesRead(nodes(other(heardAt: 1))))
        scene.tell(.beaten(nodes(other(heardAt: 1))))
        for _ in 0..<3 {
            #expect(scene.pass(.seconds(2)).contains("beat"))
            scene.tell(.beaten(nodes(other(heardAt: 1))))
        }
        // One word from it, and it has all the time again.
        #expect(scene.pass(.seconds(2)).contains("beat"))
        scene.tell(.beaten(nodes(other(heardAt: 2))))
        for _ in 0..<5 {
            #expect(scene.pass(.seconds(2)).contains("beat"))
            scene.tell(.beaten(nodes(other(heardAt: 2))))
        }
        #expect(scene.pass(.seconds(2)).contains("beat ending 2"))
        #expect(scene.tell(.beaten(nodes())).contains("recover"))
    }

    @Test("takes nobody for dead because a clock jumped")
    func clockJump() {
        let scene = Scene()
        scene.tell(.nodesRead(nodes(other(heardAt: 1))))
        scene.tell(.beaten(nodes(other(heardAt: 1))))
        #expect(scene.pass(.seconds(86_400)).filter { $0.hasPrefix("beat") } == ["beat"])
    }

    @Test("goes on to say that it lives, and to look, where the clock was set back")
    func clockSetBack() {
        let scene = Scene()
        scene.tell(.nodesRead(nodes(other(heardAt: 1))))
        scene.tell(.beaten(nodes(other(heardAt: 1))))
        scene.now = scene.now + .seconds(-3_600)
        scene.arms = []
        #expect(scene.tell(.ticked) == ["read timers from the start", "arm +0.2s"])
        #expect(scene.tell(.timersRead(.success([]))) == [])
        #expect(scene.pass(.milliseconds(200)).contains("look for foreign commits"))
        scene.tell(.looked)
        #expect(scene.pass(.milliseconds(1_800)).contains("beat"))
    }

    @Test("frees what a node left that began and ended between two looks")
    func passing() {
        let scene = Scene()
        #expect(scene.tell(.nodesRead(nodes(latest: 3))).contains("recover"))
        #expect(scene.tell(.nodesRead(nodes(latest: 3))).isEmpty)
    }

    @Test("ends when another took it for dead")
    func fenced() {
        let scene = Scene()
        scene.tell(.nodesRead(nodes(other())))
        let list = NodeList(live: [other()], latest: Generation(2))
        #expect(scene.tell(.beaten(.success(list))).contains("fail storage_in_use"))
    }

    @Test("has its activities run by another program")
    func otherProgram() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "obelisk-sharing-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let clock = ManualClock()
        let path = folder.appending(path: "obelisk.sqlite").path
        let store = try SQLiteStore(SQLiteConfiguration(path: path), clock: clock)
        defer { store.close() }
        let runtime = ScriptedRuntime(activitiesMax: 0)
        runtime.activity("one") { _, _ in nil }
        runtime.workflow("main", [.create(), .submit(0, "one"), .submit(0, "one"), .drain(0), .call("one")])
        let engine = Engine(
            configuration: EngineConfiguration(), generation: try await store.begin(node: "server"),
            ports: Engine.Ports(
                storage: store, runtime: runtime, registry: runtime, clock: clock, random: SeededRandom(seed: 1),
                threads: GuestThreads(count: 1)))
        async let end: Void = engine.run()
        let id = ExecutionID(stored: "main")
        let created = Created(
            function: .demo("main"), params: .emptyArray, component: "workflows", due: clock.now, seed: 1,
            memoryBytesMax: 1 << 20)
        let creation = Creation(id: id, kind: .workflow, created: created, time: clock.now)
        _ = await store.commit([Transaction([.create(creation)])])
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "ObeliskSQLiteTests/SecondProcess/executor.py").path
        var rounds = 0
        while try await store.execution(id)?.state != .finished(.ok), rounds < 100 {
            let time = "\(clock.now.microsecondsSinceEpoch)"
            let run = try ProgramRun(
                URL(fileURLWithPath: "/usr/bin/env"),
                ["python3", "-B", script, path, time, "work", "python", "activities", "3"])
            #expect(run.status == 0, "\(run.errors)")
            clock.advance(by: .milliseconds(200))
            rounds += 1
        }
        #expect(try await store.execution(id)?.state == .finished(.ok))
        let events = try await store.events(of: id, from: 0, limit: 100).map(\.event.kind)
        #expect(events.count { $0 == "response_taken" } == 3)
        engine.beginShutdown()
        clock.advance(by: .seconds(3_600))
        try await end
    }
}
