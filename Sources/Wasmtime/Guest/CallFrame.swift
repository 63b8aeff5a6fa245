import CWasmtime

/// The memory of one asynchronous operation: everything the library was given an address of, and its future.
///
/// Nothing moves or is freed before the future is gone, in this order: future, values, store.
@safe
final class CallFrame {
    private let store: Store
    /// What the library may read meanwhile.
    private let keptAlive: (AnyObject, AnyObject?)
    /// One block for all that follows.
    private let memory: UnsafeMutableRawPointer
    private let function: UnsafeMutablePointer<wasmtime_component_func_t>
    private let instance: UnsafeMutablePointer<wasmtime_component_instance_t>
    private let failure: UnsafeMutablePointer<OpaquePointer?>
    /// The arguments, then the results.
    private let values: UnsafeMutableBufferPointer<wasmtime_component_val_t>
    private let argumentCount: Int
    private var future: OpaquePointer?
    private let hostCallsBefore: UInt64

    private init(store: Store, keptAlive: (AnyObject, AnyObject?), argumentCount: Int = 0, resultCount: Int = 0) {
        self.store = store
        self.keptAlive = keptAlive
        self.argumentCount = argumentCount
        let count = argumentCount + resultCount
        let instanceOffset = unsafe MemoryLayout<wasmtime_component_func_t>.stride
        let failureOffset = instanceOffset + MemoryLayout<wasmtime_component_instance_t>.stride
        let valuesOffset = unsafe failureOffset + MemoryLayout<OpaquePointer?>.stride
        // All of them are aligned as a word, and their strides are multiples of one.
        unsafe memory = .allocate(
            byteCount: valuesOffset + count * MemoryLayout<wasmtime_component_val_t>.stride,
            alignment: MemoryLayout<wasmtime_component_val_t>.alignment)
        unsafe function = memory.initializeMemory(
            as: wasmtime_component_func_t.self, to: wasmtime_component_func_t())
        unsafe instance = (memory + instanceOffset).initializeMemory(
            as: wasmtime_component_instance_t.self, to: wasmtime_component_instance_t())
        unsafe failure = (memory + failureOffset).initializeMemory(as: OpaquePointer?.self, to: nil)
        unsafe values = UnsafeMutableBufferPointer(
            start: (memory + valuesOffset).initializeMemory(
                as: wasmtime_component_val_t.self, repeating: wasmtime_component_val_t(), count: count), count: count)
        unsafe future = nil
        hostCallsBefore = store.context.callCount
    }

    deinit {
        deleteFuture()
        for index in unsafe values.indices { unsafe wasmtime_component_val_delete(&values[index]) }
        if let error = unsafe failure.pointee { unsafe wasmtime_error_delete(error) }
        unsafe memory.deallocate()
    }

    /// Starts to instantiate a component.
    static func instantiate(_ component: LoadedComponent, linker: RawLinker, store: Store) -> CallFrame {
        let frame = CallFrame(store: store, keptAlive: (component, linker))
        unsafe frame.future = wasmtime_component_linker_instantiate_async(
            linker.pointer, store.contextPointer, component.raw.pointer, frame.instance, frame.failure)
        return frame
    }

    /// Starts a call of an exported function of an instance in the store.
    static func call(
        _ index: ExportIndex, of instance: wasmtime_component_instance_t, in store: Store,
        _ arguments: [ComponentValue], resultCount: Int
    ) throws(WasmtimeError) -> CallFrame {
        let frame = CallFrame(
            store: store, keptAlive: (index, nil), argumentCount: arguments.count, resultCount: resultCount)
        unsafe frame.instance.pointee = instance
        guard
            unsafe wasmtime_component_instance_get_func(
                frame.instance, store.contextPointer, index.pointer, frame.function)
        else { throw WasmtimeError(.noSuchExport, "the instance has no such function") }
        let values = unsafe frame.values.baseAddress
        for (position, argument) in arguments.enumerated() {
            guard let slot = unsafe values?.advanced(by: position) else { continue }
            try unsafe argument.lower(into: slot, context: store.contextPointer)
        }
        unsafe frame.future = wasmtime_component_func_call_async(
            frame.function, store.contextPointer, values, arguments.count, values?.advanced(by: arguments.count),
            resultCount, frame.failure)
        return frame
    }

    /// Lets the operation go on; true once it is finished.
    func poll() -> Bool {
        guard let future = unsafe future else { return true }
        guard unsafe wasmtime_call_future_poll(future) else { return false }
        deleteFuture()
        return true
    }

    /// The instance that was made, once instantiating is finished.
    var madeInstance: wasmtime_component_instance_t { unsafe instance.pointee }

    /// The results of a finished call.
    ///
    /// - Throws: the trap or error it ended with.
    func takeResults() throws(WasmtimeError) -> [ComponentValue] {
        // An error that is no trap, of a guest that called nobody, is about the arguments.
        try check(code: store.context.callCount == hostCallsBefore ? .wrongArguments : .failed)
        return try unsafe ComponentValue.lift(
            values.baseAddress?.advanced(by: argumentCount), count: values.count - argumentCount,
            context: store.contextPointer)
    }

    /// Throws what a finished operation, or a host function it called, failed with.
    func check(code: WasmtimeError.Code) throws(WasmtimeError) {
        guard let error = unsafe failure.pointee else {
            guard let cause = store.context.failure else { return }
            throw WasmtimeError(.hostFailed, "a host function failed: \(cause)", cause: cause)
        }
        unsafe failure.pointee = nil
        throw unsafe WasmtimeError.take(error, code: code, cause: store.context.failure)
    }

    /// Ends the operation, unwinding the guest if it is in the middle of something.
    private func deleteFuture() {
        if let future = unsafe future { unsafe wasmtime_call_future_delete(future) }
        unsafe future = nil
    }
}
