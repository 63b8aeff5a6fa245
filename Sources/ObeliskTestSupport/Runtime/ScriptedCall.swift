internal import ObeliskCore
internal import Synchronization

/// A scripted workflow under way.
final class ScriptedCall: GuestCall {
    private let guest: Mutex<ScriptedGuest>
    private let host: @Sendable (HostCall) -> HostReply

    init(_ guest: ScriptedGuest, host: @escaping @Sendable (HostCall) -> HostReply) {
        self.guest = Mutex(guest)
        self.host = host
    }

    func poll() -> GuestProgress {
        while true {
            switch guest.withLock({ $0.next() }) {
            case .compute: return .interrupted
            case .end(let outcome): return .finished(outcome)
            case .call(let call):
                switch host(call) {
                case .value(let result): guest.withLock { $0.take(result) }
                case .suspend: return .suspended
                case .trap(let reason): return .finished(.trapped(Failure(.trapped, reason: reason)))
                }
            }
        }
    }

    func answer(_ result: HostResult) {
        guest.withLock { $0.take(result) }
    }
}

/// A scripted activity under way; one without an outcome computes until it is dropped.
final class ScriptedActivityCall: GuestCall {
    private let body: @Sendable () -> GuestOutcome?

    init(_ body: @escaping @Sendable () -> GuestOutcome?) {
        self.body = body
    }

    func poll() -> GuestProgress {
        body().map(GuestProgress.finished) ?? .interrupted
    }

    func answer(_ result: HostResult) {}
}
