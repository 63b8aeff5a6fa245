import ObeliskCore
import ObeliskTestSupport
import Foundation
import Testing
@testable import ObeliskEngine
@Test func debugOne() {
    for name in Scripts.all.map(\.name) { for kind in FaultMatrixTests.Kind.allCases {
    FileHandle.standardError.write(Data("\(name) \(kind)\n".utf8)); let begin = ContinuousClock.now
    let steps = Scripts.all.first { $0.name == name }!.steps
    for number in 1...20 { FileHandle.standardError.write(Data("\(number) ".utf8))
    var s = Simulation(Scripts.runtime(steps), seed: UInt64(number))
    let id = ExecutionID(stored: "x")
    s.arrange(kind, at: number, on: id)
    s.submit("main", id: "x")
    _ = s.run(stepsMax: 3000) { $0.commitCount >= number || $0.outcome(of: id) != nil }
    if kind == .clockForward { s.clock.set(s.clock.now + .seconds(3_600)) } else if kind == .clockBack { s.clock.set(s.clock.now + .seconds(-3_600)) } else if kind == .pauseAndResume {
        s.apply(Transaction([.command(id, .pause)])); s.apply(Transaction([.command(id, .resume)])) }
    let done = s.run(until: id, stepsMax: 3000)
    if !done {
        print(name, kind, number, "done", done, "steps", s.stepCount, "pending", s.pending.count, s.commitCount)
        for p in s.pending.prefix(5) { print("   ", String("\(p)".prefix(300))) }
        for (k, l) in s.store.logs { print("  row", k, l.row.state, l.row.hold, l.row.version, l.row.owner as Any) }
        for r in s.state.runs.values { print("  run", r.id, r.phase, r.inbox.count, r.seen, r.holdsPermit) }
        print("  timers next", s.state.timers.next as Any, "now", s.clock.now, "armed", s.state.armed.prefix(5))
        var last: [String] = []
        for _ in 0..<30 { if let x = s.pending.first { last.append(String("\(x)".prefix(150))) }; _ = s.step() }
        for l in last.suffix(12) { print("    >", l) }
        break
    }
    }
    if ContinuousClock.now - begin > .seconds(1) { print("slow", name, kind, ContinuousClock.now - begin) }
    } }
}
