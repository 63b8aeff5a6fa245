import Dispatch
import Foundation
import Synchronization

/// Moves an engine's epoch every 10 ms while guests run, and sleeps without a timer while none does.
///
/// Entering costs two atomic additions; only the first guest after a pause wakes the thread.
final class EpochTicker: Sendable {
    /// The time between two ticks.
    static let period = Duration.milliseconds(10)

    private let engines: [RawEngine]
    private let running = Atomic<Int>(0)
    private let entries = Atomic<UInt64>(0)
    private let ticks = Atomic<UInt64>(0)
    private let isParked = Atomic<Bool>(true)
    private let isStopped = Atomic<Bool>(false)
    private let wakeUp = DispatchSemaphore(value: 0)

    init(_ engines: [RawEngine]) { self.engines = engines }

    /// How often the epoch has moved.
    var tickCount: UInt64 { ticks.load(ordering: .relaxed) }

    /// Starts the thread; it lives until `stop`.
    func start() {
        let thread = Thread { [self] in run() }
        thread.name = "obelisk-epochs"
        thread.stackSize = 128 << 10
        thread.start()
    }

    /// Ends the thread after at most one tick.
    func stop() {
        isStopped.store(true, ordering: .sequentiallyConsistent)
        wakeUp.signal()
    }

    /// Says that a guest is about to run.
    func enter() {
        running.add(1, ordering: .sequentiallyConsistent)
        entries.add(1, ordering: .relaxed)
        if isParked.load(ordering: .sequentiallyConsistent),
            isParked.exchange(false, ordering: .sequentiallyConsistent)
        {
            wakeUp.signal()
        }
    }

    /// Says that a guest has stopped running.
    func leave() { running.subtract(1, ordering: .relaxed) }

    /// Moves the epoch by hand: one tick.
    func tick() {
        ticks.add(1, ordering: .relaxed)
        for engine in engines { engine.incrementEpoch() }
    }

    private func run() {
        var seen: UInt64 = 0
        while !isStopped.load(ordering: .sequentiallyConsistent) {
            if isParked.load(ordering: .sequentiallyConsistent) {
                wakeUp.wait()
                continue
            }
            _ = wakeUp.wait(timeout: .now() + .milliseconds(10))
            tick()
            let entered = entries.load(ordering: .relaxed)
            if entered == seen, running.load(ordering: .sequentiallyConsistent) == 0 { park() }
            seen = entered
        }
    }

    /// Parks, unless a guest entered meanwhile: it counts itself in before it looks, we look after we parked.
    private func park() {
        isParked.store(true, ordering: .sequentiallyConsistent)
        if running.load(ordering: .sequentiallyConsistent) > 0 {
            isParked.store(false, ordering: .sequentiallyConsistent)
        }
    }
}
