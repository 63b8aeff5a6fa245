import ObeliskCore
import Testing

@testable import ObeliskEngine

@Suite("The engine's state: attempts")
struct AttemptStateTests {
    @Test("a failed attempt is due again after its pause, and the last one ends the activity")
    func retries() {
        let scene = Scene(retry: RetryPolicy(retriesMax: 1, backoff: .seconds(2), jitter: 0))
        scene.attempt("a")
        #expect(
            scene.ended("a", .returned(.err(nil))) == ["commit append a v1 e1 [attempt_failed] pending +2.0s"])
        #expect(scene.answer() == [])
        #expect(scene.state.attempts.isEmpty)
        scene.tell(.noticed([.due(component: "activities", at: scene.now + .seconds(2))]))
        #expect(scene.pass(.seconds(2)).first == "claim 100 activities")
        scene.claimed("activities", [scene.activity("a", version: 3, epoch: 2, attempt: 2)])
        #expect(scene.ended("a", .returned(.err(nil))) == ["commit append a v3 e2 [finished] finished"])
    }

    @Test("an attempt is stopped at its deadline, and its lease is renewed until its end is stored")
    func deadline() {
        let scene = Scene(
            retry: RetryPolicy(retriesMax: 1, backoff: .zero, jitter: 0), attemptDurationMax: .seconds(20))
        scene.attempt("a")
        #expect(scene.pass(.seconds(15)) == ["commit lease a e1 +30.0s", "arm +5.0s"])
        #expect(scene.answer() == [])
        #expect(scene.pass(.seconds(5)) == ["stop timedOut", "arm +10.0s"])
        #expect(
            scene.ended("a", .timedOut) == ["commit append a v1 e1 [attempt_timed_out] pending +0.0s"])
        #expect(scene.pass(.seconds(10)) == ["commit lease a e1 +30.0s", "arm +15.0s"])
    }

    @Test("an attempt whose lease is lost is stopped, and what it ends with is not stored")
    func lostLease() {
        let scene = Scene()
        scene.attempt("a")
        _ = scene.pass(.seconds(15))
        let fenced = Conflict.fenced(scene.id("a").execution, version: 2, epoch: 2)
        #expect(scene.answer(.conflict(fenced)) == ["stop cancelled"])
        scene.ended("a", .cancelled)
        #expect(scene.answer(.conflict(fenced)) == ["read row of a"])
        var row = scene.activity("a").row
        row.owner = Generation(2)
        #expect(scene.tell(.rowRead(scene.id("a"), .success(row))) == [])
        #expect(scene.state.attempts.isEmpty)
    }

    @Test("an attempt that is asked to stop ends under the epoch of the request")
    func cancelled() {
        let scene = Scene()
        scene.attempt("a")
        #expect(
            scene.tell(.noticed([.fenced(scene.id("a").execution, owner: Generation(1))])) == ["stop cancelled"])
        #expect(scene.ended("a", .cancelled) == ["commit append a v2 e2 [finished] finished"])
    }

    @Test("a result that met the request to stop ends as cancelled")
    func cancelledMeanwhile() {
        let scene = Scene()
        scene.attempt("a")
        scene.ended("a")
        scene.tell(.noticed([.fenced(scene.id("a").execution, owner: Generation(1))]))
        #expect(
            scene.answer(.conflict(.fenced(scene.id("a").execution, version: 2, epoch: 2))) == ["read row of a"])
        var row = scene.activity("a", version: 2, epoch: 2).row
        row.hold = .cancelling
        #expect(
            scene.tell(.rowRead(scene.id("a"), .success(row))) == ["commit append a v2 e2 [finished] finished"])
    }

    @Test("a request to stop that came before the claim was answered is obeyed")
    func fencedEarly() {
        let scene = Scene()
        scene.tell(.noticed([.due(component: "activities", at: scene.now)]))
        scene.tell(.noticed([.fenced(ExecutionID(stored: "a"), owner: Generation(1))]))
        #expect(
            scene.claimed("activities", [scene.activity("a")]) == [
                "commit append a v2 e2 [finished] finished", "arm +15.0s",
            ])
    }

    @Test("a newer attempt of the same activity takes over the permit of one that was fenced")
    func overtaken() {
        let scene = Scene(activitiesMax: 2)
        scene.attempt("a")
        let first = scene.id("a")
        scene.attempt("a", version: 3, epoch: 3, attempt: 2)
        scene.tell(.attemptEnded(first, .cancelled, isPermanent: false, lines: [], random: 0))
        scene.ended("a")
        scene.claimed("activities", [])
        #expect(scene.state.executors["activities"]?.permitsTaken == 0)
    }

    @Test("a lease that cannot be renewed for want of room is tried once at a time")
    func leaseRefused() {
        let scene = Scene()
        scene.attempt("a")
        for _ in 0..<400 {
            _ = scene.pass(.milliseconds(500))
            while !scene.commits.isEmpty { scene.answer(.refused(StorageError(.full, "no room"))) }
        }
        #expect(scene.state.postponed.count <= 1)
        _ = scene.pass(.milliseconds(500))
        #expect(scene.commits.count == 1)
        guard case .extendLease(_, _, let until) = scene.commits.first?.transaction.operations.first else {
            Issue.record("not a lease")
            return
        }
        #expect(until > scene.now)
    }
}
