internal import DequeModule
internal import ObeliskCore

/// All decisions of one node: who runs, who waits, what is committed when. A value: events in, actions out; the clock,
/// the store, the guests and all tasks are outside.
struct EngineState: Sendable {
    let configuration: EngineConfiguration
    let generation: Generation
    /// How long before its end a lease is renewed.
    let leaseReserve: Duration
    var executors: [String: Executor]
    var runs: [ExecutionID: Run] = [:]
    var attempts: [ExecutionID: AttemptUnderWay] = [:]
    var timers: Timers
    /// Runs blocked in memory, longest first; entries whose run has gone on are passed over.
    var blocked: Deque<(id: RunID, since: Timestamp)> = []
    var blockedCount = 0
    /// Commits that found the disk full, by the number of their timer.
    var postponed: [Int: Commit] = [:]
    var serial = 0
    /// Times at which a tick is to come, the earliest last.
    var armed: [Timestamp] = []
    /// Ticks that were asked for and have not come; some of them for times that have passed.
    var ticksUnderWay = 0
    /// When the next look at long-blocked runs is due.
    var evictionArmed: Timestamp?
    var isStopping = false
    /// The grace of a shutdown is over: nothing goes on, and nothing is tried again.
    var isGraceOver = false
    var isStopped = false
    var commitsUnderWay = 0
    /// The search for what another process stored for runs of this node.
    var sweep = Sweep()
    /// Executions of this node that a command fenced before it was known here that they are: the claim or the commit
    /// that gave them to this node is still to be answered.
    var fencedEarly: Set<ExecutionID> = []
    /// Who shares the store with this node.
    var neighbours: Neighbours
    /// Whether a heartbeat is under way, or is to follow by the clock.
    var isBeating = false
    /// Whether a look for other processes' commits is under way, or is to follow by the clock.
    var isLooking = false
    /// Responses that workflows have taken, durably.
    var stepCount = 0
    /// The latest time there has been since the clock was last set back.
    var latest: Timestamp?

    /// What is to be done once the state is settled; filled while an event is handled.
    var actions: [EngineAction] = []

    init(configuration: EngineConfiguration, generation: Generation, components: [DeployedComponent]) {
        self.configuration = configuration
        self.generation = generation
        leaseReserve = configuration.lease / 2
        executors = Dictionary(
            uniqueKeysWithValues: components.map { component in
                (component.name, Executor(component: component, runningMax: configuration.runningMax))
            })
        timers = Timers(storedMax: configuration.timersMax)
        timers.forgetStored()
        neighbours = Neighbours(of: generation, missedMax: configuration.heartbeatsMissedMax)
    }

    /// Takes in one event at `now`; the actions are independent of each other.
    mutating func handle(_ event: EngineEvent, at now: Timestamp) -> [EngineAction] {
        noteTime(now)
        switch event {
        case .noticed(let notices): for notice in notices { take(notice, now) }
        case .claimed(let request, let result): claimed(request, result, now)
        case .began(let id, let body, let seen): began(id, body, seen, now)
        case .beginFailed(let id, let error): beginFailed(id, error, now)
        case .advanced(let id, let burst): advanced(id, burst, now)
        case .committed(let commit, let outcome): committed(commit, outcome, now)
        case .submitted(let creation, let outcome): submitted(creation, outcome, now)
        case .attemptEnded(let id, let ending, let isPermanent, let lines, let random):
            attemptEnded(id, ending, isPermanent: isPermanent, lines: lines, random: random, now)
        case .responsesRead(let id, let result): responsesRead(id, result, now)
        case .wokenRead(let result): wokenRead(result)
        case .timersRead(let result): timersRead(result, now)
        case .rowRead(let id, let result): rowRead(id, result, now)
        case .nodesRead(let result): nodesRead(result, now)
        case .beaten(let result): beaten(result, now)
        case .looked: looked(now)
        case .recoveryPostponed: timers.insert(.recovery, at: now + configuration.fullRetry)
        case .ticked: ticked(now)
        case .stopping: stop(now)
        case .graceEnded: giveBack(now)
        }
        settle(now)
        defer { actions = [] }
        return actions
    }

    /// Begins: claims what is due, and reads the first timers.
    ///
    /// - Parameter nodes: who shares the store.
    mutating func start(at now: Timestamp, nodes: NodeList) -> [EngineAction] {
        noteTime(now)
        nodesRead(.success(nodes), now)
        for component in executors.keys.sorted() { useFreePermits(of: component, now) }
        settle(now)
        defer { actions = [] }
        return actions
    }

    /// After every event: uses free permits, evicts, and sees to the clock.
    private mutating func settle(_ now: Timestamp) {
        evict(now)
        if !fencedEarly.isEmpty, commitsUnderWay == 0, executors.values.allSatisfy({ $0.claim == nil }) {
            fencedEarly = []
        }
        if let horizon = timers.beginReading(at: now) { actions.append(.readTimers(from: horizon)) }
        if let next = timers.next.map({ max($0, now) }), armed.last.map({ next < $0 }) ?? true {
            armed.append(next)
            ticksUnderWay += 1
            actions.append(.arm(next))
        }
        if isStopping, !isStopped, runs.isEmpty, attempts.isEmpty, commitsUnderWay == 0,
            executors.values.allSatisfy({ $0.claim == nil })
        {
            isStopped = true
            actions.append(.stopped)
        }
    }

    /// Hands a transaction to the store; `committed` will have its outcome.
    mutating func commit(_ purpose: Commit.Purpose, _ operations: [Transaction.Operation]) {
        commit(Commit(purpose: purpose, transaction: Transaction(operations)))
    }

    mutating func commit(_ commit: Commit) {
        commitsUnderWay += 1
        actions.append(.commit(commit))
    }

    /// The name of a new stay of an execution on this node.
    mutating func nextID(for execution: ExecutionID) -> RunID {
        serial += 1
        return RunID(execution: execution, serial: serial)
    }

    /// The lock that this node takes on executions of a component; only an attempt of an activity has a lease.
    func lock(for component: DeployedComponent, at now: Timestamp) -> Lock {
        let locked = Locked(
            node: configuration.node, generation: generation, componentDigest: component.digest,
            attempt: component.kind == .activity ? 1 : nil)
        return Lock(locked: locked, leaseUntil: component.kind == .activity ? now + configuration.lease : nil)
    }
}
