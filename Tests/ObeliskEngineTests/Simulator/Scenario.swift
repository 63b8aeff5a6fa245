import ObeliskCore
import ObeliskTestSupport

@testable import ObeliskEngine

/// Everything about one simulation that a seed decides.
struct Scenario: Sendable {
    let seed: UInt64
    /// Whether nothing in it depends on time, so that faults may not change any result.
    let isStrict: Bool
    /// Workflows by name; those a client submits come first.
    let workflows: [(name: String, steps: [GuestStep])]
    let retriesMax: Int
    let attemptDurationMax: Duration
    let workflowsMax: Int?
    let activitiesMax: Int?
    let configuration: EngineConfiguration
    let submissions: [PlannedDisturbance]
    let disturbances: [PlannedDisturbance]
    let faults: [Int: Fault]
    /// The other of two nodes; nil where one is alone.
    let second: SecondNode?

    init(seed: UInt64, nodeCount: Int = 1) {
        self.seed = seed
        var random = SplitMix64(seed: seed)
        let isStrict = random.next() % 3 != 0
        self.isStrict = isStrict
        let activitiesMax = [nil, 1, 1, 2, 3][random.below(5)]
        self.activitiesMax = activitiesMax
        // What never ends by itself would keep a permit from all others.
        var grammar = WorkflowGrammar(isStrict: isStrict, hasEndless: activitiesMax == nil, random: random)
        workflows = grammar.workflows()
        random = grammar.random
        retriesMax = isStrict ? 200 : random.below(5)
        attemptDurationMax = isStrict ? .seconds(600) : .seconds([1, 20, 600][random.below(3)])
        workflowsMax = [nil, 1, 1, 2, 3][random.below(5)]
        var configuration = Self.configuration(isStrict: isStrict, &random)
        let span = [60, 200, 600][random.below(3)]
        let mains = workflows.filter { $0.name.hasPrefix("main") }.map(\.name)
        submissions = (0..<1 + random.below(4)).map { number in
            let function = mains[random.below(mains.count)]
            let delay = Duration.milliseconds(random.below(3) == 0 ? random.below(3_000) : 0)
            return PlannedDisturbance(
                step: number == 0 ? 0 : random.below(span),
                disturbance: .submit(function, id: "x\(number)", dueIn: delay))
        }.sorted { $0.step < $1.step }
        var disturbances = Self.disturbances(isStrict: isStrict, span: span, &random)
        var faults: [Int: Fault] = [:]
        for _ in 0..<random.below(5) {
            faults[1 + random.below(span / 3)] = Fault.allCases[random.below(Fault.allCases.count)]
        }
        self.faults = faults
        if nodeCount > 1 {
            configuration.foreignCommitPause = .milliseconds([200, 2_000][random.below(2)])
            let other = Self.configuration(isStrict: isStrict, &random)
            for index in disturbances.indices {
                disturbances[index].node = random.below(2)
                // An hour of looks at each other's commits is many steps.
                if case .clock(let jump) = disturbances[index].disturbance, abs(jump / .seconds(1)) > 60 {
                    disturbances[index].disturbance = .clock(jump / 60)
                }
            }
            let second = SecondNode(
                other.sharing(with: configuration), span: span, &random)
            disturbances = (disturbances + second.disturbances).sorted { $0.step < $1.step }
            self.second = second
        } else {
            second = nil
        }
        self.configuration = configuration
        self.disturbances = disturbances
    }

    /// Whether another node takes part.
    var hasOtherNode: Bool {
        disturbances.contains { if case .takeAway = $0.disturbance { true } else { false } }
    }

    /// Runs it, with all that was to disturb it or without.
    func run(isDisturbed: Bool = true, on kind: StoreKind = .memory) async throws -> Run {
        var simulation = try await Simulation(
            runtime(isDisturbed: isDisturbed), on: kind, seed: seed,
            configuration: isDisturbed ? configuration : EngineConfiguration(), hasToLook: second != nil)
        var plan = submissions
        if isDisturbed {
            plan = (plan + disturbances).sorted { $0.step < $1.step }
            simulation.node.faults = faults
            simulation.isHurried = seed % 2 == 0
            if let second {
                try await simulation.join(
                    runtime(isDisturbed: true), configuration: second.configuration, clockAheadBy: second.clockAhead)
                simulation.nodes[1].faults = second.faults
            }
        }
        let isDone = try await simulation.run(plan)
        guard isDone else {
            return Run(contents: [], problems: [try await simulation.standstill()], hangs: true)
        }
        let isAtRest = try await simulation.comeToRest()
        let contents = try await simulation.contents()
        var problems = try await simulation.problems(in: contents)
        if !isAtRest { problems.append("does not come to rest") }
        return Run(contents: contents, problems: problems)
    }

