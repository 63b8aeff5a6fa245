import ObeliskCore
import ObeliskTestSupport

@testable import ObeliskEngine

/// One process of a simulation: the engine's state, its guests, its own handle on the store, and what befalls it.
struct SimulatedNode {
    let runtime: ScriptedRuntime
    let configuration: EngineConfiguration
    let clock: SkewedClock
    let storage: any Storage
    let heard = HeardNotices()
    var generation = Generation(0)
    var state: EngineState
    /// Commits and claims so far, over all starts.
    var commitCount = 0
    /// Responses taken in what this start of it has stored.
    var storedStepCount = 0
    /// What is done to commits, by their number from 1.
    var faults: [Int: Fault] = [:]
    var isFailed = false
    /// After a commit of unknown outcome, nothing can be written until the process has ended.
    var isStoreLost = false
    /// The engine has ended all its work after it was asked to stop.
    var isStopped = false
    /// Nothing of it happens: the machine has stopped it, and it does not know.
    var isFrozen = false { didSet { wasSilent = wasSilent || isFrozen } }
    /// It does all but say that it lives.
    var isMute = false { didSet { wasSilent = wasSilent || isMute } }
    /// The process was killed, and is not started again for now.
    var isDown = false { didSet { wasSilent = isDown || isFrozen || isMute } }
    /// Whether anything has kept this start of it from saying that it lives.
    private(set) var wasSilent = false

    init(
        _ runtime: ScriptedRuntime, configuration: EngineConfiguration, storage: any Storage, clock: SkewedClock
    ) {
        self.runtime = runtime
        self.configuration = configuration
        self.clock = clock
        self.storage = storage
        state = EngineState(configuration: configuration, generation: generation, components: [])
        storage.observe { [heard] in heard.add($0) }
    }

    /// Whether anything of it may happen now.
    var isAwake: Bool { !isFrozen && !isDown }

    /// Whether nothing keeps it from doing all that is to be done.
    var isAtWork: Bool { isAwake && !isMute && !isStoreLost && !state.isStopping && state.postponed.isEmpty }
}

/// The clock of a machine, which may be ahead of another's, or behind.
struct SkewedClock: EngineClock {
    let base: ManualClock
    var offset: Duration = .zero

    var now: Timestamp { base.now + offset }

    /// When this clock shows `time`, by the one it is compared with; the end of time is the end of both.
    func baseTime(of time: Timestamp) -> Timestamp { time == .distantFuture ? time : time + offset * -1 }

    func sleep(until time: Timestamp) async throws {
        try await base.sleep(until: baseTime(of: time))
    }
}
