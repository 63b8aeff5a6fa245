import CWasmtime

/// The memory of one asynchronous operation: everything the library was given an address of, and its future.
///
/// Nothing moves or is freed before the future is gone, in this order: future, values, store.
@safe
final class CallFrame {
    private let store: Store
    /// What the library may read while it instantiates.
    private let keptAlive: [AnyObject]
    private let function: UnsafeMutablePointer<wasmtime_component_func_t>
    private let instance: UnsafeMutablePointer<wasmtime_component_instance_t>
    private let arguments: UnsafeMutableBufferPointer<wasmtime_component_val_t>
    private let results: UnsafeMutableBufferPointer<wasmtime_component_val_t>
    private let failure: UnsafeMutablePointer<OpaquePointer?>
    private var future: OpaquePointer?
    private let hostCallsBefore: UInt64

    private init(store: Store, keptAlive: [AnyObject], argumentCount: Int, resultCount: Int) {
        self.store = store
        self.keptAlive = keptAlive
        unsafe function = .allocate(capacity: 1)
        unsafe function.initialize(to: wasmtime_component_func_t())
        unsafe instance = .allocate(capacity: 1)
        unsafe instance.initialize(to: wasmtime_component_instance_t())
        unsafe arguments = .allocate(capacity: argumentCount)
        unsafe arguments.initialize(repeating: wasmtime_component_val_t())
        unsafe results = .allocate(capacity: resultCount)
        unsafe results.initialize(repeating: wasmtime_component_val_t())
        unsafe failure = .allocate(capacity: 1)
        unsafe failure.initialize(to: nil)
        unsafe future = nil
        hostCallsBefore = store.context.callCount
    }

    deinit {
        deleteFuture()
        for index in unsafe arguments.indices { unsafe wasmtime_component_val_delete(&arguments[index]) }
        for index in unsafe results.indices { unsafe wasmtime_component_val_delete(&results[index]) }
        if let error = unsafe failure.pointee { unsafe wasmtime_error_delete(error) }
        unsafe function.deallocate()
        unsafe instance.deallocate()
        unsafe arguments.deallocate()
        unsafe results.deallocate()
        unsafe failure.deallocate()
    }

    /// Starts to instantiate a component.
    static func instantiate(_ component: LoadedComponent, linker: RawLinker, store: Store) -> CallFrame {
        let frame = CallFrame(store: store, keptAlive: [component, linker], argumentCount: 0, resultCount: 0)
        unsafe frame.future = wasmtime_component_linker_instantiate_async(
            linker.pointer, store.contextPointer, component.raw.pointer, frame.instance, frame.failure)
        return frame
    }

    /// Starts a call of an exported function of the instance another frame made.
    static func call(
        _ index: ExportIndex, of instantiation: CallFrame, _ values: [ComponentValue], resultCount: Int
    ) throws(WasmtimeError) -> CallFrame {
        let store = instantiation.store
        let frame = CallFrame(
            store: store, keptAlive: [instantiation, index], argumentCount: values.count, resultCount: resultCount)
        guard
            unsafe wasmtime_component_instance_get_func(
                instantiation.instance, store.contextPointer, index.pointer, frame.function)
        else { throw WasmtimeError(.noSuchExport, "the instance has no such function") }
        for (position, value) in values.enumerated() {
            guard let slot = unsafe frame.arguments.baseAddress?.advanced(by: position) else { continue }
            try unsafe value.lower(into: slot, context: store.contextPointer)
        }
        unsafe frame.future = wasmtime_component_func_call_async(
            frame.function, store.contextPointer, frame.arguments.baseAddress, frame.arguments.count,
            frame.results.baseAddress, frame.results.count, frame.failure)
        return frame
    }

    /// Lets the operation go on; true once it is finished.
    func poll() -> Bool {
        guard let future = unsafe future else { return true }
        guard unsafe wasmtime_call_future_poll(future) else { return false }
        deleteFuture()
        return true
    }

    /// The results of a finished call.
    ///
    /// - Throws: the trap or error it ended with.
    func takeResults() throws(WasmtimeError) -> [ComponentValue] {
        // An error that is no trap, of a guest that called nobody, is about the arguments.
        try check(code: store.context.callCount == hostCallsBefore ? .wrongArguments : .failed)
        return try unsafe ComponentValue.lift(
            results.baseAddress, count: results.count, context: store.contextPointer)
    }

    /// Throws what a finished operation failed with.
    func check(code: WasmtimeError.Code) throws(WasmtimeError) {
        guard let error = unsafe failure.pointee else { return }
        unsafe failure.pointee = nil
        throw unsafe WasmtimeError.take(error, code: code, cause: store.context.failure)
    }

    /// Ends the operation, unwinding the guest if it is in the middle of something.
    private func deleteFuture() {
        if let future = unsafe future { unsafe wasmtime_call_future_delete(future) }
        unsafe future = nil
    }
}
