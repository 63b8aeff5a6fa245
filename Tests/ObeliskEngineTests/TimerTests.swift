import ObeliskCore
import Testing

@testable import ObeliskEngine

@Suite("The engine's state: timers")
struct TimerTests {
    private func entry(_ number: Int, at time: Timestamp) -> TimerEntry {
        let delay = Delay(
            id: DelayID(stored: "x.g:1_\(number)"), execution: ExecutionID(stored: "x"), joinSet: .generated(1),
            expiresAt: time)
        return TimerEntry(at: time, subject: .delay(delay))
    }

    private func scene(timersMax: Int = 10_000, pageMax: Int = 1_000) -> Scene {
        var configuration = EngineConfiguration()
        configuration.timersMax = timersMax
        configuration.pageMax = pageMax
        return Scene(configuration: configuration)
    }

    private func set(_ entry: TimerEntry) -> EngineEvent {
        guard case .delay(let delay) = entry.subject else { preconditionFailure("not a delay") }
        return .noticed([.delaySet(delay)])
    }

    @Test("what was due, and is due later again since the clock was set back, is read anew")
    func dueAgain() {
        let scene = Scene(workflowsMax: 1)
        scene.begin("x")
        #expect(scene.tell(.noticed([.due(component: "workflows", at: scene.now)])) == [])
        let due = scene.now
        scene.now = scene.now + .seconds(-3_600)
        #expect(scene.tell(.noticed([])) == ["read timers from the start"])
        let again = TimerEntry(at: due, subject: .component("workflows"))
        #expect(scene.tell(.timersRead(.success([again]))) == ["arm +3600.0s"])
    }

    @Test("a tick that a clock set back has made too early is followed by another")
    func clockBack() {
        let scene = scene()
        let due = scene.now + .seconds(10)
        #expect(scene.tell(set(entry(1, at: due))) == ["arm +10.0s"])
        scene.arms = []
        scene.now = scene.now + .seconds(4)
        #expect(scene.tell(.ticked) == ["arm +6.0s"])
        #expect(scene.pass(.seconds(6)) == ["commit end delay x.g:1_1 expired"])
    }

    @Test("as many ticks are under way as there are times to wake at, however often the earliest changes")
    func ticks() {
        let scene = scene()
        for number in [3, 2, 1] {
            #expect(scene.tell(set(entry(number, at: scene.now + .seconds(number)))) == ["arm +\(number).0s"])
        }
        #expect(scene.pass(.seconds(3)).count == 3)
        #expect(scene.arms == [])
        #expect(scene.tell(set(entry(4, at: scene.now + .seconds(1)))) == ["arm +1.0s"])
        #expect(scene.pass(.seconds(1)) == ["commit end delay x.g:1_4 expired"])
    }

    @Test("what another process changed is read from the start, also while a later page is being read")
    func foreignWhileReading() {
        let scene = scene(timersMax: 1)
        scene.tell(set(entry(1, at: scene.now + .seconds(1))))
        scene.tell(set(entry(2, at: scene.now + .seconds(2))))
        #expect(scene.pass(.seconds(1)).contains("read timers from +1.0s"))
        #expect(scene.tell(.noticed([.foreign])).contains("read timers from the start") == false)
        let page = [entry(2, at: scene.now + .seconds(1))]
        #expect(scene.tell(.timersRead(.success(page))).contains("read timers from the start"))
    }

    @Test("an entry that is set while a page with it is read fires once")
    func duplicate() {
        let scene = scene()
        scene.tell(.noticed([.foreign]))
        let entry = entry(1, at: scene.now + .seconds(1))
        scene.tell(set(entry))
        scene.tell(.timersRead(.success([entry])))
        #expect(scene.pass(.seconds(1)) == ["commit end delay x.g:1_1 expired"])
    }

    @Test("what is set while a page is read is not lost, however much it is")
    func manyWhileReading() {
        let scene = scene(timersMax: 1)
        let start = scene.now
        scene.tell(.noticed([.foreign]))
        for number in [1, 3, 2] { scene.tell(set(entry(number, at: start + .seconds(number)))) }
        scene.tell(.timersRead(.success([])))
        for number in 1...3 {
            let lines = scene.pass(.seconds(1)).filter { $0.hasPrefix("commit") }
            #expect(lines == ["commit end delay x.g:1_\(number) expired"])
        }
    }

    @Test("more timers at one instant than a page holds fire page by page, each once")
    func sameInstant() {
        let scene = scene(timersMax: 1, pageMax: 2)
        let due = scene.now + .seconds(1)
        let all = (1...5).map { entry($0, at: due) }
        var stored = all
        for entry in all { scene.tell(set(entry)) }
        var fired: [String] = []
        var lines = scene.pass(.seconds(1))
        var rounds = 0
        while rounds < 20 {
            rounds += 1
            fired += lines.filter { $0.hasPrefix("commit") }
            if lines.contains(where: { $0.hasPrefix("read timers") }) {
                lines = scene.tell(.timersRead(.success(Array(stored.prefix(2)))))
            } else if !scene.commits.isEmpty {
                if case .endDelay(let delay, _) = scene.commits[0].transaction.operations[0] {
                    stored.removeAll { $0.subject == .delay(delay) }
                }
                lines = scene.answer()
            } else {
                break
            }
        }
        #expect(fired == (1...5).map { "commit end delay x.g:1_\($0) expired" })
        #expect(rounds < 20)
    }

    @Test("timers beyond the window are read from the store once their time is near")
    func window() {
        let scene = scene(timersMax: 2)
        let start = scene.now
        for number in [4, 3, 2, 1] { scene.tell(set(entry(number, at: start + .seconds(number)))) }
        #expect(scene.pass(.seconds(1)).filter { $0.hasPrefix("commit") } == ["commit end delay x.g:1_1 expired"])
        #expect(scene.pass(.seconds(1)).filter { $0.hasPrefix("commit") } == ["commit end delay x.g:1_2 expired"])
        scene.answer()
        let lines = scene.answer() + scene.tell(.ticked)
        _ = lines
        _ = scene.pass(.seconds(1))
        scene.tell(.timersRead(.success([entry(3, at: start + .seconds(3)), entry(4, at: start + .seconds(4))])))
        #expect(scene.pass(.seconds(1)).contains("commit end delay x.g:1_4 expired"))
    }
}
