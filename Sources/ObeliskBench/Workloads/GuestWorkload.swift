import CAllocations
import Foundation
import ObeliskCore
import ObeliskDeployment
import ObeliskServer

/// What real guests cost by themselves: without an engine or a store around them.
struct GuestWorkload {
    private let options: BenchOptions
    private let report: BenchReport

    private static let attempts = 50_000
    private static let steps = 200_000
    private static let memoryBytesMax = 64 << 20
    private static let fibo = FunctionName(interface: "demo:fibo/fibo", function: "fibo")
    private static let fiboa = FunctionName(interface: "demo:fibo/workflow", function: "fiboa")

    init(_ options: BenchOptions, _ report: BenchReport) {
        self.options = options
        self.report = report
    }

    /// Measures attempts of an activity, steps of a workflow's guest and of its machine, and look-ups of a function.
    func run() async throws {
        let plan = try await ExampleNode.plan(options)
        let runtime: any ComponentRuntime = plan.runtime
        let registry = plan.deployment.registry
        try measure("attempt", Self.attempts) { count in
            for _ in 0..<count { try Self.attempt(runtime) }
        }
        try measure("guest_step", Self.steps) { try Self.steps($0, of: runtime) }
        try measure("machine_step", Self.steps) { _ = try Self.machineSteps($0, registry, keeping: false) }
        let (history, responses) = try Self.machineSteps(Self.steps / 4, registry)
        try measure("machine_replayed_step", history.count / 2) { _ in try Self.replay(history, responses) }
        measure("resolve", Self.steps) { count in
            for _ in 0..<count { _ = registry.resolve(Self.fibo, params: JSONText(valid: "[10]")) }
        }
    }

    /// Reports the time and the allocations of each of `count` rounds, after a tenth as many to warm up.
    private func measure(_ name: String, _ count: Int, _ rounds: (Int) throws -> Void) rethrows {
        try rounds(count / 10)
        let before = (allocations: allocation_count(), seconds: Self.cpuSeconds)
        try rounds(count)
        let after = (allocations: allocation_count(), seconds: Self.cpuSeconds)
        report.line("\(name)_us", n: count, (after.seconds - before.seconds) / Double(count) * 1e6)
        report.line("\(name)_allocations", n: count, Double(after.allocations - before.allocations) / Double(count))
    }

    /// What this process has spent on a core: nothing runs beside the rounds.
    private static var cpuSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

    private static func start(_ component: String, _ function: FunctionName, _ params: String) -> GuestStart {
        GuestStart(
            execution: ExecutionID(stored: "bench"), component: component, function: function,
            params: JSONText(valid: params), memoryBytesMax: memoryBytesMax)
    }

    private static func attempt(_ runtime: any ComponentRuntime) throws {
        let call = try runtime.startActivity(start("fibo-activity", fibo, "[10]")) { _ in .value(.none) }
        while true {
            switch call.poll() {
            case .interrupted: continue
            case .finished(.returned(.ok, _)): return
            case let other: throw BenchFailure("an attempt came to \(other)")
            }
        }
    }

    /// A workflow whose calls of the activity are answered as soon as it waits for them.
    private static func steps(_ count: Int, of runtime: any ComponentRuntime) throws {
        let call = try runtime.startWorkflow(start("fibo-workflow", fiboa, "[10, \(count)]")) { call in
            if case .call = call { .suspend } else { .value(.none) }
        }
        while true {
            switch call.poll() {
            case .interrupted: continue
            case .suspended: call.answer(.outcome(.ok(JSONText(valid: "55"))))
            case .finished(.returned(.ok, _)): return
            case let other: throw BenchFailure("the workflow came to \(other)")
            }
        }
    }

    /// The same calls without a guest: asked of the machine, answered, and their writes taken. Gives the log and the
    /// responses, if they are to be kept.
    private static func machineSteps(
        _ count: Int, _ registry: any FunctionRegistry, keeping: Bool = true
    ) throws -> (history: [LoggedEvent], responses: [Response]) {
        var (history, responses): ([LoggedEvent], [Response]) = ([], [])
        var machine = machine(history, responses)
        for step in 1...count {
            guard case .needs(let question) = try machine.handle(call),
                case .target(let function, let params) = question,
                case .blocked(let joinSet) = try machine.answer(
                    question, .target(registry.resolve(function, params: params)))
            else { throw BenchFailure("the call was not blocked") }
            var child: ExecutionID?
            for write in machine.takeWrites() {
                if case .child(let creation) = write { child = creation.id }
                guard keeping, case .event(let event) = write else { continue }
                history.append(LoggedEvent(version: history.count, epoch: 1, time: created.due, event: event))
            }
            guard let child else { throw BenchFailure("no child was made") }
            let response = Response(
                sequence: step, joinSet: joinSet, body: .child(child, .ok(JSONText(valid: "55"))))
            if keeping { responses.append(response) }
            machine.deliver(response)
            guard case .value = try machine.handle(call) else { throw BenchFailure("the call was not answered") }
        }
        for case .event(let event) in machine.takeWrites() where keeping {
            history.append(LoggedEvent(version: history.count, epoch: 1, time: created.due, event: event))
        }
        return (history, responses)
    }

    /// A wake-up of that workflow.
    private static func replay(_ history: [LoggedEvent], _ responses: [Response]) throws {
        var machine = machine(history, responses)
        while !machine.isLive {
            guard case .value = try machine.handle(call) else { throw BenchFailure("the replay was not answered") }
        }
    }

    private static let call = HostCall.call(fibo, params: JSONText(valid: "[10]"))
    private static let created = Created(
        function: fiboa, params: JSONText(valid: "[10, 1]"), component: "fibo-workflow",
        due: Timestamp(microsecondsSinceEpoch: 0), seed: 1, memoryBytesMax: memoryBytesMax)

    private static func machine(_ history: [LoggedEvent], _ responses: [Response]) -> WorkflowMachine {
        WorkflowMachine(
            id: ExecutionID(stored: "E_01JZ0000000000000000000000"), created: created, history: history,
            responses: responses)
    }
}
