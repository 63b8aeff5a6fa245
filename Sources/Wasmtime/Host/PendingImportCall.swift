import CWasmtime

/// A host call in which a guest is suspended; the library's continuation owns one reference to it.
@safe
final class PendingImportCall {
    /// How far a call has come.
    enum State {
        /// Its function has not been asked.
        case made
        /// Its function left the answer to the guest's owner.
        case waiting
        case answered
    }

    /// How far it has come.
    private(set) var state = State.made
    /// Its name.
    let id: ImportCallID
    /// What is asked, until it has been.
    private var call: ImportCall?
    private let function: HostFunctionBox
    private unowned let store: StoreContext
    private let results: UnsafeMutablePointer<wasmtime_component_val_t>?
    private let resultCount: Int

    /// A call whose results go into the library's slots, which it keeps until the continuation is gone.
    init(
        _ call: ImportCall, of function: HostFunctionBox, store: StoreContext,
        results: UnsafeMutablePointer<wasmtime_component_val_t>?, count: Int
    ) {
        id = call.id
        self.call = call
        self.function = function
        self.store = store
        unsafe self.results = results
        resultCount = count
    }

    /// Puts the call to its function; true if it was answered at once. Where the function throws, the guest goes on
    /// only to end with that.
    func ask(_ context: OpaquePointer) throws(WasmtimeError) -> Bool {
        guard case .suspendable(let body) = function.body, let call = call.take() else { return false }
        do {
            switch try body(store.state, call) {
            case .answer(let values): try unsafe answer(values, context: context)
            case .suspend: state = .waiting
            }
        } catch {
            try unsafe fail(error, context)
        }
        return state == .answered
    }

    /// Writes the results.
    func answer(_ values: [ComponentValue], context: OpaquePointer) throws(WasmtimeError) {
        try unsafe Self.write(values, results, resultCount, context)
        state = .answered
    }

    /// Ends the guest in its call, with an error.
    ///
    /// A function can report an error to the library only while it is called back. Later it is told by results that no
    /// type admits, an enumeration's case without a name, for which the library ends the guest just there; the error
    /// itself is kept beside it. Without results the guest runs on to its next epoch check, host call or end, whichever
    /// comes first, and ends there.
    private func fail(_ error: any Error, _ context: OpaquePointer) throws(WasmtimeError) {
        store.failure = store.failure ?? error
        if resultCount == 0 { unsafe wasmtime_context_set_epoch_deadline(context, 0) }
        let untyped = [ComponentValue](repeating: .enumeration(""), count: resultCount)
        try unsafe answer(untyped, context: context)
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
