import CWasmtime
import Synchronization

/// Compiles and runs components: a pool of preallocated instances, and instances on demand when it is full.
///
/// The library fixes the allocator of an engine when the engine is made, so falling back needs two of them. They share
/// all settings, compiled code and epochs; callers see one. A component is loaded into the second only when the pool
/// is full for the first time or cannot hold it.
package final class Engine: Sendable {
    /// The settings the engine was made with.
    package let configuration: EngineConfiguration
    /// Makes each instance when it is needed.
    let onDemand: RawEngine
    /// Makes instances from the pool.
    let pooled: RawEngine?
    private let ticker: EpochTicker
    private let pooledInstances = Atomic<Int>(0)
    private let onDemandInstances = Atomic<Int>(0)
    /// How many instances may live outside the pool at once.
    package let instancesOnDemandMax: Int

    /// The release of the library this target is written for.
    package static let version = CWASMTIME_VERSION

    /// Makes an engine.
    ///
    /// - Throws: `.engineUnavailable` if a setting is out of range or the pool's address space is not to be had.
    package init(_ configuration: EngineConfiguration = EngineConfiguration()) throws(WasmtimeError) {
        self.configuration = configuration
        instancesOnDemandMax = configuration.instancesOnDemandMax ?? configuration.instancesMapped
        onDemand = try RawEngine(configuration, pooled: false)
        pooled = configuration.pool == nil ? nil : try RawEngine(configuration, pooled: true)
        ticker = EpochTicker([onDemand] + (pooled.map { [$0] } ?? []))
        ticker.start()
    }

    deinit { ticker.stop() }

    /// Moves the epoch by one tick; guests that run across it yield at their next loop or call.
    package func incrementEpoch() { ticker.tick() }

    /// How often the epoch has moved since the engine was made.
    package var epochCount: UInt64 { ticker.tickCount }

    /// Instances that now live in the pool.
    package var pooledInstanceCount: Int { pooledInstances.load(ordering: .relaxed) }

    /// Says that a guest is about to run, so that epochs pass.
    func enterGuest() { ticker.enter() }

    /// Says that a guest stopped running.
    func leaveGuest() { ticker.leave() }

    /// Takes a place in the pool, if that leaves so many to others.
    func takePoolPlace(leaving others: Int) -> Bool {
        guard let pool = configuration.pool else { return false }
        if pooledInstances.add(1, ordering: .relaxed).newValue <= pool.instancesMax - others { return true }
        pooledInstances.subtract(1, ordering: .relaxed)
        return false
    }

    /// Gives a place back.
    func returnPoolPlace() { pooledInstances.subtract(1, ordering: .relaxed) }

    /// Takes a place outside the pool.
    ///
    /// - Throws: `.exhausted` unless that leaves so many to others.
    func takeOnDemandPlace(leaving others: Int) throws(WasmtimeError) {
        if onDemandInstances.add(1, ordering: .relaxed).newValue <= instancesOnDemandMax - others { return }
        onDemandInstances.subtract(1, ordering: .relaxed)
        throw WasmtimeError(
            .exhausted, "\(instancesOnDemandMax) instances live outside the pool, which is all that may")
    }

    /// Counts an instance outside the pool that the pool had no room for after all.
    func addOnDemandPlace() { onDemandInstances.add(1, ordering: .relaxed) }

    /// Gives a place outside the pool back.
    func returnOnDemandPlace() { onDemandInstances.subtract(1, ordering: .relaxed) }
}
