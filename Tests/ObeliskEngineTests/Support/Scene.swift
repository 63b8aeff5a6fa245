import ObeliskTestSupport

@testable import ObeliskCore
@testable import ObeliskEngine

/// The engine's state alone: a test tells it events by hand, moves the time by hand, and compares all that it wants
/// done, one line an action.
final class Scene {
    let runtime: ScriptedRuntime
    let configuration: EngineConfiguration
    var state: EngineState
    var now = Timestamp(microsecondsSinceEpoch: 1_000_000_000)
    /// Commits that were asked for and are not answered, oldest first.
    var commits: [Commit] = []
    /// The claim of each component that is not answered.
    var claims: [String: ClaimRequest] = [:]
    /// The stays that were begun, by execution.
    var ids: [ExecutionID: RunID] = [:]
    var attempts: [ExecutionID: Attempt] = [:]
    /// Times at which a tick was asked for.
    var arms: [Timestamp] = []

    /// A node that has just started on an empty store.
    init(
        workflowsMax: Int? = nil, activitiesMax: Int? = nil, retry: RetryPolicy = .standard,
        attemptDurationMax: Duration = .seconds(600), configuration: EngineConfiguration = EngineConfiguration()
    ) {
        runtime = ScriptedRuntime(
            retry: retry, workflowsMax: workflowsMax, activitiesMax: activitiesMax,
            attemptDurationMax: attemptDurationMax)
        self.configuration = configuration
        state = EngineState(configuration: configuration, generation: Generation(1), components: runtime.components)
        note(state.start(at: now, nodes: NodeList(live: [.own], latest: Generation(1))))
        tell(.timersRead(.success([])))
        for component in ["workflows", "activities"] {
            if claims[component] == nil { tell(.noticed([.due(component: component, at: now)])) }
            claimed(component, [])
        }
    }

    /// One event; what is to be done then, an action a line.
    @discardableResult
    func tell(_ event: EngineEvent) -> [String] {
        note(state.handle(event, at: now))
    }

    @discardableResult
    private func note(_ actions: [EngineAction]) -> [String] {
        for action in actions {
            switch action {
            case .commit(let commit): commits.append(commit)
            case .arm(let time): arms.append(time)
            case .claim(let request): claims[request.component] = request
            case .begin(let id, _, _): ids[id.execution] = id
            case .startAttempt(let attempt):
                ids[attempt.id.execution] = attempt.id
                attempts[attempt.id.execution] = attempt
            default: break
            }
        }
        return actions.map { $0.line(at: now) }
    }

    /// Moves the time and lets the ticks come that were asked for until then.
    func pass(_ duration: Duration) -> [String] {
        now = now + duration
        var lines: [String] = []
        while let first = arms.min(), first <= now {
            arms.remove(at: arms.firstIndex(of: first) ?? 0)
            lines += tell(.ticked)
        }
        return lines
    }

    /// Answers the oldest commit.
    @discardableResult
    func answer(_ outcome: CommitOutcome = .committed(Receipt())) -> [String] {
        guard !commits.isEmpty else { return ["no commit is under way"] }
        return tell(.committed(commits.removeFirst(), outcome))
    }

    /// Answers the claim that is under way for a component with these rows.
    @discardableResult
    func claimed(_ component: String, _ rows: [Claimed]) -> [String] {
        guard let request = claims.removeValue(forKey: component) else {
            return ["no claim of '\(component)' is under way"]
        }
        return tell(.claimed(request, .success(rows)))
    }

    /// A workflow as it is claimed at first.
    func workflow(_ id: String, version: Int = 1, epoch: Int = 1, semantics: Int = Semantics.current) -> Claimed {
        row(id, .workflow, version: version, epoch: epoch, semantics: semantics)
    }

