import ObeliskCore
import Synchronization
import Wasmtime

/// A call of an export under way in an instance of its own.
final class WasmtimeGuestCall: GuestCall {
    private let guest: GuestInstance<GuestHost>
    private let signature: ExportSignature
    private let fuelPerBurst: UInt64?
    /// Why the call cannot go on, found between two polls.
    private let broken = Mutex<Failure?>(nil)

    init(guest: GuestInstance<GuestHost>, signature: ExportSignature, fuelPerBurst: UInt64?) {
        self.guest = guest
        self.signature = signature
        self.fuelPerBurst = fuelPerBurst
    }

    /// Runs the guest until it cannot go on by itself; not to be called again once it is finished.
    func poll() -> GuestProgress {
        if let failure = broken.withLock({ $0 }) {
            guest.end()
            return .finished(.trapped(failure))
        }
        do throws(WasmtimeError) {
            switch try guest.poll() {
            case .yielded: return .interrupted
            case .suspended: return .suspended
            case .finished(let results): return .finished(finish(results))
            }
        } catch {
            guest.end()
            return .finished(.trapped(Failure(error)))
        }
    }

    private func finish(_ results: [ComponentValue]) -> GuestOutcome {
        guest.end()
        var isPermanent = false
        if case .error(.variant(let name, _)?)? = results.first { isPermanent = name.contains("permanent") }
        do { return .returned(try signature.outcome(results), isPermanent: isPermanent) } catch {
            return .trapped(Failure(.uncategorized, reason: "the result cannot be stored: \(error)"))
        }
    }

    /// Supplies the answer to the call that waits; one that does not fit ends the guest at the next poll.
    func answer(_ result: HostResult) {
        do {
            guard let (call, results) = try guest.state.resume(with: result) else {
                preconditionFailure("an answer without a host call that waits")
            }
            try guest.answer(call, with: results)
            if let fuelPerBurst { try guest.set(fuel: fuelPerBurst) }
        } catch {
            let kind = (error as? GuestTrap)?.kind ?? .trapped
            broken.withLock { $0 = Failure(kind, reason: "a host call cannot be answered: \(error)") }
        }
    }
}

extension Failure {
    /// The failure a guest's error stands for.
    init(_ error: WasmtimeError) {
        let trap = error.cause as? GuestTrap
        let kind: FailureKind =
            switch (error.code, error.trap?.kind) {
            case (.hostFailed, _) where trap != nil: trap?.kind ?? .trapped
            case (_, .outOfFuel?): .outOfFuel
            case (.limitExceeded, _): .limitExceeded
            case (.trap, _), (.hostFailed, _): .trapped
            default: .uncategorized
            }
        let reason = trap?.reason ?? error.trap?.reason ?? error.message
        self.init(kind, reason: reason, detail: error.trap?.description)
    }
}
