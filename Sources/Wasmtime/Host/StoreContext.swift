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

    /// Names the next call.
    func nextCallID() -> ImportCallID {
        defer { callCount += 1 }
        return ImportCallID(number: callCount)
    }
}

/// A host call whose answer comes later; the library's continuation owns one reference to it.
@safe
final class PendingImportCall {
    let id: ImportCallID
    private let store: StoreContext
    private let results: UnsafeMutablePointer<wasmtime_component_val_t>?
    private let resultCount: Int
    /// Whether the results are written.
    private(set) var isAnswered = false

    /// A call whose results go into the library's slots.
    init(
        id: ImportCallID, store: StoreContext, results: UnsafeMutablePointer<wasmtime_component_val_t>?, count: Int
    ) {
        self.id = id
        self.store = store
        unsafe self.results = results
        resultCount = count
    }

    /// Writes the results; the library keeps the slots until the continuation is gone.
    func answer(_ values: [ComponentValue], context: OpaquePointer) throws(WasmtimeError) {
        try unsafe Self.write(values, results, resultCount, context)
        isAnswered = true
    }

    /// The library is done with the call: it was resumed or its guest dropped.
    func end() { store.waiting.removeAll { $0 === self } }

    /// Writes the results of a host call into the library's slots.
    static func write(
        _ values: [ComponentValue], _ slots: UnsafeMutablePointer<wasmtime_component_val_t>?, _ count: Int,
        _ context: OpaquePointer
    ) throws(WasmtimeError) {
        guard values.count == count else {
            throw WasmtimeError(
                .wrongArguments, "a host function answered with \(values.count) results, expected \(count)")
        }
        guard let slots = unsafe slots else { return }
        for (index, value) in values.enumerated() { try unsafe value.lower(into: slots + index, context: context) }
    }
}
