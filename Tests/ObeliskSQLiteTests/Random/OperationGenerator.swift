import ObeliskCore
import ObeliskTestSupport

/// Draws transactions that mostly fit a store's contents, and sometimes do not.
struct OperationGenerator {
    var random: SplitMix64
    var generations: [Generation] = []

    private static let ids = (0..<10).map { ExecutionID(stored: "e\($0)") }
    private static let joinSets = [JoinSetID.first, .second]

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    /// All ids that are ever drawn.
    var ids: [ExecutionID] { Self.ids }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: 0..<values.count, using: &random)] }

    mutating func transactions(on state: StoreState, now: Timestamp) -> [Transaction] {
        if chance(10), let released = release(state, now: now) { return [Transaction([released])] }
        return (0..<Int.random(in: 1...4, using: &random)).map { _ in
            Transaction((0..<Int.random(in: 1...4, using: &random)).map { _ in operation(on: state, now: now) })
        }
    }

    mutating func claim(now: Timestamp) -> ClaimRequest {
        ClaimRequest(
            component: pick(["workflow", "activity"]), limit: Int.random(in: 1...3, using: &random), now: now,
            lock: lock(now))
    }

    private mutating func operation(on state: StoreState, now: Timestamp) -> Transaction.Operation {
        let id = pick(Self.ids)
        guard let log = state.logs[id], !chance(10) else { return .create(creation(id, now: now)) }
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<45: return append(log.row, now: now)
        case 45..<55: return .setDelay(delay(of: id, now: now))
        case 55..<63: return .endDelay(pick(Array(log.delays.values) + [delay(of: id, now: now)]), .expired)
        case 63..<67: return .cancelDelay(delay(of: id, now: now).id, of: id)
        case 67..<72: return .output(id, (0..<3).map { _ in line(now: now) })
        case 72..<76:
            let value = JSONText(valid: "\(Int.random(in: 0..<9, using: &random))")
            return .publish(id, Published(name: pick(["x", "y"]), value: value))
        case 76..<92:
            return .command(id, pick([.cancel, .pause, .pause, .resume, .resume, .stub(.ok(JSONText(valid: "1")))]))
        default: return .extendLease(id, epoch: log.row.epoch - (chance(20) ? 1 : 0), until: time(around: now))
        }
    }

    private mutating func creation(_ id: ExecutionID, now: Timestamp) -> Creation {
        let kind: ComponentKind = pick([.workflow, .workflow, .activity, .activity, .activityStub])
        let created = Created(
            function: FunctionName(interface: "demo:test/\(kind.rawValue)", function: "run"),
            params: JSONText(valid: pick(["[1]", "[2]"])), component: kind.rawValue,
            due: chance(60) ? now : time(around: now), seed: 1, memoryBytesMax: 1 << 20)
        let parent = Parent(execution: pick(Self.ids), joinSet: pick(Self.joinSets))
        return Creation(
            id: id, kind: kind, parent: chance(60) ? parent : nil, created: created, time: now,
            isIdempotent: chance(50), lock: chance(50) ? lock(now) : nil)
    }

    private mutating func append(_ row: ExecutionRow, now: Timestamp) -> Transaction.Operation {
        var events: [Event] = (0..<Int.random(in: 0...2, using: &random)).map { index in
            pick([
                .joinSetCreated(.generated(index)), .published(Published(name: "x", value: .emptyArray)),
                .unlocked(Unlocked(reason: "test", due: now)),
                .componentChanged(ComponentChanged(component: pick(["workflow", "activity"]), digest: "sha256:1")),
            ])
        }
        let transition: Transition
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<20: transition = .running
        case 20..<50:
            transition = .blocked(on: pick(Self.joinSets), seen: Int.random(in: 0...4, using: &random))
        case 50..<65: transition = .pending(due: time(around: now))
        case 65..<72:
            events.append(.parked(Divergence(version: 1, recorded: "a", found: "b")))
            transition = .parked
        default:
            let outcome: Outcome = pick([
                .ok(JSONText(valid: "1")), .err(nil), .failed(Failure(.trapped, reason: "test")),
            ])
            events.append(.finished(outcome))
            transition = .finished
        }
        return .append(
            Append(
                execution: row.id, expectedVersion: row.version + (chance(5) ? 1 : 0),
                epoch: row.epoch - (chance(5) ? 1 : 0), events: events, transition: transition, time: now))
    }

    /// Gives up a run that is not locked: in a transaction of its own, for a running one cannot be released.
    private mutating func release(_ state: StoreState, now: Timestamp) -> Transaction.Operation? {
        let rows = Self.ids.compactMap { state.logs[$0]?.row }.filter { $0.owner != nil && $0.state != .locked }
        guard !rows.isEmpty else { return nil }
        let row = pick(rows)
        return .append(
            Append(
                execution: row.id, expectedVersion: row.version, epoch: row.epoch, events: [], transition: .released,
                time: now))
    }

    private mutating func lock(_ now: Timestamp) -> Lock {
        Lock.by(pick(generations), until: chance(50) ? time(around: now) : nil)
    }

    private mutating func delay(of id: ExecutionID, now: Timestamp) -> Delay {
        let joinSet = pick(Self.joinSets)
        return Delay(
            id: DelayID(of: id, in: joinSet, index: Int.random(in: 1...3, using: &random)), execution: id,
            joinSet: joinSet, expiresAt: time(around: now))
    }

    private mutating func line(now: Timestamp) -> OutputLine {
        OutputLine(
            position: Int.random(in: 0...3, using: &random), ordinal: Int.random(in: 0...2, using: &random), time: now,
            source: pick([.standardOutput, .standardError, .log(.info, fields: [["k", "v"]])]), text: "line")
    }

    private mutating func time(around now: Timestamp) -> Timestamp {
        now + .seconds(Int.random(in: -3...5, using: &random))
    }
}