    /// What came of it.
    struct Run: Sendable {
        let contents: [StoredExecution]
        let problems: [String]
        var hangs = false
    }

    /// Runs it twice, and once undisturbed: what is wrong, if anything.
    func problems(on kind: StoreKind = .memory) async throws -> [String] {
        let first = try await run(on: kind)
        var problems = first.problems
        if first.hangs { return problems }
        let second = try await run(on: kind)
        if first.contents != second.contents { problems.append("two runs of the seed differ") }
        guard isStrict else { return problems }
        let undisturbed = try await run(isDisturbed: false)
        problems += undisturbed.problems.map { "undisturbed: \($0)" }
        let expected = Dictionary(uniqueKeysWithValues: undisturbed.contents.map { ($0.row.id, $0) })
        for execution in first.contents where execution.row.parent == nil {
            guard let other = expected[execution.row.id] else { continue }
            if execution.outcome != other.outcome {
                problems.append(
                    "\(execution.row.id) ended with \(execution.outcome as Any), not \(other.outcome as Any)")
            } else if execution.essence != other.essence {
                problems.append("\(execution.row.id) did \(execution.essence), not \(other.essence)")
            }
        }
        return problems
    }

    private func runtime(isDisturbed: Bool) -> ScriptedRuntime {
        let runtime = Scripts.runtime(
            [], retriesMax: retriesMax, workflowsMax: isDisturbed ? workflowsMax : nil,
            activitiesMax: isDisturbed ? activitiesMax : nil, attemptDurationMax: attemptDurationMax)
        for (name, steps) in workflows { runtime.workflow(name, steps) }
        return runtime
    }

    private static func configuration(isStrict: Bool, _ random: inout SplitMix64) -> EngineConfiguration {
        var configuration = EngineConfiguration()
        configuration.warmRunsMax = [20_000, 0, 1, 2, 5][random.below(5)]
        configuration.warmDurationMax = [.seconds(600), .zero, .milliseconds(200)][random.below(3)]
        configuration.burstWritesMax = [1_000, 1, 2, 5][random.below(4)]
        configuration.claimMax = [100, 1, 2][random.below(3)]
        configuration.timersMax = [10_000, 1, 2, 4][random.below(4)]
        configuration.pageMax = [1_000, 2, 3, 7][random.below(4)]
        configuration.lease = [.seconds(30), .milliseconds(100)][random.below(2)]
        configuration.shutdownGrace = [.seconds(10), .zero][random.below(2)]
        if !isStrict, random.below(3) == 0 {
            configuration.workflow = WorkflowMachine.Limits(
                openRequestsMax: 1 + random.below(4), joinSetsMax: 1 + random.below(3))
        }
        return configuration
    }

    private static func disturbances(
        isStrict: Bool, span: Int, _ random: inout SplitMix64
    ) -> [PlannedDisturbance] {
        var plan: [PlannedDisturbance] = []
        func add(_ step: Int, _ disturbance: Disturbance) {
            plan.append(PlannedDisturbance(step: step, disturbance: disturbance))
        }
        for _ in 0..<random.below(8) {
            let step = random.below(span)
            switch random.below(isStrict ? 9 : 11) {
            case 0, 1:
                add(step, .pause(random.below(100)))
                add(step + random.below(60), .resume)
            case 2: add(step, .clock(.seconds([3_600, -3_600, 1, -1][random.below(4)])))
            case 3: add(step, .evict)
            case 4: add(step, .crash)
            case 5: add(step, .shutDown)
            case 6, 7:
                add(step, .takeAway(random.below(100)))
                add(step + random.below(60), .otherEnds)
            case 8: add(step, .exhaust(1 + random.below(3)))
            default: add(step, .cancel(random.below(100)))
            }
        }
        return plan.sorted { $0.step < $1.step }
            + [.resume, .otherEnds].map { PlannedDisturbance(step: 2 * span, disturbance: $0) }
    }
}

extension EngineConfiguration {
    /// The same, but for what all nodes of a store agree on.
    fileprivate func sharing(with other: EngineConfiguration) -> EngineConfiguration {
        var shared = self
        shared.foreignCommitPause = other.foreignCommitPause
        shared.workflow = other.workflow
        return shared
    }
}

extension SplitMix64 {
    /// A number from 0 up to, not including, `bound`.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
