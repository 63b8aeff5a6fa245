import CWasmtime

/// What a store carries for us: its guest's state, the host calls that wait, and the first host error.
///
/// Reached from callbacks through the store's data pointer. Only the thread that polls the guest touches it:
/// `GuestInstance` admits one at a time.
@safe
final class StoreContext {
    /// The guest's state, handed to host functions.
    let state: AnyObject
    private let engine: Engine
    /// Host calls without an answer, in order.
    var waiting: [PendingImportCall] = []
    /// The error a host function threw; it ends the guest's call.
    var failure: (any Error)?
    /// Host calls made so far.
    var callCount: UInt64 = 0
    /// Whether the guest was interrupted by an epoch during the poll under way.
    var hasYielded = false
    private var pollStart: UInt64 = 0

    init(state: AnyObject, engine: Engine) {
        self.state = state
        self.engine = engine
    }

    /// The context of the store a callback runs in.
    static func of(_ context: OpaquePointer) -> StoreContext {
        // Every store of ours is made with a context as its data, and keeps it until it is deleted.
        unsafe Unmanaged<StoreContext>.fromOpaque(
            wasmtime_context_get_data(context).unsafelyUnwrapped
        ).takeUnretainedValue()
    }

    /// Begins a poll: epochs that passed while nobody polled do not count against the guest.
    func beginPoll() {
        hasYielded = false
        pollStart = engine.epochCount
    }

    /// Decides at an epoch deadline whether the guest yields: not before it had a whole period, so that the ticks which
    /// fall into short polls by chance interrupt nobody.
    func reachDeadline() -> Bool {
        hasYielded = engine.epochCount > pollStart + 1
        return hasYielded
    }

    /// Puts the calls that came up to their functions; true if one of them was answered, so that the guest can go on.
    func serve(_ context: OpaquePointer) throws(WasmtimeError) -> Bool {
        var isAnswered = false
        for call in waiting where call.state == .made {
            if try unsafe call.ask(context) { isAnswered = true }
        }
        return isAnswered
    }

    /// Names the next call.
    func nextCallID() -> ImportCallID {
        defer { callCount += 1 }
        return ImportCallID(number: callCount)
    }
}