    /// An activity as it is claimed at first.
    func activity(_ id: String, version: Int = 1, epoch: Int = 1, attempt: Int = 1, parent: String? = nil) -> Claimed {
        var claimed = row(id, .activity, version: version, epoch: epoch, attempt: attempt)
        claimed.row.leaseUntil = now + configuration.lease
        claimed.row.parent = parent.map { Parent(execution: ExecutionID(stored: $0), joinSet: .oneOff(1, "one")) }
        return claimed
    }

    private func row(
        _ id: String, _ kind: ComponentKind, version: Int, epoch: Int, attempt: Int = 0,
        semantics: Int = Semantics.current
    ) -> Claimed {
        let component = kind == .workflow ? "workflows" : "activities"
        return Claimed(
            row: ExecutionRow(
                id: ExecutionID(stored: id), function: .demo("main"), component: component, kind: kind, state: .locked,
                version: version, epoch: epoch, attempt: attempt, owner: Generation(1), createdAt: now, updatedAt: now),
            created: Created(
                function: .demo("main"), params: JSONText(valid: "[]"), component: component, due: now, seed: 1,
                semantics: semantics, memoryBytesMax: 1 << 20))
    }

    /// The stay of an execution that was begun last; one that is not known where it never was.
    func id(_ execution: String) -> RunID {
        let id = ExecutionID(stored: execution)
        return ids[id] ?? RunID(execution: id, serial: -1)
    }

    /// A body that is never run: bursts are told by hand.
    func body(_ id: String) -> WorkflowRun {
        let one = workflow(id)
        let machine = WorkflowMachine(id: one.row.id, created: one.created, history: [], responses: [])
        return WorkflowRun(
            component: "workflows", machine: machine,
            environment: WorkflowRun.Environment(
                runtime: runtime, registry: runtime, clock: ManualClock(), writesMax: 10, bytesMax: 1 << 20))
    }

    /// Tells of work, claims a workflow, and lets its run begin.
    func begin(_ id: String) {
        tell(.noticed([.due(component: "workflows", at: now)]))
        claimed("workflows", [workflow(id)])
        tell(.began(self.id(id), body(id), seen: 0))
    }

    /// A workflow that waits in memory for the child `ID.o:1-one_1`.
    func beginBlocked(_ id: String) {
        begin(id)
        tell(.advanced(self.id(id), Burst(writes: [], end: .blocked(on: .oneOff(1, "one")))))
        answer()
    }

    /// Tells of work, and claims an activity.
    func attempt(_ id: String, version: Int = 1, epoch: Int = 1, attempt: Int = 1, parent: String? = nil) {
        tell(.noticed([.due(component: "activities", at: now)]))
        claimed("activities", [activity(id, version: version, epoch: epoch, attempt: attempt, parent: parent)])
    }

    /// The attempt's guest ends.
    @discardableResult
    func ended(_ id: String, _ ending: AttemptDecision.Ending = .returned(.ok(nil))) -> [String] {
        tell(.attemptEnded(self.id(id), ending, isPermanent: false, lines: [], random: 0))
    }
}

extension LiveNode {
    /// The node of a scene.
    static let own = LiveNode(generation: Generation(1), name: "server", heartbeat: nil)
}

extension Burst {
    /// One direct call of an activity, and the wait for it.
    static func call(_ id: String, number: Int) -> Burst {
        let joinSet = JoinSetID.oneOff(number, "one")
        let parent = ExecutionID(stored: id)
        let child = parent.child(in: joinSet, index: 1)
        let params = JSONText(valid: "[]")
        return Burst(
            writes: [
                .event(
                    .childRequested(
                        ChildRequested(
                            joinSet: joinSet, child: child, function: .demo("one"), params: params))),
                .child(
                    Write.ChildCreation(
                        id: child, joinSet: joinSet, function: .demo("one"), params: params,
                        target: Target(component: "activities", kind: .activity, memoryBytesMax: 1), seed: 1)),
            ], end: .blocked(on: joinSet))
    }
}
